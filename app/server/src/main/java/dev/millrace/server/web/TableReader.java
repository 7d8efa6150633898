// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.web;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.RecordHeaders;
import dev.millrace.embedded.EmbeddedQuestDb;
import dev.millrace.model.Column;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Table;
import dev.millrace.plan.Pipeline;
import dev.millrace.server.ServerError;
import dev.millrace.server.live.LiveState;
import dev.millrace.server.pipeline.SinkTask;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Newest rows of any table: from the time-series store, the page's board, or the end of the topic. Thread-safe, blocks. */
public final class TableReader {
    private static final long READ_MS_MAX = 3000;

    private final Supplier<List<Pipeline>> pipelines;
    private final Optional<EmbeddedQuestDb> database;
    private final LiveState state;
    private final ClientSettings client;

    public TableReader(
            Supplier<List<Pipeline>> pipelines,
            Optional<EmbeddedQuestDb> database,
            LiveState state,
            ClientSettings client) {
        this.pipelines = pipelines;
        this.database = database;
        this.state = state;
        this.client = client;
    }

    /** Where the rows of a table lie. */
    private record Place(Table table, String topic, boolean isResult) {}

    private Place place(String name) {
        for (Pipeline pipeline : pipelines.get()) {
            Optional<Place> output = pipeline.outputs().stream()
                    .filter(o -> o.target().name().equals(name))
                    .map(o -> new Place(SinkTask.keyed(o), o.topic(pipeline.name()), true))
                    .findFirst();
            if (output.isPresent()) {
                return output.get();
            }
            Optional<Place> input = pipeline.table(name).map(t -> new Place(t.table(), t.topic(), false));
            if (input.isPresent()) {
                return input.get();
            }
        }
        throw MillraceException.of(
                ServerError.NO_TABLE,
                "there is no table \"" + name + "\"",
                "See /api/pipelines for the tables that are there.");
    }

    /** Newest rows of a table, newest first. Throws ENV-324 when there is no such table. */
    public List<JsonObject> newest(String name, int limit) {
        Place place = place(name);
        if (isStored(place.table())) {
            return stored(place.table(), "", limit);
        }
        return state.board()
                .newest(name, limit)
                .map(rows -> rows.stream()
                        .filter(r -> !r.getBoolean("withdrawn"))
                        .map(r -> r.getJsonObject("row"))
                        .toList())
                .orElseGet(() -> tail(place, limit));
    }

    private boolean isStored(Table table) {
        return table.connector().equals("questdb")
                && database.isPresent()
                && table.option("url").isEmpty()
                && database.get().hasTable(storedName(table));
    }

    private static String storedName(Table table) {
        return table.option("table").orElse(table.name());
    }

    private List<JsonObject> stored(Table table, String condition, int limit) {
        String columns = table.schema().names().stream().map(n -> '"' + n + '"').collect(Collectors.joining(", "));
        String sql = "SELECT " + columns + " FROM \"" + storedName(table) + "\" WHERE mr_withdrawn = false" + condition
                + " ORDER BY \"" + timeColumn(table) + "\" DESC LIMIT " + limit;
        return database.orElseThrow().query(sql, limit).stream()
                .map(JsonObject::new)
                .toList();
    }

    private static String timeColumn(Table table) {
        Optional<String> inKey =
                table.primaryKey().stream().filter(k -> isTime(table, k)).findFirst();
        return inKey.orElseGet(() -> table.schema().names().stream()
                .filter(n -> isTime(table, n))
                .findFirst()
                .orElseThrow());
    }

    private static boolean isTime(Table table, String column) {
        return table.schema().type(table.schema().indexOf(column)).kind().isTimestamp();
    }

