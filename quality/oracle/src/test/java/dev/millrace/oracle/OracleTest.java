// SPDX-License-Identifier: Apache-2.0
package dev.millrace.oracle;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.engine.local.LocalScenarioEngine;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.sql.SqlCompiler;
import dev.millrace.testkit.scenario.ScenarioConnector;
import dev.millrace.testkit.scenario.ScenarioRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Random queries over random rows: what Flink's own SQL engine gives is what Millrace must give, straight, restarted, in parallel and
 * shuffled. Each seed is one Flink job with some queries of every kind. {@code -Dmillrace.effort=100} runs a hundred times as many
 * seeds, {@code -Dmillrace.seed=N} begins at another one. Cases that differ stay in {@code target/oracle} as scenario files.
 */
class OracleTest {
    private static final int SEEDS_A_BUILD = 2;
    private static final int SEEDS = Integer.getInteger("millrace.effort", 1) * SEEDS_A_BUILD;
    private static final long FIRST_SEED = Long.getLong("millrace.seed", 1);
    private static final int QUERIES_A_KIND = 2;
    private static final int ROWS = 120;

    private final ScenarioRunner runner = new ScenarioRunner(
            new SqlCompiler(
                    new ConnectorCatalog(List.of(new ScenarioConnector()), List.of()), FunctionCatalog.builtIn()),
            new ScenarioRunner.Settings(List.of(1, 3), Optional.empty(), false, false));

    @TestFactory
    Stream<DynamicNode> same_rows_as_flink() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS)
                .mapToObj(seed -> DynamicContainer.dynamicContainer("seed " + seed, tests(seed)));
    }

    private Stream<DynamicTest> tests(long seed) {
        try {
            return cases(seed).stream()
                    .map(oracleCase -> DynamicTest.dynamicTest(oracleCase.name(), () -> play(oracleCase)));
        } catch (Exception notRun) {
            return Stream.of(DynamicTest.dynamicTest("Flink runs the queries", () -> {
                throw notRun;
            }));
        }
    }

    private static List<OracleCase> cases(long seed) throws Exception {
        Random random = new Random(seed);
        List<RandomTable> tables = List.of(RandomTable.of("r", random, ROWS), RandomTable.of("e", random, ROWS));
        List<String> kinds = new ArrayList<>();
        List<String> queries = new ArrayList<>();
        for (Queries kind : Queries.values()) {
            for (int i = 1; i <= QUERIES_A_KIND; i++) {
                kinds.add(kind.name().toLowerCase(Locale.ROOT) + i);
                queries.add(kind.make(random));
            }
        }
        List<List<List<String>>> results = new FlinkSql(folder(seed)).run(tables, queries);
        List<OracleCase> cases = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            cases.add(new OracleCase(kinds.get(i), seed, tables, queries.get(i), results.get(i)));
        }
        return cases;
    }

    private static Path folder(long seed) throws IOException {
        return Files.createDirectories(Path.of("target", "oracle", "seed-" + seed));
    }

    private void play(OracleCase oracleCase) throws IOException {
        Path file = folder(oracleCase.seed()).resolve(oracleCase.name() + ".sql");
        Files.writeString(file, oracleCase.scenario());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ScenarioRunner.Summary summary = runner.run(
                List.of(file),
                List.of(new LocalScenarioEngine(FunctionCatalog.builtIn())),
                new PrintStream(said, true, StandardCharsets.UTF_8));
        Assertions.assertEquals(0, summary.failed(), () -> said.toString(StandardCharsets.UTF_8) + oracleCase.query());
        Files.delete(file);
    }
}
