// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.Connector;
import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Sink;
import dev.millrace.connect.Source;
import dev.millrace.engine.local.LocalEngine;
import dev.millrace.engine.local.LocalSettings;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.ScenarioEngine.Balance;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.codec.PlanRewrite;
import dev.millrace.server.Connectors;
import dev.millrace.sql.SqlCompiler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A day of the smart factory at full speed in the local engine: the heap after collection stops growing. Command: docs/soak.md. */
@EnabledIfSystemProperty(named = "millrace.slow", matches = "true", disabledReason = "takes minutes; see docs/soak.md")
final class StateGrowthTest {
    private static final int HOURS = 24;
    private static final int MACHINES = Integer.getInteger("millrace.machines", 50);
    private static final int STEP_MS = 10_000;
    private static final long HOUR_MS = 3_600_000;
    private static final long START_MS = 1_767_225_600_000L;
    /** Hash tables double now and then; what grows with time is far above it after a day. */
    private static final double GROWTH_MAX = 0.03;

    private final List<Long> heapBytes = new ArrayList<>();
    private final AtomicLong results = new AtomicLong();

    @Test
    void heap_is_flat_from_the_second_hour_on() throws IOException {
        Path file = Path.of(System.getProperty("millrace.home"), "examples", "smart-factory", "pipeline.sql");
        SqlCompiler compiler = new SqlCompiler(Connectors.catalog(), FunctionCatalog.builtIn());
        Pipeline pipeline = PlanRewrite.tables(
                compiler.compile(file.toString(), "smart-factory", Files.readString(file)), StateGrowthTest::fed);
        ConnectorCatalog catalog = new ConnectorCatalog(List.of(new Plant()), List.of(Connectors.JSON));
        AtomicLong ledger = new AtomicLong();
        long startNanos = System.nanoTime();
        try (LocalEngine engine = new LocalEngine(
                pipeline,
                new LocalEngine.LocalCatalogs(catalog, FunctionCatalog.builtIn()),
                LocalSettings.initial(),
                entry -> ledger.incrementAndGet())) {
            engine.run();
            Balance balance = engine.balances().get(0);
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            System.out.printf(
                    "%d machines, %d rows in %.0f s, %d results, %d in the ledger%n",
                    MACHINES, balance.in(), seconds, results.get(), ledger.get());
            assertEquals(balance.in(), balance.used() + balance.ledger());
        }
        for (int hour = 0; hour < heapBytes.size(); hour++) {
            System.out.printf("hour %2d: %.2f MB%n", hour + 1, heapBytes.get(hour) / 1e6);
        }
        assertEquals(HOURS, heapBytes.size());
        long second = heapBytes.get(1);
        long last = heapBytes.subList(HOURS - 3, HOURS).stream()
                .mapToLong(Long::longValue)
                .min()
                .orElseThrow();
        assertTrue(
                last <= second * (1 + GROWTH_MAX),
                "heap after hour 2 is " + second + " bytes, in the last hours at least " + last);
        assertTrue(results.get() > 0);
    }

    /** The same table, read from and written to this test. */
    private static Table fed(Table table) {
        return new Table(
                table.name(),
                table.schema(),
                table.metadata(),
                table.primaryKey(),
                new TreeMap<>(Map.of("connector", "plant")));
    }

    private void measure() {
        System.gc();
        System.gc();
        heapBytes.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /** Gives the readings of a day and takes what comes out. */
    private final class Plant implements Connector {
        @Override
        public String name() {
            return "plant";
        }

        @Override
        public String doc() {
            return "A day of a plant.";
        }

        @Override
        public List<Option<?>> options() {
            return List.of();
        }

        @Override
        public Usage usage() {
            return Usage.BOTH;
        }

        @Override
        public Source source(Table table, Options options) {
            return new Day(table.schema());
        }

        @Override
        public Sink sink(Table table, Options options) {
            return new Sink() {
                @Override
                public void write(Row row) {
                    results.incrementAndGet();
                }

                @Override
                public void flush() {
                    // Nothing is kept.
                }

                @Override
                public void close() {
                    // Nothing is held.
                }
            };
        }
    }

    /**
     * Four sensors a machine, a reading each 10 s. Of a hundred readings two come late and one comes twice; each machine is cut off for
     * ten minutes once a day and then uploads its past; each hour some bearings fail.
     */
    private final class Day implements Source {
        private final String[] metrics = {"vibration", "temperature", "current", "acoustic"};
        private final SplittableRandom random = new SplittableRandom(1);
        private final Schema schema;
        private final String[] machines = new String[MACHINES];
        private final ArrayDeque<Row> delayed = new ArrayDeque<>();
        private final List<ArrayDeque<Row>> cutOff = new ArrayList<>();
        private long step;

        Day(Schema schema) {
            this.schema = schema;
            for (int machine = 0; machine < MACHINES; machine++) {
                machines[machine] = "m-%04d".formatted(machine);
                cutOff.add(new ArrayDeque<>());
            }
        }

        @Override
        public boolean poll(long maxWaitMs, Receiver receiver) {
            long atMs = step * STEP_MS;
            if (atMs > 0 && atMs % HOUR_MS == 0 && heapBytes.size() < atMs / HOUR_MS) {
                measure();
            }
            if (atMs >= HOURS * HOUR_MS) {
                return false;
            }
            // All of them: a queue of the plant that grows would be taken for state of the engine.
            while (!delayed.isEmpty()) {
                receiver.row(delayed.poll());
            }
            for (int machine = 0; machine < MACHINES; machine++) {
                send(machine, atMs, receiver);
            }
            step++;
            return true;
        }

        private void send(int machine, long atMs, Receiver receiver) {
            ArrayDeque<Row> kept = cutOff.get(machine);
            boolean isCutOff = (step + machine * 997L) % (HOURS * HOUR_MS / STEP_MS) < 60;
            while (!isCutOff && !kept.isEmpty()) {
                receiver.row(kept.poll());
            }
            for (int metric = 0; metric < metrics.length; metric++) {
                Row row = reading(machine, metric, atMs);
                int dice = random.nextInt(100);
                if (isCutOff) {
                    kept.add(row);
                } else if (dice < 2) {
                    delayed.add(row);
                } else {
                    receiver.row(row);
                    if (dice == 99) {
                        receiver.row(row.copy());
                    }
                }
            }
        }

        private Row reading(int machine, int metric, long atMs) {
            long secondOfHour = atMs / 1000 % 3600;
            boolean isFailing = machine % 10 == atMs / HOUR_MS % 10 && secondOfHour >= 1800 && secondOfHour < 1860;
            double value = 10 * (metric + 1) + random.nextDouble() + random.nextDouble();
            if (isFailing && metric == 0 && secondOfHour < 1820) {
                value += 40;
            } else if (isFailing && metric == 1) {
                value += 5;
            }
            Row row = new Row(schema.size());
            row.setObject(schema.indexOf("site"), machine % 2 == 0 ? "north" : "south");
            row.setObject(schema.indexOf("machine"), machines[machine]);
            row.setObject(schema.indexOf("metric"), metrics[metric]);
            row.setLong(schema.indexOf("ts"), START_MS + atMs + machine % 10);
            row.setDouble(schema.indexOf("value"), value);
            row.setLong(schema.indexOf("seq"), step);
            return row;
        }

        @Override
        public byte[] position() {
            return new byte[0];
        }

        @Override
        public void seek(byte[] position) {
            throw new IllegalStateException("nothing is restored here");
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
