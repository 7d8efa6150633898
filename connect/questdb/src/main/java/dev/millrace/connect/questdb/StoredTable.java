// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.questdb;

import dev.millrace.connect.Options;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table as it lies in QuestDB: the SQL columns and three of ours, so that a row that comes again or is corrected replaces
 * itself.
 *
 * @param name in the store
 * @param time position of the designated timestamp: the first TIMESTAMP of the key, else the first of the table
 * @param keys positions of the key columns, empty when rows are identified by position
 */
record StoredTable(String name, Schema schema, int time, List<Integer> keys) {
    /** True when the row was taken back; QuestDB cannot delete single rows. */
    static final String WITHDRAWN = "mr_withdrawn";
    /** Revision of the row. */
    static final String REVISION = "mr_revision";
    /** Identifying reading, only without key columns: partition in the upper 16 bits, offset in the lower 48. */
    static final String POSITION = "mr_position";

    private static final int OFFSET_BITS = 48;

    static StoredTable of(Table table, Options options) {
        Schema schema = table.schema();
        List<Integer> keys = table.primaryKey().stream().map(schema::indexOf).toList();
        int time = keys.stream().filter(k -> isTime(schema, k)).findFirst().orElseGet(() -> firstTime(schema));
        return new StoredTable(options.find(QuestDbOptions.TABLE).orElse(table.name()), schema, time, keys);
    }

    /** Position of the first TIMESTAMP column, -1 when there is none. */
    static int firstTime(Schema schema) {
        return IntStream.range(0, schema.size())
                .filter(i -> isTime(schema, i))
                .findFirst()
                .orElse(-1);
    }

    private static boolean isTime(Schema schema, int column) {
        return schema.type(column).kind().isTimestamp();
    }

    static long position(int partition, long offset) {
        return (long) partition << OFFSET_BITS | offset & (1L << OFFSET_BITS) - 1;
    }

    boolean hasKey() {
        return !keys.isEmpty();
    }

    String timeName() {
        return schema.name(time);
    }

    /** Type in QuestDB by column name, ours last. */
    Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < schema.size(); i++) {
            columns.put(schema.name(i), keys.contains(i) ? keyType(schema.type(i)) : type(schema.type(i)));
        }
        columns.put(REVISION, "INT");
        columns.put(WITHDRAWN, "BOOLEAN");
        if (!hasKey()) {
            columns.put(POSITION, "LONG");
        }
        return columns;
    }

    String createSql() {
        String columns = columns().entrySet().stream()
                .map(c -> quoted(c.getKey()) + " " + c.getValue())
                .collect(Collectors.joining(", "));
        return "CREATE TABLE IF NOT EXISTS " + quoted(name) + " (" + columns + ") TIMESTAMP(" + quoted(timeName())
                + ") PARTITION BY DAY WAL DEDUP UPSERT KEYS(" + String.join(", ", upsertKeys()) + ")";
    }

    private List<String> upsertKeys() {
        java.util.Set<String> names = new java.util.LinkedHashSet<>();
        names.add(quoted(timeName()));
        keys.forEach(k -> names.add(quoted(schema.name(k))));
        if (!hasKey()) {
            names.add(POSITION);
        }
        return List.copyOf(names);
    }

    String addColumnSql(String column) {
        return "ALTER TABLE " + quoted(name) + " ADD COLUMN " + quoted(column) + " "
                + columns().get(column);
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "") + '"';
    }

    /** Keys repeat: a SYMBOL is kept as a number. */
    private static String keyType(DataType type) {
        String plain = type(type);
        return plain.equals("VARCHAR") ? "SYMBOL CAPACITY 4096" : plain;
    }

    private static String type(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "BOOLEAN";
            case TINYINT, SMALLINT, INT, TIME -> "INT";
            case BIGINT, INTERVAL_DAY, INTERVAL_MONTH -> "LONG";
            case FLOAT, DOUBLE -> "DOUBLE";
            case DATE -> "DATE";
            case TIMESTAMP, TIMESTAMP_LTZ -> "TIMESTAMP";
            case DECIMAL, STRING, BYTES, ROW, ARRAY, MAP -> "VARCHAR";
        };
    }
}
