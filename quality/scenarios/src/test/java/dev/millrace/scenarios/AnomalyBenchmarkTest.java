// SPDX-License-Identifier: Apache-2.0
package dev.millrace.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.engine.local.LocalScenarioEngine;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.model.Row;
import dev.millrace.plan.Pipeline;
import dev.millrace.sql.SqlCompiler;
import dev.millrace.testkit.scenario.ScenarioConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * ANOMALY_SCORE through SQL and the local engine on the half of the Numenta Anomaly Benchmark that lies beside the repository.
 * Prints what docs/anomaly.md says; {@code -Dmillrace.shared=DIR} names the folder when it is elsewhere.
 */
class AnomalyBenchmarkTest {
    /** One clock goes back by an hour in autumn. */
    private static final String SQL =
            """
            CREATE TABLE readings (
              n BIGINT, v DOUBLE, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' HOUR
            ) WITH ('connector' = 'scenario');
            SELECT n, ANOMALY_SCORE(v) OVER (ORDER BY ts) AS score FROM readings;
            """;

    private static final double ALARM = 0.5;
    /** The aim of the product; the measured score is in docs/anomaly.md. */
    private static final double LEAST = 66;

    private final Map<NabFile, double[]> scores = new LinkedHashMap<>();

    @Test
    void one_default_setting_and_one_threshold_reach_the_aim_on_the_numenta_benchmark() throws IOException {
        Path folder =
                Path.of(System.getProperty("millrace.shared"), "data", "nab").normalize();
        Assumptions.assumeTrue(Files.exists(folder), () -> "the benchmark is not at " + folder);
        ScenarioEngine engine = new LocalScenarioEngine(FunctionCatalog.builtIn());
        for (NabFile file : files(folder)) {
            scores.put(file, scores(engine, file));
        }

        StringBuilder table = new StringBuilder();
        double[] apart = {0};
        for (String group :
                new TreeSet<>(scores.keySet().stream().map(NabFile::group).toList())) {
            NabFile.Result own = total(ALARM, group, true);
            NabFile.Result chosen = total(bestThreshold(group), group, true);
            apart[0] += chosen.gain();
            table.append("%-22s windows %2d, found %2d, false alarms %3d, score %5.1f; threshold of the others: %5.1f%n"
                    .formatted(group, own.windows(), own.hits(), own.falseAlarms(), own.score(), chosen.score()));
        }
        NabFile.Result all = total(ALARM, "", false);
        double others = 100 * apart[0] / (2 * all.windows());
        double best = bestThreshold("");
        table.append("%-22s windows %2d, found %2d, false alarms %3d, score %5.2f; threshold of the others: %5.2f%n"
                .formatted("all", all.windows(), all.hits(), all.falseAlarms(), all.score(), others));
        table.append("best threshold %.3f: score %.2f%n"
                .formatted(best, total(best, "", false).score()));
        System.out.print(table);

        assertTrue(all.score() >= LEAST, table::toString);
        assertTrue(others >= LEAST, table::toString);
    }

    private static List<NabFile> files(Path folder) throws IOException {
        JsonNode windows =
                new ObjectMapper().readTree(folder.resolve("windows.json").toFile());
        List<NabFile> files = new ArrayList<>();
        for (String name : Files.readAllLines(folder.resolve("files.txt"))) {
            List<LocalDateTime[]> bounds = new ArrayList<>();
            for (JsonNode window : windows.get(name)) {
                bounds.add(new LocalDateTime[] {
                    time(window.get(0).asText()), time(window.get(1).asText())
                });
            }
            files.add(new NabFile(folder.resolve("data").resolve(name + ".gz"), bounds));
        }
        return files;
    }

    private static LocalDateTime time(String text) {
        return LocalDateTime.parse(text.substring(0, 19).replace(' ', 'T'));
    }

    private static double[] scores(ScenarioEngine engine, NabFile file) {
        SqlCompiler compiler = new SqlCompiler(
                new ConnectorCatalog(List.of(new ScenarioConnector()), List.of()), FunctionCatalog.builtIn());
        Pipeline pipeline =
                compiler.compileScript("benchmark.sql", "benchmark", SQL).pipeline();
        try (ScenarioEngine.Run run = engine.open(pipeline, 1)) {
            for (int i = 0; i < file.size(); i++) {
                Row row = new Row(3);
                row.setLong(0, i);
                row.setDouble(1, file.value(i));
                row.setLong(2, file.timeMs(i));
                run.arrive("readings", row);
            }
            ScenarioEngine.Result result = run.finish();
            assertEquals(List.of(), result.ledger());
            double[] scores = new double[file.size()];
            Arrays.fill(scores, Double.NaN);
            result.emissions()
                    .forEach(e -> scores[(int) e.row().longAt(0)] = e.row().doubleAt(1));
            return scores;
        }
    }

    private NabFile.Result total(double threshold, String group, boolean isInside) {
        return scores.entrySet().stream()
                .filter(e -> e.getKey().group().equals(group) == isInside)
                .map(e -> e.getKey().at(threshold, e.getValue()))
                .reduce(NabFile.Result.NONE, NabFile.Result::plus);
    }

    /** The threshold that is best for all other groups. */
    private double bestThreshold(String without) {
        Map<Double, Double> gains = new TreeMap<>();
        for (double threshold = 0.2; threshold < 0.9; threshold += 0.005) {
            gains.put(threshold, total(threshold, without, false).gain());
        }
        return gains.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }
}
