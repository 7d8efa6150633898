// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.engine.local.LocalScenarioEngine;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.ErrorCode;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.Scan;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TimeRule;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineProcessTest {
    private static final Schema READINGS =
            Schema.of(new Column("device", DataType.STRING), new Column("ts", DataType.TIMESTAMP));

    @Test
    void a_process_answers_and_what_its_libraries_print_does_no_harm() {
        try (EngineProcess process = EngineProcess.start(launch(TestChild.class.getName()))) {
            for (int i = 0; i < 3; i++) {
                byte[] said = {1, 2, (byte) i};
                ByteWriter body = new ByteWriter();
                body.writeBytes(said);
                assertArrayEquals(said, process.ask("echo", body.toBytes()));
            }
        }
    }

    @Test
    void what_the_process_refuses_is_thrown_here_with_its_code_and_hint() {
        try (EngineProcess process = EngineProcess.start(launch(TestChild.class.getName()))) {
            MillraceException refused = assertThrows(MillraceException.class, () -> process.ask("refuse", new byte[0]));
            assertEquals("ENG-441: no such thing\nhint: Make one.", refused.render());
            assertEquals(ErrorCode.Category.ENVIRONMENT, refused.code().category());
            MillraceException broken = assertThrows(MillraceException.class, () -> process.ask("break", new byte[0]));
            assertEquals("ENG-444: java.lang.IllegalStateException: broken", broken.getMessage());
        }
    }

    @Test
    void a_process_that_dies_is_told_with_its_last_words() {
        try (EngineProcess process = EngineProcess.start(launch(TestChild.class.getName()))) {
            MillraceException died = assertThrows(MillraceException.class, () -> process.ask("die", new byte[0]));
            assertTrue(died.getMessage().startsWith("ENG-443"), died.getMessage());
            assertTrue(died.getMessage().contains("exit code 17"), died.getMessage());
            assertTrue(died.getMessage().contains("ERROR last words"), died.getMessage());
            MillraceException gone = assertThrows(MillraceException.class, () -> process.ask("echo", new byte[0]));
            assertTrue(gone.getMessage().startsWith("ENG-443"), gone.getMessage());
        }
    }

    @Test
    void closing_ends_the_process() {
        EngineProcess process = EngineProcess.start(launch(TestChild.class.getName()));
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        assertTrue(process.isAlive());

        process.close();

        assertFalse(handle.isAlive());
    }

    @Test
    void a_process_that_does_not_start_says_why() {
        MillraceException notStarted =
                assertThrows(MillraceException.class, () -> EngineProcess.start(launch("dev.millrace.NoSuchMain")));
        assertTrue(notStarted.getMessage().startsWith("ENG-442"), notStarted.getMessage());
        assertTrue(notStarted.getMessage().contains("NoSuchMain"), notStarted.getMessage());
    }

    @Test
    void an_engine_that_is_not_built_is_refused(@TempDir Path empty) {
        MillraceException notBuilt =
                assertThrows(MillraceException.class, () -> EngineLaunch.ofFolder("flink", empty, "Main", List.of()));
        assertTrue(notBuilt.getMessage().startsWith("ENG-441"), notBuilt.getMessage());
    }

    @Test
    void a_scenario_over_there_gives_what_it_gives_here() {
        try (ScenarioEngine here = new LocalScenarioEngine(FunctionCatalog.builtIn());
                ScenarioEngine there =
                        new ProcessScenarioEngine("local", EngineProcess.start(launch(TestChild.class.getName())))) {
            assertEquals(play(here), play(there));
        }
    }

    private static List<String> play(ScenarioEngine engine) {
        Pipeline pipeline = pipeline();
        try (ScenarioEngine.Run run = engine.open(pipeline, 2)) {
            for (int i = 0; i < 10; i++) {
                Row row = new Row(2);
                row.setObject(0, "d" + i % 3);
                row.setLong(1, i * 1000L);
                // The fourth is a day ahead of its arrival.
                row.withArrivalMicros(i == 4 ? -86_400_000_000L : i * 1_000_000L);
                run.arrive("readings", row);
                if (i == 3) {
                    run.restart();
                }
                if (i == 6) {
                    run.rescale(3);
                    run.idle();
                }
            }
            ScenarioEngine.Result result = run.finish();
            assertEquals(9, result.emissions().size());
            assertEquals(1, result.ledger().size());
            return Stream.of(
                            result.emissions().stream().map(EngineProcessTest::text),
                            result.ledger().stream()
                                    .map(e -> e.table() + e.key() + e.reason() + e.detail() + e.offset()),
                            result.balances().stream().map(Object::toString))
                    .flatMap(lines -> lines)
                    .sorted()
                    .toList();
        }
    }

    private static String text(ScenarioEngine.Emission emission) {
        ByteWriter bytes = new ByteWriter();
        new RowCodec(READINGS).writeWithOrigin(emission.row(), bytes);
        ByteReader in = new ByteReader(bytes.toBytes());
        Row row = new RowCodec(READINGS).readWithOrigin(in);
        return emission.outputId() + row.kind() + row.revision() + row.stringAt(0) + row.longAt(1) + "@" + row.timeMs();
    }

    private static Pipeline pipeline() {
        TableDefinition table = new TableDefinition(
                Table.of("readings", READINGS, Map.of("connector", "scenario", "key.fields", "device")),
                READINGS,
                columns(),
                Optional.of(new TableDefinition.TimeAttribute(1, 0)),
                TimeRule.DEFAULT,
                List.of(0),
                Optional.empty());
        TableDefinition target = new TableDefinition(
                Table.of("copies", READINGS, Map.of("connector", "scenario")),
                READINGS,
                columns(),
                Optional.empty(),
                TimeRule.DEFAULT,
                List.of(),
                Optional.empty());
        Output output = new Output("copies", target, new Scan("scan", table), Emit.ON_CLOSE, List.of());
        return new Pipeline("copy", "", List.of(table), List.of(output));
    }

    private static List<Expression> columns() {
        return IntStream.range(0, READINGS.size())
                .mapToObj(i -> (Expression) new InputColumn(i, READINGS.type(i)))
                .toList();
    }

    private static EngineLaunch launch(String mainClass) {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return new EngineLaunch(
                "test", classPath, mainClass, List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"), List.of());
    }
}
