// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.fake;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.page.PagePanel;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.Scan;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TimeRule;
import dev.millrace.server.live.AlertBook;
import dev.millrace.server.live.LiveState;
import dev.millrace.server.pipeline.EngineRun;
import dev.millrace.server.pipeline.RunningPipeline;
import dev.millrace.server.web.ApiSource;
import dev.millrace.server.web.TableReader;
import dev.millrace.server.web.WebServer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A plant for looking at the page: numbers that move, without Kafka and engines. Seeded. */
public final class FakePlant implements ApiSource, AutoCloseable {
    private static final String[] METRICS = {"vibration", "temperature", "current", "acoustic"};
    private static final Schema ALERTS = Schema.of(
            new Column("severity", DataType.STRING),
            new Column("rule", DataType.STRING),
            new Column("machine", DataType.STRING),
            new Column("metric", DataType.STRING),
            new Column("started", DataType.TIMESTAMP),
            new Column("detected", DataType.TIMESTAMP),
            new Column("value", DataType.DOUBLE),
            new Column("z", DataType.DOUBLE),
            new Column("evidence", DataType.STRING));
    private static final Schema MEANS = Schema.of(
            new Column("machine", DataType.STRING),
            new Column("metric", DataType.STRING),
            new Column("window_start", DataType.TIMESTAMP),
            new Column("mean", DataType.DOUBLE));

    private final LiveState state = new LiveState();
    private final Random random = new Random(7);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Table alertTable = table(
            "alert_page",
            ALERTS,
            Map.of("connector", "page", "panel", "alerts"),
            List.of("rule", "machine", "metric", "started"));
    private final Table chartTable = table(
            "average_chart",
            MEANS,
            Map.of("connector", "page", "panel", "chart"),
            List.of("machine", "metric", "window_start"));
    private final Pipeline pipeline;
    private long records;
    private long ticks;
    private int alerts;

    private FakePlant(String sql) {
        pipeline = new Pipeline("smart-factory", sql, List.of(), List.of(output(alertTable), output(chartTable)));
        state.board().open(chartTable, new PagePanel("chart", "Mean temperature, 10 seconds, five machines (degC)"));
        state.board().open(alertTable, new PagePanel("alerts", "Alerts"));
    }

    /** Starts the server on a port, 0 for a free one. */
    public static FakePlant start(String sql) {
        FakePlant plant = new FakePlant(sql);
        long now = System.currentTimeMillis();
        for (long t = now - 600_000; t < now - 10_000; t += 10_000) {
            plant.means(t - t % 10_000);
        }
        plant.timer.scheduleAtFixedRate(plant::tick, 0, 500, TimeUnit.MILLISECONDS);
        return plant;
    }

    public static void main(String[] args) throws Exception {
        String sql = args.length > 1 ? java.nio.file.Files.readString(java.nio.file.Path.of(args[1])) : "SELECT 1";
        FakePlant plant = start(sql);
        WebServer.start(Integer.parseInt(args[0]), plant, router -> {});
        Thread.currentThread().join();
    }

    private static Table table(String name, Schema schema, Map<String, String> options, List<String> key) {
        return new Table(name, schema, new TreeMap<>(), key, new TreeMap<>(options));
    }

    private static Output output(Table table) {
        TableDefinition definition = new TableDefinition(
                table, table.schema(), List.of(), Optional.empty(), TimeRule.DEFAULT, List.of(), Optional.empty());
        List<Integer> key =
                table.primaryKey().stream().map(table.schema()::indexOf).toList();
        return new Output(table.name(), definition, new Scan("scan#1", definition), Emit.EAGER, key);
    }

