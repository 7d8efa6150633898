// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.engine.local.LocalEngine.LocalCatalogs;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.ScenarioEngine.Balance;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.JoinSide;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.ReferenceJoin;
import dev.millrace.plan.Scan;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowAggregate.WindowProperty;
import dev.millrace.plan.WindowSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEngineTest {
    private static final Schema READINGS =
            Schema.of(new Column("device", DataType.STRING), new Column("ts", DataType.TIMESTAMP));
    private static final Schema COUNTS = Schema.of(
            new Column("device", DataType.STRING),
            new Column("n", DataType.BIGINT),
            new Column("window_start", DataType.TIMESTAMP));
    private static final long MINUTE = 60_000;

    @TempDir
    private Path folder;

    private final MemoryConnector memory = new MemoryConnector();
    private final List<LedgerEntry> ledger = new ArrayList<>();

    @Test
    void a_bounded_run_finishes_all_windows_and_its_accounts_balance() {
        fill(5_000);

        LocalEngine engine = run(LocalSettings.initial());

        assertEquals(expected(), results());
        assertEquals(List.of(new Balance("readings", 5_000, 5_000, 0)), engine.balances());
        assertEquals(5_000, engine.rowsRead());
    }

    @Test
    void four_threads_give_the_same_as_one() {
        fill(50_000);

        run(LocalSettings.initial().withParallelism(4));

        assertEquals(expected(), results());
    }

    @Test
    void a_run_goes_on_from_its_checkpoint_after_a_crash() {
        fill(5_000);
        LocalSettings settings =
                LocalSettings.initial().withParallelism(2).withCheckpoint(folder.resolve("a/checkpoint"), 0);
        memory.crashAt = 3_210;
        assertThrows(IllegalStateException.class, () -> run(settings));

        memory.crashAt = -1;
        LocalEngine engine = run(settings);

        assertEquals(expected(), results());
        assertTrue(engine.rowsRead() < 5_000, "the second run must not begin anew");
        assertEquals(List.of(new Balance("readings", 5_000, 5_000, 0)), engine.balances());
    }

    @Test
    void a_damaged_checkpoint_is_refused_with_a_cure() throws IOException {
        fill(500);
        Path file = folder.resolve("checkpoint");
        LocalSettings settings = LocalSettings.initial().withCheckpoint(file, 0);
        run(settings);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        MillraceException error = assertThrows(MillraceException.class, () -> run(settings));

        assertEquals("ENG-402", error.code().id());
        assertTrue(error.getMessage().contains("checksum"), error.getMessage());
        assertTrue(error.hint().contains("Delete"), error.hint());
    }

    @Test
    void silence_fires_what_is_open() {
        memory.isBounded = false;
        memory.rows.add(reading("a", 10));
        List<Integer> seen = new ArrayList<>();
        // A clock that is one second later whenever it is asked, and stops the run after a minute.
        LocalEngine[] engine = new LocalEngine[1];
        InstantSource clock = new InstantSource() {
            private long nowMs;

            @Override
            public Instant instant() {
                nowMs += 1_000;
                seen.add(memory.written.size());
                if (nowMs > MINUTE) {
                    engine[0].stop();
                }
                return Instant.ofEpochMilli(nowMs);
            }
        };

        engine[0] = engine(LocalSettings.initial().withClock(clock));
        engine[0].run();
        engine[0].close();

        assertEquals(1, memory.written.size());
        assertEquals(0, seen.get(5), "the window must not fire before time.idle");
    }

    @Test
    void late_rows_reach_the_ledger_with_time_and_pipeline() {
        memory.rows.add(reading("a", 10 * MINUTE));
        memory.rows.add(reading("a", 5));

        run(LocalSettings.initial().withClock(InstantSource.fixed(Instant.ofEpochMilli(77))));

        assertEquals(1, ledger.size());
        assertEquals(LedgerReason.LATE, ledger.get(0).reason());
        assertEquals(77, ledger.get(0).timeMs());
        assertEquals("counts", ledger.get(0).pipeline());
        assertEquals("a", ledger.get(0).key());
        assertEquals(1, ledger.get(0).offset());
        assertEquals("record 1", new String(ledger.get(0).raw(), UTF_8), "as it came, not the columns that are needed");
    }

    @Test
    void a_table_that_cannot_be_read_here_is_refused_by_name() {
        ConnectorCatalog none = new ConnectorCatalog(List.of(), List.of());

        MillraceException error = assertThrows(
                MillraceException.class,
                () -> new LocalEngine(
                        pipeline(),
                        new LocalCatalogs(none, FunctionCatalog.builtIn()),
                        LocalSettings.initial(),
                        ledger::add));

        assertEquals("ENG-405", error.code().id());
    }

    @Test
    void a_table_is_read_to_its_end_before_the_first_row_is_looked_up() {
        for (int i = 0; i < 5_000; i++) {
            memory.rows.add(reading("d" + i, i));
        }
        List<Row> sites = new ArrayList<>();
        for (int i = 4_999; i >= 0; i--) {
            sites.add(reading("d" + i, 7));
        }
        memory.others.put("sites", sites);

        for (int parallelism : List.of(1, 3)) {
            memory.written.clear();
            ConnectorCatalog catalog = new ConnectorCatalog(List.of(memory), List.of());
            try (LocalEngine engine = new LocalEngine(
                    lookup(),
                    new LocalCatalogs(catalog, FunctionCatalog.builtIn()),
                    LocalSettings.initial().withParallelism(parallelism),
                    ledger::add)) {
                engine.run();
            }
            assertEquals(5_000, memory.written.size());
            assertEquals(0, memory.written.stream().filter(row -> row.isNull(2)).count());
        }
    }

    /** Each reading with the row of table sites that has its device. */
    private static Pipeline lookup() {
        TableDefinition readings = table("readings", READINGS, Optional.of(new TableDefinition.TimeAttribute(1, 0)));
        TableDefinition sites = table("sites", READINGS, Optional.empty());
        List<Column> columns = new ArrayList<>(READINGS.columns());
        columns.addAll(READINGS.columns());
        Schema schema = new Schema(columns);
        ReferenceJoin join = new ReferenceJoin(
                "join#1",
                new JoinSide(new Scan("scan#1", readings), List.of(0), -1, TimeRule.DEFAULT),
                new JoinSide(new Scan("scan#2", sites), List.of(0), -1, TimeRule.DEFAULT),
                false,
                true,
                Optional.empty(),
                schema,
                Emit.ON_CLOSE,
                List.of());
        TableDefinition target = table("found", schema, Optional.empty());
        Output output = new Output("found", target, join, Emit.ON_CLOSE, List.of());
        return new Pipeline("lookup", "", List.of(readings, sites), List.of(output));
    }

    private LocalEngine run(LocalSettings settings) {
        try (LocalEngine engine = engine(settings)) {
            engine.run();
            return engine;
        }
    }

    private LocalEngine engine(LocalSettings settings) {
        ConnectorCatalog catalog = new ConnectorCatalog(List.of(memory), List.of());
        return new LocalEngine(
                pipeline(), new LocalCatalogs(catalog, FunctionCatalog.builtIn()), settings, ledger::add);
    }

    /** Rows of fifty devices, in order per device; every device is a minute apart from the one before. */
    private void fill(int rows) {
        Random random = new Random(3);
        for (int i = 0; i < rows; i++) {
            int device = random.nextInt(50);
            memory.rows.add(reading("d" + device, i * 500L + device * MINUTE));
        }
    }

    private Map<String, Long> expected() {
        Map<String, Long> counts = new TreeMap<>();
        for (Row row : memory.rows) {
            long start = Math.floorDiv(row.longAt(1), MINUTE) * MINUTE;
            counts.merge(row.stringAt(0) + " " + start, 1L, Long::sum);
        }
        return counts;
    }

    private Map<String, Long> results() {
        Map<String, Long> counts = new TreeMap<>();
        for (Row row : memory.written) {
            if (row.kind() != RowKind.UPDATE_BEFORE) {
                counts.put(row.stringAt(0) + " " + row.longAt(2), row.longAt(1));
            }
        }
        return counts;
    }

    private static Row reading(String device, long timeMs) {
        Row row = new Row(2);
        row.setObject(0, device);
        row.setLong(1, timeMs);
        return row;
    }

    private static Pipeline pipeline() {
        TableDefinition readings = table("readings", READINGS, Optional.of(new TableDefinition.TimeAttribute(1, 0)));
        TableDefinition counts = table("counts", COUNTS, Optional.empty());
        WindowAggregate window = new WindowAggregate(
                "window#1",
                new Scan("scan#1", readings),
                WindowSpec.tumble(MINUTE, 0),
                List.of(0),
                List.of(new AggregateCall("COUNT", List.of(), false, -1, DataType.BIGINT)),
                List.of(WindowProperty.START),
                COUNTS,
                -1,
                TimeRule.DEFAULT,
                Emit.ON_CLOSE);
        Output output = new Output("counts", counts, window, Emit.ON_CLOSE, List.of(0, 2));
        return new Pipeline("counts", "", List.of(readings, counts), List.of(output));
    }

    private static TableDefinition table(String name, Schema schema, Optional<TableDefinition.TimeAttribute> time) {
        List<Expression> columns = IntStream.range(0, schema.size())
                .mapToObj(i -> (Expression) new InputColumn(i, schema.type(i)))
                .toList();
        return new TableDefinition(
                Table.of(name, schema, Map.of("connector", "memory")),
                schema,
                columns,
                time,
                TimeRule.DEFAULT,
                List.of(),
                Optional.empty());
    }
}
