// SPDX-License-Identifier: Apache-2.0
package dev.millrace.scenarios;

import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.engine.kafkastreams.KafkaStreamsScenarioEngine;
import dev.millrace.formats.JsonFormat;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.KernelOperators;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scenarios on Kafka Streams with a real broker: straight at parallelism 1, restarted at parallelism 3. The build plays some of
 * each folder; {@code ./millrace test quality/scenarios --engine kafka-streams --parallelism 1,3} plays all.
 */
class KafkaStreamsScenariosTest {
    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;
    private static KafkaStreamsScenarioEngine engine;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(folder, 0);
        engine = new KafkaStreamsScenarioEngine(
                new KernelOperators(FunctionCatalog.builtIn()), List.of(new JsonFormat()), kafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        if (engine != null) {
            engine.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return Scenarios.someTests(Scenarios.folder(), engine);
    }

    @TestFactory
    Stream<DynamicTest> conformance() throws IOException, InterruptedException {
        Optional<Path> cases = Conformance.generate();
        Assumptions.assumeTrue(cases.isPresent(), "the shared conformance set or python3 is not here");
        return Scenarios.someTests(cases.get(), engine);
    }
}