    /**
     * Points of a chart.
     *
     * @param key values of key columns by name; others are not restricted
     * @return rows with all columns, oldest first
     */
    public List<JsonObject> series(String name, Map<String, String> key, int limit) {
        Place place = place(name);
        List<JsonObject> newest;
        if (isStored(place.table())) {
            newest = stored(place.table(), condition(place.table(), key), limit);
        } else {
            newest = newest(name, TAIL_MAX).stream()
                    .filter(row -> key.entrySet().stream()
                            .allMatch(k -> k.getValue().equals(String.valueOf(row.getValue(k.getKey())))))
                    .limit(limit)
                    .toList();
        }
        List<JsonObject> oldestFirst = new ArrayList<>(newest);
        java.util.Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    private static final int TAIL_MAX = 2000;

    private static String condition(Table table, Map<String, String> key) {
        StringBuilder sql = new StringBuilder();
        key.forEach((column, value) -> {
            if (table.schema().indexOf(column) < 0) {
                throw MillraceException.of(
                        ServerError.WRONG_PARAMETER,
                        "table \"" + table.name() + "\" has no column \"" + column + "\"",
                        "Its columns are " + String.join(", ", table.schema().names()) + ".");
            }
            sql.append(" AND \"")
                    .append(column)
                    .append("\" = '")
                    .append(value.replace("'", "''"))
                    .append('\'');
        });
        return sql.toString();
    }

    /** Values of the text columns of the key, for choosing what a chart shows; at most 1,000 combinations, sorted. */
    public List<JsonObject> keys(String name) {
        Place place = place(name);
        List<String> columns = place.table().primaryKey().stream()
                .filter(k -> !isTime(place.table(), k))
                .toList();
        if (columns.isEmpty()) {
            return List.of();
        }
        Set<JsonObject> found = new HashSet<>();
        if (isStored(place.table())) {
            String list = columns.stream().map(n -> '"' + n + '"').collect(Collectors.joining(", "));
            String sql = "SELECT DISTINCT " + list + " FROM \"" + storedName(place.table()) + "\" ORDER BY " + list;
            return database.orElseThrow().query(sql, 1000).stream()
                    .map(JsonObject::new)
                    .toList();
        }
        newest(name, TAIL_MAX).forEach(row -> {
            JsonObject key = new JsonObject();
            columns.forEach(c -> key.put(c, row.getValue(c)));
            found.add(key);
        });
        return found.stream()
                .sorted((a, b) -> a.encode().compareTo(b.encode()))
                .limit(1000)
                .toList();
    }

    /**
     * Stored readings around an alert: rows of a time-series table of the same pipeline that has a number and shares text
     * columns with the alert, between two times.
     */
    public List<JsonObject> around(JsonObject alert, long fromMs, long toMs, int limit) {
        JsonObject values = alert.getJsonObject("row");
        return pipelines.get().stream()
                .filter(p -> p.name().equals(alert.getString("pipeline")))
                .flatMap(p -> p.outputs().stream())
                .map(SinkTask::keyed)
                .filter(this::isStored)
                .filter(t -> !shared(t, values).isEmpty())
                .map(t -> stored(t, condition(t, shared(t, values)) + between(t, fromMs, toMs), limit))
                .filter(rows -> !rows.isEmpty())
                .max((a, b) -> Integer.compare(a.size(), b.size()))
                .orElseGet(List::of);
    }

    private static String between(Table table, long fromMs, long toMs) {
        String time = '"' + timeColumn(table) + '"';
        return " AND " + time + " >= " + fromMs * 1000 + " AND " + time + " <= " + toMs * 1000;
    }

    private static Map<String, String> shared(Table table, JsonObject values) {
        Map<String, String> shared = new HashMap<>();
        for (Column column : table.schema().columns()) {
            boolean isName = column.type().kind() == dev.millrace.model.TypeKind.STRING
                    && !column.name().equalsIgnoreCase("severity");
            if (isName && values.getValue(column.name()) instanceof String text) {
                shared.put(column.name(), text);
            }
        }
        return shared;
    }

    private List<JsonObject> tail(Place place, int limit) {
        Map<String, Object> settings = new HashMap<>(client.consumer(""));
        settings.put("max.poll.records", "2000");
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = reader.partitionsFor(place.topic()).stream()
                    .map(p -> new TopicPartition(place.topic(), p.partition()))
                    .toList();
            reader.assign(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            Map<TopicPartition, Long> begins = reader.beginningOffsets(partitions);
            // Control records of transactions take offsets too, so a few more are read than are asked for.
            partitions.forEach(p -> reader.seek(p, Math.max(begins.get(p), ends.get(p) - 2L * limit - 10)));
            return rows(read(reader, ends), limit);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(
            KafkaConsumer<byte[], byte[]> reader, Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        long deadline = System.currentTimeMillis() + READ_MS_MAX;
        while (ends.entrySet().stream().anyMatch(e -> reader.position(e.getKey()) < e.getValue())
                && System.currentTimeMillis() < deadline) {
            ConsumerRecords<byte[], byte[]> batch = reader.poll(Duration.ofMillis(100));
            batch.forEach(found::add);
        }
        found.sort((a, b) -> Long.compare(b.timestamp(), a.timestamp()));
        return found;
    }

    /** Newest revision of each result; those taken back are left out. */
    private static List<JsonObject> rows(List<ConsumerRecord<byte[], byte[]>> newestFirst, int limit) {
        List<JsonObject> rows = new ArrayList<>();
        Map<String, Long> seen = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : newestFirst) {
            boolean isResult =
                    !RecordHeaders.text(record.headers(), RecordHeaders.KIND).isEmpty();
            String key = isResult && record.key() != null ? new String(record.key(), StandardCharsets.UTF_8) : null;
            if (rows.size() == limit || (key != null && seen.putIfAbsent(key, record.offset()) != null)) {
                continue;
            }
            if (!RecordHeaders.text(record.headers(), RecordHeaders.KIND).equals("-D")) {
                add(record.value(), rows);
            }
        }
        return rows;
    }

    private static void add(byte[] value, List<JsonObject> rows) {
        try {
            rows.add(new JsonObject(new String(value, StandardCharsets.UTF_8)));
        } catch (DecodeException e) {
            // A record in another format: the ledger has its story, a table view shows rows only.
            return;
        }
    }
}
