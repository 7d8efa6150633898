// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.engine.local.LocalScenarioEngine;
import dev.millrace.formats.CsvFormat;
import dev.millrace.formats.JsonFormat;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.sql.SqlCompiler;
import dev.millrace.testkit.scenario.ScenarioConnector;
import dev.millrace.testkit.scenario.ScenarioRunner;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every scenario on the local engine, where mutants of the kernel are to be killed; elsewhere quality/scenarios plays them. */
@EnabledIfSystemProperty(named = "millrace.mutation", matches = "true", disabledReason = "quality/scenarios plays them")
class KernelScenariosTest {
    @TestFactory
    Stream<DynamicTest> scenarios() {
        Path folder = Path.of(System.getProperty("millrace.home"), "quality", "scenarios");
        ConnectorCatalog connectors =
                new ConnectorCatalog(List.of(new ScenarioConnector()), List.of(new JsonFormat(), new CsvFormat()));
        ScenarioRunner runner = new ScenarioRunner(
                new SqlCompiler(connectors, FunctionCatalog.builtIn()),
                new ScenarioRunner.Settings(List.of(1), Optional.empty(), false, false));
        LocalScenarioEngine engine = new LocalScenarioEngine(FunctionCatalog.builtIn());
        return ScenarioRunner.find(List.of(folder)).stream()
                .map(file -> DynamicTest.dynamicTest(folder.relativize(file).toString(), () -> {
                    ByteArrayOutputStream text = new ByteArrayOutputStream();
                    ScenarioRunner.Summary summary = runner.run(
                            List.of(file), List.of(engine), new PrintStream(text, true, StandardCharsets.UTF_8));
                    Assertions.assertEquals(0, summary.failed(), () -> text.toString(StandardCharsets.UTF_8));
                }));
    }
}
