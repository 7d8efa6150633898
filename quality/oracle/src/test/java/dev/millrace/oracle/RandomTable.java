// SPDX-License-Identifier: Apache-2.0
package dev.millrace.oracle;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A stream with random rows whose disorder stays within its bound for every clock: no row is late by the clock of its key, nor by the
 * one clock that Flink has. Values are few and small, so that groups, ties and equal values are common; doubles are multiples of 0.25,
 * so that sums do not depend on their order; times are even milliseconds, so that no two rows are exactly one odd gap apart.
 *
 * @param rows in order of arrival; a cell is a String, Long, Double, Boolean or LocalDateTime, or null
 */
record RandomTable(String name, List<Column> columns, List<List<Object>> rows) {
    static final int BOUND_MS = 5_000;
    private static final LocalDateTime START = LocalDateTime.of(2026, 5, 1, 10, 0);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final double NULL_SHARE = 0.1;

    /** Name and SQL type. */
    record Column(String name, String type) {}

    private record Arriving(long arrivalMs, List<Object> cells) {}

    /** Readings {@code k, n, b, d, s, f, ts} of some keys over some minutes. */
    static RandomTable of(String name, Random random, int rowCount) {
        List<Column> columns = List.of(
                new Column("k", "STRING"),
                new Column("n", "INT"),
                new Column("b", "BIGINT"),
                new Column("d", "DOUBLE"),
                new Column("s", "STRING"),
                new Column("f", "BOOLEAN"),
                new Column("ts", "TIMESTAMP(3)"));
        int keys = 1 + random.nextInt(5);
        int stepMs = 1 + random.nextInt(8_000);
        List<Arriving> arriving = new ArrayList<>();
        long timeMs = 0;
        for (int i = 0; i < rowCount; i++) {
            // Steps of 0 make ties, whole seconds rows on the bounds of windows.
            timeMs += random.nextInt(4) == 0 ? 0 : random.nextInt(stepMs);
            long rowMs = random.nextInt(3) == 0 ? timeMs / 1000 * 1000 : timeMs / 2 * 2;
            List<Object> cells = new ArrayList<>();
            cells.add("k" + random.nextInt(keys));
            cells.add(orNull(random, (long) random.nextInt(21) - 10));
            cells.add(orNull(random, (long) random.nextInt(2001) - 1000));
            cells.add(orNull(random, (random.nextInt(81) - 40) * 0.25));
            cells.add(orNull(random, TEXTS.get(random.nextInt(TEXTS.size()))));
            cells.add(orNull(random, random.nextBoolean()));
            cells.add(START.plusNanos(rowMs * 1_000_000));
            arriving.add(new Arriving(rowMs + random.nextInt(BOUND_MS), cells));
        }
        arriving.sort(Comparator.comparingLong(Arriving::arrivalMs));
        return new RandomTable(
                name, columns, arriving.stream().map(Arriving::cells).toList());
    }

    private static final List<String> TEXTS =
            List.of("a", "b", "Ab", "pump", "pump-7", "x y", "10", "3.5", "", " pad ", "äöü", "2026-05-01 10:00:00");

    private static Object orNull(Random random, Object value) {
        return random.nextDouble() < NULL_SHARE ? null : value;
    }

    /** CREATE TABLE with some options. */
    String ddl(String options) {
        String list = columns.stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(", "));
        return "CREATE TABLE " + name + " (" + list + ", WATERMARK FOR ts AS ts - INTERVAL '" + BOUND_MS / 1000
                + "' SECOND) WITH (" + options + ")";
    }

    /** INSERT of some rows: a run may be restarted after each statement. */
    String insert(int from, int to) {
        return rows.subList(from, Math.min(rows.size(), to)).stream()
                .map(row -> row.stream().map(RandomTable::literal).collect(Collectors.joining(", ", "  (", ")")))
                .collect(Collectors.joining(",\n", "INSERT INTO " + name + " VALUES\n", ";\n"));
    }

    /** One JSON object a line. */
    String json() {
        return rows.stream()
                .map(row -> {
                    List<String> fields = new ArrayList<>();
                    for (int i = 0; i < row.size(); i++) {
                        fields.add('"' + columns.get(i).name() + "\":" + jsonValue(row.get(i)));
                    }
                    return fields.stream().collect(Collectors.joining(",", "{", "}\n"));
                })
                .collect(Collectors.joining());
    }

    private static String literal(Object cell) {
        if (cell instanceof LocalDateTime time) {
            return "TIMESTAMP '" + TIME.format(time) + "'";
        }
        return cell instanceof String text
                ? "'" + text + "'"
                : String.valueOf(cell).toUpperCase(Locale.ROOT);
    }

    private static String jsonValue(Object cell) {
        if (cell instanceof LocalDateTime time) {
            return '"' + TIME.format(time) + '"';
        }
        return cell instanceof String text ? '"' + text + '"' : String.valueOf(cell);
    }
}
