// SPDX-License-Identifier: Apache-2.0
package dev.millrace.scenarios;

import dev.millrace.engine.local.LocalScenarioEngine;
import dev.millrace.functions.FunctionCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every scenario on the local engine: straight, restarted, shuffled, at parallelism 1 and 3. */
class LocalScenariosTest {
    private final LocalScenarioEngine engine = new LocalScenarioEngine(FunctionCatalog.builtIn());

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return Scenarios.tests(Scenarios.folder(), engine);
    }

    /** With plans from bytes, so that every construct is known to survive the way to another process. */
    @TestFactory
    Stream<DynamicTest> chaos() {
        return Scenarios.chaosTests(Scenarios.folder(), new EncodedPlanEngine(engine));
    }

    @TestFactory
    Stream<DynamicTest> conformance() throws IOException, InterruptedException {
        Optional<Path> folder = Conformance.generate();
        Assumptions.assumeTrue(folder.isPresent(), "the shared conformance set or python3 is not here");
        return Scenarios.tests(folder.get(), engine);
    }
}
