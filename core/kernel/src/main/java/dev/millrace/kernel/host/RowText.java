// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as text: for keys and raw records of the ledger, and for the cells of scenarios. */
public final class RowText {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private RowText() {}

    /** Key columns joined with {@code /}. */
    public static String key(Row row, Schema schema, List<Integer> columns) {
        return columns.stream()
                .map(c -> value(row.valueAt(c, schema.type(c)), schema.type(c)))
                .collect(Collectors.joining("/"));
    }

    /** One boxed value as {@code ./millrace test} writes it, without quotes; {@code NULL} for null. */
    public static String value(Object value, DataType type) {
        if (value == null) {
            return "NULL";
        }
        return switch (type.kind()) {
            case BOOLEAN -> (Boolean) value ? "TRUE" : "FALSE";
            case TIMESTAMP, TIMESTAMP_LTZ -> timestamp((Long) value);
            case DATE -> LocalDate.ofEpochDay((Long) value).toString();
            case TIME -> LocalTime.ofNanoOfDay((Long) value * 1_000_000).format(TIME);
            case BYTES -> "x'" + HexFormat.of().formatHex((byte[]) value) + "'";
            case ROW -> fields((Row) value, type);
            case ARRAY ->
                ((List<?>) value)
                        .stream().map(v -> value(v, type.element())).collect(Collectors.joining(", ", "[", "]"));
            case MAP ->
                ((Map<?, ?>) value)
                        .entrySet().stream()
                                .map(e -> value(e.getKey(), type.elements().get(0)) + "="
                                        + value(e.getValue(), type.element()))
                                .collect(Collectors.joining(", ", "{", "}"));
            case DECIMAL -> ((java.math.BigDecimal) value).toPlainString();
            case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, STRING, INTERVAL_DAY, INTERVAL_MONTH ->
                String.valueOf(value);
        };
    }

    /** {@code 1 d 2 h 3 min 4 s 5 ms} without what is zero; {@code 0 ms}. Not negative. */
    static String duration(long ms) {
        long[] sizes = {86_400_000, 3_600_000, 60_000, 1_000, 1};
        String[] units = {"d", "h", "min", "s", "ms"};
        StringBuilder text = new StringBuilder();
        long rest = ms;
        for (int i = 0; i < sizes.length; i++) {
            if (rest >= sizes[i]) {
                text.append(text.isEmpty() ? "" : " ")
                        .append(rest / sizes[i])
                        .append(' ')
                        .append(units[i]);
                rest %= sizes[i];
            }
        }
        return text.isEmpty() ? "0 ms" : text.toString();
    }

    /** {@code yyyy-MM-dd HH:mm:ss.SSS} of epoch milliseconds, in UTC. */
    public static String timestamp(long epochMs) {
        return LocalDateTime.ofEpochSecond(
                        Math.floorDiv(epochMs, 1000L), Math.floorMod(epochMs, 1000) * 1_000_000, ZoneOffset.UTC)
                .format(TIMESTAMP);
    }

    /** A row as one JSON object, columns in order. */
    public static String json(Row row, Schema schema) {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < schema.size(); i++) {
            out.append(i == 0 ? "" : ",");
            quote(schema.name(i), out);
            out.append(':');
            json(row.valueAt(i, schema.type(i)), schema.type(i), out);
        }
        return out.append('}').toString();
    }

    private static void json(Object value, DataType type, StringBuilder out) {
        if (value == null) {
            out.append("null");
            return;
        }
        switch (type.kind()) {
            case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, DECIMAL -> out.append(value);
            case FLOAT, DOUBLE -> {
                double number = ((Number) value).doubleValue();
                out.append(Double.isFinite(number) ? String.valueOf(value) : "\"" + value + "\"");
            }
            case ROW -> out.append(json((Row) value, type.rowSchema()));
            default -> quote(value(value, type), out);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static String fields(Row row, DataType type) {
        Schema schema = type.rowSchema();
        StringBuilder out = new StringBuilder("(");
        for (int i = 0; i < schema.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(value(row.valueAt(i, schema.type(i)), schema.type(i)));
        }
        return out.append(')').toString();
    }
}
