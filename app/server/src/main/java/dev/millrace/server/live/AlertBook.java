// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.live;

import dev.millrace.model.Column;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.model.TypeKind;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The newest 1,000 alerts; one that was taken back stays and says so. Thread-safe. */
public final class AlertBook {
    private static final int ALERTS_MAX = 1000;
    private static final long MICROS_PER_MS = 1000;

    private final BoundedRows rows;
    private final AtomicLong withdrawn = new AtomicLong();

    public AlertBook(Versions versions) {
        rows = new BoundedRows(ALERTS_MAX, versions);
    }

    /**
     * One delivery of an alert.
     *
     * @param identity what makes it the same alert as an earlier one
     * @param row with kind, revision, times
     * @param processedMicros when the engine wrote it
     * @param deliveredMicros when it was handed over here
     */
    public record Delivery(
            String pipeline, Table table, String identity, Row row, long processedMicros, long deliveredMicros) {}

    /** Adds, corrects or withdraws an alert. */
    public void add(Delivery delivery) {
        Row row = delivery.row();
        String id = delivery.pipeline() + "/" + delivery.table().name() + "/" + delivery.identity();
        JsonObject before = rows.get(id);
        boolean isWithdrawn = row.kind() == RowKind.DELETE;
        if (isWithdrawn && (before == null || !before.getBoolean("withdrawn"))) {
            withdrawn.incrementAndGet();
        }
        Schema schema = delivery.table().schema();
        JsonObject values = RowJson.of(schema, row);
        // The first delivery is what somebody waited for; corrections do not make it later.
        JsonObject times = before == null ? times(delivery) : before.getJsonObject("times");
        JsonObject latencies = before == null ? latencies(delivery) : before.getJsonObject("latency_ms");
        rows.put(
                id,
                new JsonObject()
                        .put("id", id)
                        .put("pipeline", delivery.pipeline())
                        .put("table", delivery.table().name())
                        .put("severity", severity(schema, values))
                        .put("withdrawn", isWithdrawn)
                        .put("revision", row.revision())
                        .put("row", values)
                        .put("evidence", evidence(schema, values))
                        .put("times", times)
                        .put("latency_ms", latencies));
    }

    /** Epoch milliseconds; those that are not known are missing. */
    private static JsonObject times(Delivery delivery) {
        JsonObject times = new JsonObject();
        put(times, "event", eventMicros(delivery.row()));
        put(times, "arrival", delivery.row().arrivalMicros());
        put(times, "processed", delivery.processedMicros());
        put(times, "delivered", delivery.deliveredMicros());
        return times;
    }

    private static void put(JsonObject times, String name, long micros) {
        if (micros != Row.NO_TIME) {
            times.put(name, Math.floorDiv(micros, MICROS_PER_MS));
        }
    }

    private static long eventMicros(Row row) {
        return row.timeMs() == Row.NO_TIME ? Row.NO_TIME : row.timeMs() * MICROS_PER_MS;
    }

    private static JsonObject latencies(Delivery delivery) {
        long arrival = delivery.row().arrivalMicros();
        JsonObject latencies = new JsonObject();
        putStep(latencies, "device_to_gateway", eventMicros(delivery.row()), arrival);
        putStep(latencies, "gateway_to_operator", arrival, delivery.processedMicros());
        putStep(latencies, "operator_to_alert", delivery.processedMicros(), delivery.deliveredMicros());
        putStep(latencies, "total", arrival, delivery.deliveredMicros());
        return latencies;
    }

    private static void putStep(JsonObject latencies, String name, long fromMicros, long toMicros) {
        if (fromMicros != Row.NO_TIME && toMicros != Row.NO_TIME) {
            latencies.put(name, (double) Math.max(0, toMicros - fromMicros) / MICROS_PER_MS);
        }
    }

    private static String severity(Schema schema, JsonObject values) {
        Optional<Column> column = schema.columns().stream()
                .filter(c -> c.name().equalsIgnoreCase("severity") || c.name().equalsIgnoreCase("level"))
                .findFirst();
        return column.map(c -> values.getValue(c.name()))
                .map(v -> v.toString().toUpperCase(Locale.ROOT))
                .orElse("ALERT");
    }

    /** Rows that the alert carries itself: a column that is an ARRAY of ROW, or a text that is a JSON array of objects. */
    private static JsonArray evidence(Schema schema, JsonObject values) {
        for (Column column : schema.columns()) {
            Object value = values.getValue(column.name());
            boolean isRows = column.type().kind() == TypeKind.ARRAY
                    && column.type().element().kind() == TypeKind.ROW;
            if (isRows && value instanceof JsonArray rows) {
                return rows;
            }
            JsonArray parsed = value instanceof String text && text.startsWith("[{") ? parse(text) : null;
            if (parsed != null) {
                return parsed;
            }
        }
        return new JsonArray();
    }

    private static JsonArray parse(String text) {
        try {
            return new JsonArray(text);
        } catch (DecodeException e) {
            // A text that only begins like JSON is shown as a text.
            return null;
        }
    }

    /** Newest first. */
    public List<JsonObject> newest(int limit) {
        return rows.newest(limit);
    }

    public Optional<JsonObject> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    public JsonArray since(long version) {
        return new JsonArray(rows.since(version));
    }

    /** Raised and not taken back. */
    public long standing() {
        return rows.total() - withdrawn.get();
    }
}
