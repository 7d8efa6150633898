// SPDX-License-Identifier: Apache-2.0
package dev.millrace.scenarios;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.formats.CsvFormat;
import dev.millrace.formats.JsonFormat;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.sql.SqlCompiler;
import dev.millrace.testkit.scenario.ScenarioConnector;
import dev.millrace.testkit.scenario.ScenarioRunner;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/** Scenario files as tests. */
final class Scenarios {
    private static final List<Integer> PARALLELISMS = List.of(1, 3);
    private static final int FILES_A_FOLDER = 2;
    private static final int CHAOS_ROUNDS = 2;
    private static final String FILTER = "scenario";

    private Scenarios() {}

    /** Folder of this module. */
    static Path folder() {
        return Path.of(System.getProperty("millrace.home"), "quality", "scenarios");
    }

    /** One test for each file below a folder whose path contains the system property {@code scenario}. */
    static Stream<DynamicTest> tests(Path folder, ScenarioEngine engine) {
        return tests(folder, ScenarioRunner.find(List.of(folder)), engine);
    }

    /** As {@link #tests}, but in some rounds of chaos. {@code -Dmillrace.effort=10} plays ten times as many. */
    static Stream<DynamicTest> chaosTests(Path folder, ScenarioEngine engine) {
        ScenarioRunner.ChaosRounds rounds =
                new ScenarioRunner.ChaosRounds(1, CHAOS_ROUNDS * Integer.getInteger("millrace.effort", 1));
        return tests(folder, ScenarioRunner.find(List.of(folder)), engine, Optional.of(rounds));
    }

    /**
     * As {@link #tests}, but the first files of each folder only: for engines that take seconds to start. {@code -Dscenario=.sql}
     * gives all.
     */
    static Stream<DynamicTest> someTests(Path folder, ScenarioEngine engine) {
        List<Path> files = ScenarioRunner.find(List.of(folder));
        if (System.getProperty(FILTER) != null) {
            return tests(folder, files, engine);
        }
        Map<Path, Integer> seen = new TreeMap<>();
        List<Path> some = files.stream()
                .filter(file -> seen.merge(file.getParent(), 1, Integer::sum) <= FILES_A_FOLDER)
                .toList();
        return tests(folder, some, engine);
    }

    /** As {@link #tests}, but those files only, or with {@code -Dscenario=...} all files that it names. */
    static Stream<DynamicTest> namedTests(Path folder, List<String> names, ScenarioEngine engine) {
        if (System.getProperty(FILTER) != null) {
            return tests(folder, engine);
        }
        return tests(folder, names.stream().map(folder::resolve).toList(), engine);
    }

    private static Stream<DynamicTest> tests(Path folder, List<Path> files, ScenarioEngine engine) {
        return tests(folder, files, engine, Optional.empty());
    }

    private static Stream<DynamicTest> tests(
            Path folder, List<Path> files, ScenarioEngine engine, Optional<ScenarioRunner.ChaosRounds> chaos) {
        String filter = System.getProperty(FILTER, "");
        ConnectorCatalog connectors =
                new ConnectorCatalog(List.of(new ScenarioConnector()), List.of(new JsonFormat(), new CsvFormat()));
        SqlCompiler compiler = new SqlCompiler(connectors, FunctionCatalog.builtIn());
        ScenarioRunner runner =
                new ScenarioRunner(compiler, new ScenarioRunner.Settings(PARALLELISMS, chaos, false, false));
        return files.stream()
                .filter(file -> file.toString().contains(filter))
                .map(file -> DynamicTest.dynamicTest(
                        folder.relativize(file).toString(), file.toUri(), () -> play(runner, file, engine)));
    }

    private static void play(ScenarioRunner runner, Path file, ScenarioEngine engine) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ScenarioRunner.Summary summary =
                runner.run(List.of(file), List.of(engine), new PrintStream(text, true, StandardCharsets.UTF_8));
        Assertions.assertEquals(0, summary.failed(), () -> text.toString(StandardCharsets.UTF_8));
    }
}
