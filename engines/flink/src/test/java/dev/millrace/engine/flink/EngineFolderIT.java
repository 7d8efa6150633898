// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.engine.process.EngineLaunch;
import dev.millrace.engine.process.EngineProcess;
import dev.millrace.engine.process.ProcessScenarioEngine;
import dev.millrace.formats.JsonFormat;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.sql.SqlCompiler;
import dev.millrace.testkit.scenario.ScenarioConnector;
import dev.millrace.testkit.scenario.ScenarioRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The folder that the command takes the engine from, after it was packaged. */
class EngineFolderIT {
    private static final Path HOME = Path.of(System.getProperty("millrace.home"));
    private static final Path FOLDER = HOME.resolve("engines/flink/target/lib");

    @Test
    void the_folder_has_the_clients_that_the_connector_needs_and_no_planner() throws IOException {
        List<String> names;
        try (Stream<Path> jars = Files.list(FOLDER)) {
            names = jars.map(jar -> jar.getFileName().toString()).sorted().toList();
        }
        assertEquals(
                List.of("kafka-clients-4.2.0.jar"),
                names.stream().filter(n -> n.startsWith("kafka-clients")).toList());
        assertTrue(names.stream().noneMatch(n -> n.contains("calcite") || n.startsWith("sql-")), names::toString);
    }

    @Test
    void a_process_with_this_class_path_plays_a_scenario() {
        SqlCompiler compiler = new SqlCompiler(
                new ConnectorCatalog(List.of(new ScenarioConnector()), List.of(new JsonFormat())),
                FunctionCatalog.builtIn());
        ScenarioRunner runner =
                new ScenarioRunner(compiler, new ScenarioRunner.Settings(List.of(2), Optional.empty(), false, false));
        EngineLaunch launch = EngineLaunch.ofFolder(
                "flink", FOLDER, FlinkMain.class.getName(), List.of("-Xmx512m", "-XX:+UseSerialGC"));
        Path scenario = HOME.resolve("quality/scenarios/stream_join/each_minute_beside_the_one_before.sql");
        try (ScenarioEngine engine = new ProcessScenarioEngine("flink", EngineProcess.start(launch))) {
            assertEquals(
                    "1 passed, 0 failed",
                    runner.run(List.of(scenario), List.of(engine), System.out).toString());
        }
    }
}