    private void tick() {
        long now = System.currentTimeMillis();
        ticks++;
        records += 10_000 + random.nextInt(400) - 200;
        state.readings().records("readings", records, 20_000 + random.nextGaussian() * 350);
        List<JsonObject> newest = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String metric = METRICS[i % 4];
            String machine = String.format("m-%04d", 17 + i / 4 * 131);
            double level = 2 + i % 4 * 20;
            double value = level + Math.sin(ticks / (5.0 + i)) * level / 20 + random.nextGaussian() * level / 40;
            state.readings().value("readings", "north/" + machine + "/" + metric, now, value);
            newest.add(new JsonObject()
                    .put("machine", machine)
                    .put("metric", metric)
                    .put("ts", now)
                    .put("value", value));
        }
        state.readings().newest("readings", newest);
        for (int i = 0; i < 5; i++) {
            ledger(i < 4 ? LedgerReason.DUPLICATE : LedgerReason.MALFORMED);
        }
        state.acknowledged(2600 + random.nextInt(1500));
        if (ticks % 20 == 0) {
            means(now - now % 10_000);
        }
        if (ticks % 7 == 1) {
            alert(now);
        }
    }

    private void ledger(LedgerReason reason) {
        state.ledger()
                .add(new LedgerEntry(
                        System.currentTimeMillis(),
                        reason == LedgerReason.MALFORMED ? "" : "smart-factory",
                        "readings",
                        "m-0001",
                        reason,
                        "detail",
                        new byte[] {'{'},
                        "readings.readings",
                        0,
                        1,
                        false));
    }

    private void means(long start) {
        for (int m = 0; m < 5; m++) {
            Row row = new Row(MEANS.size());
            row.setObject(0, String.format("m-%04d", m * 10));
            row.setObject(1, "temperature");
            row.setLong(2, start);
            row.setDouble(3, 58 + m * 1.7 + Math.sin(start / 60_000.0 + m) + random.nextGaussian() * 0.2);
            state.board().show(chartTable, m + "/" + start, row);
        }
    }

    private void alert(long now) {
        boolean isCritical = alerts++ % 4 == 0;
        Row row =
                new Row(ALERTS.size()).withTimeMs(now - 30).withArrivalMicros(now * 1000 - 9000 - random.nextInt(2000));
        row.setObject(0, isCritical ? "CRITICAL" : "WARNING");
        row.setObject(1, isCritical ? "bearing failure" : "z-score");
        row.setObject(2, String.format("m-%04d", random.nextInt(500)));
        row.setObject(3, isCritical ? "temperature" : METRICS[alerts % 4]);
        row.setLong(4, now - 42_000);
        row.setLong(5, now - 30);
        row.setDouble(6, 71.3 + random.nextDouble());
        row.setDouble(7, 6.2 + random.nextDouble() * 4);
        row.setObject(8, isCritical ? evidence(now) : null);
        row.withKind(alerts % 9 == 8 ? RowKind.DELETE : RowKind.INSERT);
        long processed = now * 1000 - 3000 + random.nextInt(1000);
        long delivered = now * 1000;
        state.delivered(row, processed, delivered);
        state.alerts()
                .add(new AlertBook.Delivery("smart-factory", alertTable, "a" + alerts, row, processed, delivered));
    }

    private String evidence(long now) {
        io.vertx.core.json.JsonArray rows = new io.vertx.core.json.JsonArray();
        for (int i = 0; i < 14; i++) {
            boolean isBurst = i < 10;
            rows.add(new JsonObject()
                    .put("variable", isBurst ? "BURST" : "WARMER")
                    .put("metric", isBurst ? "vibration" : "temperature")
                    .put("ts", now - 42_000 + i * 3000)
                    .put("value", isBurst ? 6 + random.nextDouble() * 3 : 68 + i));
        }
        return rows.encode();
    }

    @Override
    public LiveState state() {
        return state;
    }

    @Override
    public List<RunningPipeline> pipelines() {
        return List.of(new RunningPipeline(pipeline, "kafka-streams", new FakeRun(), List.of()));
    }

    @Override
    public TableReader tables() {
        return new TableReader(() -> List.of(pipeline), Optional.empty(), state, ClientSettings.of("127.0.0.1:1"));
    }

    @Override
    public SortedMap<String, Long> refused(String table) {
        long malformed = state.ledger().byReason().getOrDefault("MALFORMED", 0L);
        return table.isEmpty() ? new TreeMap<>() : new TreeMap<>(Map.of("MALFORMED", malformed));
    }

    @Override
    public boolean isAccepting() {
        return true;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private final class FakeRun implements EngineRun {
        @Override
        public String state() {
            return "RUNNING";
        }

        @Override
        public Optional<String> failure() {
            return Optional.empty();
        }

        @Override
        public void awaitRunning(Duration timeout) {
            // It always runs.
        }

        @Override
        public SortedMap<String, TableAccount> tables() {
            long duplicates = FakePlant.this.state.ledger().byReason().getOrDefault("DUPLICATE", 0L);
            long read = Math.max(0, records - 180);
            SortedMap<String, Long> ledger = new TreeMap<>(Map.of("DUPLICATE", duplicates));
            return new TreeMap<>(Map.of("readings", new TableAccount(read, read - duplicates, ledger)));
        }

        @Override
        public void close() {
            // Nothing runs.
        }
    }
}
