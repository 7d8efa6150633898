// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect;

import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.util.List;

/**
 * What makes a result row the same row as an earlier one: the values of its key columns or, without key columns, the
 * position of the reading that identifies it. Immutable and thread-safe.
 */
public final class RowIdentity {
    private final Schema schema;
    private final int[] keyColumns;

    private RowIdentity(Schema schema, List<String> keyColumns) {
        this.schema = schema;
        this.keyColumns = keyColumns.stream().mapToInt(schema::indexOf).toArray();
    }

    /** Identity by the table's primary key. */
    public static RowIdentity of(Table table) {
        return new RowIdentity(table.schema(), table.primaryKey());
    }

    /** Whether rows have key columns, so that a later row can replace an earlier one. */
    public boolean hasKey() {
        return keyColumns.length > 0;
    }

    /**
     * Text of the identity: values joined with {@code /} (a {@code /} or {@code \} inside a value gets a {@code \} before
     * it), or {@code <partition>:<offset>}; {@code -1:-1} when the row has neither.
     */
    public String of(Row row) {
        if (keyColumns.length == 0) {
            return row.partition() + ":" + row.offset();
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < keyColumns.length; i++) {
            text.append(i == 0 ? "" : "/");
            Object value = row.valueAt(keyColumns[i], schema.type(keyColumns[i]));
            // NULL and the text "null" must differ: an empty escape stands for NULL.
            String part = value == null ? "\\0" : escape(value.toString());
            text.append(part);
        }
        return text.toString();
    }

    private static String escape(String value) {
        boolean isPlain = value.indexOf('/') < 0 && value.indexOf('\\') < 0;
        return isPlain ? value : value.replace("\\", "\\\\").replace("/", "\\/");
    }
}
