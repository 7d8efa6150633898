// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.questdb;

import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import java.nio.charset.StandardCharsets;

/** Rows as lines of InfluxDB line protocol: key columns of type STRING are tags, the rest are fields. One thread. */
final class LineProtocol {
    private static final String NANOS_OF_MS = "000000";

    private final StoredTable table;
    private final ValueText text;
    private final StringBuilder line = new StringBuilder();

    LineProtocol(StoredTable table, ValueText text) {
        this.table = table;
        this.text = text;
    }

    /** One line with its end. The row has a time. */
    byte[] line(Row row) {
        line.setLength(0);
        line.append(escaped(table.name()));
        for (int key : table.keys()) {
            if (isText(key) && !row.isNull(key)) {
                line.append(',')
                        .append(escaped(table.schema().name(key)))
                        .append('=')
                        .append(escaped(text.of(row, key)));
            }
        }
        line.append(' ')
                .append(StoredTable.REVISION)
                .append('=')
                .append(row.revision())
                .append('i');
        line.append(',').append(StoredTable.WITHDRAWN).append('=').append(row.kind() == RowKind.DELETE ? 't' : 'f');
        if (!table.hasKey()) {
            long position = StoredTable.position(row.partition(), row.offset());
            line.append(',')
                    .append(StoredTable.POSITION)
                    .append('=')
                    .append(position)
                    .append('i');
        }
        for (int i = 0; i < table.schema().size(); i++) {
            boolean isTag = table.keys().contains(i) && isText(i);
            if (i != table.time() && !isTag && !row.isNull(i)) {
                line.append(',').append(escaped(table.schema().name(i))).append('=');
                appendField(row, i);
            }
        }
        line.append(' ').append(row.longAt(table.time())).append(NANOS_OF_MS).append('\n');
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void appendField(Row row, int column) {
        switch (table.schema().type(column).kind()) {
            case BOOLEAN -> line.append(row.booleanAt(column) ? 't' : 'f');
            case TINYINT, SMALLINT, INT, BIGINT, TIME, INTERVAL_DAY, INTERVAL_MONTH ->
                line.append(row.longAt(column)).append('i');
            case FLOAT, DOUBLE -> line.append(row.doubleAt(column));
            case DATE -> line.append(row.longAt(column) * 86_400_000_000L).append('t');
            // QuestDB reads microseconds with the suffix t; others take the text for a string and refuse it.
            case TIMESTAMP, TIMESTAMP_LTZ ->
                line.append(row.longAt(column) * 1000).append('t');
            case DECIMAL, STRING, BYTES, ROW, ARRAY, MAP -> {
                String value = text.of(row, column).replace("\\", "\\\\").replace("\"", "\\\"");
                line.append('"').append(value).append('"');
            }
        }
    }

    private boolean isText(int column) {
        return !table.schema().type(column).kind().isWord();
    }

    private static String escaped(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == ' ' || c == ',' || c == '=' || c == '\\') {
                out.append('\\');
            }
            // A line end ends the record, whatever stands before it.
            out.append(c == '\n' || c == '\r' ? ' ' : c);
        }
        return out.toString();
    }

    boolean hasTime(Row row) {
        return !row.isNull(table.time());
    }
}
