// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.formats.JsonFormat;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.model.MillraceException;
import dev.millrace.sql.SqlCompiler;
import dev.millrace.testkit.scenario.ScenarioConnector;
import dev.millrace.testkit.scenario.ScenarioRunner;
import dev.millrace.testkit.scenario.ScenarioRunner.ChaosRounds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A selection; {@code ./millrace test quality/scenarios --engine flink --parallelism 1,3} plays all of them. */
class FlinkScenarioEngineTest {
    private static final Path SCENARIOS = Path.of(System.getProperty("millrace.home"), "quality", "scenarios");
    private static final Path TWO_EXCHANGES = SCENARIOS.resolve("stream_join/each_minute_beside_the_one_before.sql");

    @Test
    void the_first_scenario_of_each_kind_gives_the_same_straight_and_restarted() throws IOException {
        List<Path> files = new ArrayList<>(firstOfEachKind());
        files.add(TWO_EXCHANGES);
        play(files, Optional.empty(), Map.of());
    }

    @Test
    void stops_and_starts_with_more_and_fewer_threads_change_nothing() {
        play(List.of(TWO_EXCHANGES), Optional.of(new ChaosRounds(7, 3)), Map.of());
    }

    @Test
    void state_on_disk_gives_the_same_with_one_key_on_the_heap() {
        for (String backend : List.of("rocksdb", "forst")) {
            Map<String, String> options = Map.of("state.backend.type", backend, "state.hot-keys", "1");
            play(List.of(TWO_EXCHANGES), Optional.of(new ChaosRounds(7, 1)), options);
        }
    }

    @Test
    void a_wrong_option_is_refused_before_anything_starts() {
        MillraceException refused = assertThrows(
                MillraceException.class, () -> new FlinkScenarioEngine(Map.of("state.backend.type", "paper")));
        assertTrue(refused.getMessage().startsWith("ENG-461"), refused.getMessage());
    }

    private static List<Path> firstOfEachKind() throws IOException {
        try (Stream<Path> folders = Files.list(SCENARIOS)) {
            return folders.filter(Files::isDirectory)
                    .filter(folder -> !List.of("src", "target", "errors")
                            .contains(folder.getFileName().toString()))
                    .sorted()
                    .map(folder -> ScenarioRunner.find(List.of(folder)).get(0))
                    .toList();
        }
    }

    private static void play(List<Path> files, Optional<ChaosRounds> chaos, Map<String, String> options) {
        SqlCompiler compiler = new SqlCompiler(
                new ConnectorCatalog(List.of(new ScenarioConnector()), List.of(new JsonFormat())),
                FunctionCatalog.builtIn());
        ScenarioRunner runner =
                new ScenarioRunner(compiler, new ScenarioRunner.Settings(List.of(1, 3), chaos, false, false));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (ScenarioEngine engine = new FlinkScenarioEngine(options)) {
            ScenarioRunner.Summary summary =
                    runner.run(files, List.of(engine), new PrintStream(said, true, StandardCharsets.UTF_8));
            assertEquals(
                    files.size() + " passed, 0 failed",
                    summary.toString(),
                    () -> said.toString(StandardCharsets.UTF_8));
        }
    }
}
