// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.engine.local.LocalScenarioEngine;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.plan.Pipeline;
import dev.millrace.testkit.verify.Verification;
import dev.millrace.testkit.verify.VerifyReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyCommandTest {
    private static final String PIPELINE =
            """
            CREATE TABLE readings (device STRING, temp DOUBLE, ts TIMESTAMP(3),
              WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'http', 'key.fields' = 'device');
            CREATE TABLE minutes (device STRING, window_start TIMESTAMP(3), n BIGINT, mean DOUBLE,
              PRIMARY KEY (device, window_start) NOT ENFORCED) WITH ('connector' = 'print');
            INSERT INTO minutes
              SELECT device, window_start, COUNT(*), AVG(temp)
              FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
              GROUP BY device, window_start, window_end;
            """;

    @TempDir
    private Path folder;

    private Path pipeline;
    private Path rows;

    @BeforeEach
    void write() throws IOException {
        pipeline = Files.writeString(folder.resolve("minutes.sql"), PIPELINE);
        StringBuilder csv = new StringBuilder("device,temp,ts\n");
        for (int i = 0; i < 300; i++) {
            // Every tenth row is 8 s behind the others, so that some are late.
            int second = i * 2 - (i % 10 == 0 ? 8 : 0);
            csv.append("pump-%d,%d.5,2026-05-01 10:%02d:%02d%n"
                    .formatted(i % 4, i, 1 + Math.floorDiv(second, 60), Math.floorMod(second, 60)));
        }
        rows = Files.writeString(folder.resolve("rows.csv"), csv);
    }

    @Test
    void engines_agree_on_a_users_own_rows() throws IOException {
        Path junit = folder.resolve("verify.xml");

        Said said = Said.by("verify", pipeline.toString(), "--input", rows.toString(), "--junit", junit.toString());

        assertEquals(0, said.exitCode(), said.out() + said.err());
        assertTrue(said.out().endsWith("300 rows, 6 runs: all equal\n"), said.out());
        assertTrue(Files.readString(junit).contains("tests=\"6\" failures=\"0\""), Files.readString(junit));
    }

    @Test
    void a_row_that_an_engine_loses_is_named_with_what_both_said_of_its_key() {
        Pipeline compiled = PipelineFile.read(pipeline).compile().pipeline();
        Verification verification = Verification.of(compiled, Map.of("readings", rows), 1000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        VerifyReport report = verification.run(
                List.of(new LocalScenarioEngine(FunctionCatalog.builtIn()), new Forgetful()), List.of(1), way -> {});
        report.print(new PrintStream(out, true, StandardCharsets.UTF_8));

        String text = out.toString(StandardCharsets.UTF_8);
        assertFalse(report.isEqual());
        assertTrue(text.contains("output minutes differs, first row:"), text);
        assertTrue(text.contains("+I revision 0  | pump-0 | 2026-05-01 10:01:00.000 |"), text);
        assertTrue(text.endsWith("300 rows, 4 runs: 2 different or refused\n"), text);
    }

    @Test
    void an_engine_that_refuses_is_said_and_the_others_are_compared_with_each_other() {
        Pipeline compiled = PipelineFile.read(pipeline).compile().pipeline();
        Verification verification = Verification.of(compiled, Map.of("readings", rows), 1000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        VerifyReport report = verification.run(
                List.of(new Refusing(), new LocalScenarioEngine(FunctionCatalog.builtIn())), List.of(1), way -> {});
        report.print(new PrintStream(out, true, StandardCharsets.UTF_8));

        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("(compared with)") && text.contains("REFUSED"), text);
        assertTrue(text.endsWith("300 rows, 4 runs: 2 different or refused\n"), text);
    }

    @Test
    void a_pipeline_that_asks_outside_is_refused() throws IOException {
        String asking = PIPELINE.substring(0, PIPELINE.indexOf("CREATE TABLE minutes"))
                        .replace("ts TIMESTAMP(3),", "ts TIMESTAMP(3), proc_time AS PROCTIME(),")
                + """
                CREATE TABLE devices (id STRING, site STRING, PRIMARY KEY (id) NOT ENFORCED)
                  WITH ('connector' = 'jdbc', 'url' = 'jdbc:postgresql://127.0.0.1:1/x', 'table-name' = 'devices');
                CREATE TABLE sites (device STRING, site STRING) WITH ('connector' = 'print');
                INSERT INTO sites SELECT r.device, d.site
                  FROM readings r JOIN devices FOR SYSTEM_TIME AS OF r.proc_time AS d ON r.device = d.id;
                """;

        Said said = Said.by(
                "verify",
                Files.writeString(folder.resolve("asking.sql"), asking).toString(),
                "--input",
                rows.toString());

        assertEquals(1, said.exitCode(), said.out());
        assertTrue(said.err().contains("TST-204") && said.err().contains("\"devices\""), said.err());
    }

    @Test
    void a_table_without_input_is_named() {
        Said said = Said.by("verify", pipeline.toString(), "--input", "minutes=" + rows);

        assertEquals(1, said.exitCode());
        assertTrue(
                said.err().contains("TST-202") && said.err().contains("Tables that are read: readings."), said.err());
    }

    /** Says why it cannot, as engines do. */
    private static final class Refusing implements ScenarioEngine {
        @Override
        public String name() {
            return "refusing";
        }

        @Override
        public Run open(Pipeline plan, int parallelism) {
            throw MillraceException.of(CliError.WRONG_FLAG_VALUE, "this engine plays nothing", "Take another one.");
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /** Misses the fifth reading, of pump-0. */
    private static final class Forgetful implements ScenarioEngine {
        private final ScenarioEngine engine = new LocalScenarioEngine(FunctionCatalog.builtIn());

        @Override
        public String name() {
            return "forgetful";
        }

        @Override
        public Run open(Pipeline plan, int parallelism) {
            return new ForgetfulRun(engine.open(plan, parallelism));
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    /** A run of {@link Forgetful}. */
    private static final class ForgetfulRun implements ScenarioEngine.Run {
        private final ScenarioEngine.Run run;
        private int arrived;

        ForgetfulRun(ScenarioEngine.Run run) {
            this.run = run;
        }

        @Override
        public void arrive(String table, Row row) {
            if (++arrived != 5) {
                run.arrive(table, row);
            }
        }

        @Override
        public void idle() {
            run.idle();
        }

        @Override
        public void restart() {
            run.restart();
        }

        @Override
        public void rescale(int threads) {
            run.rescale(threads);
        }

        @Override
        public ScenarioEngine.Result finish() {
            return run.finish();
        }

        @Override
        public void close() {
            run.close();
        }
    }
}
