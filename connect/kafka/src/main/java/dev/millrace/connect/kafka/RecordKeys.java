// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.model.TypeKind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Text of record keys. Thread-safe. */
public final class RecordKeys {
    /** Between the parts of a reading's key. */
    public static final String SEPARATOR = "/";

    private static final JsonFactory JSON = new JsonFactory();

    private RecordKeys() {}

    /**
     * Key of a reading: values as text joined with {@code /}; null when there are no key columns. A NULL value is empty text,
     * times are epoch milliseconds.
     */
    public static byte[] ofReading(Schema schema, List<Integer> columns, Row row) {
        String text = text(schema, columns, row);
        return text == null ? null : text.getBytes(UTF_8);
    }

    /** As {@link #ofReading}, as text. */
    public static String text(Schema schema, List<Integer> columns, Row row) {
        if (columns.isEmpty()) {
            return null;
        }
        if (columns.size() == 1) {
            return cell(schema, columns.get(0), row);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            text.append(i == 0 ? "" : SEPARATOR).append(cell(schema, columns.get(i), row));
        }
        return text.toString();
    }

    private static String cell(Schema schema, int column, Row row) {
        Object value = row.valueAt(column, schema.type(column));
        return value == null ? "" : value.toString();
    }

    /**
     * Key of a result: one STRING as it is, else a JSON array; without key columns {@code partition:offset} of the reading that
     * identifies the row. Times in the array are epoch milliseconds.
     */
    public static byte[] ofResult(Schema schema, List<Integer> columns, Row row) {
        if (columns.isEmpty()) {
            return (row.partition() + ":" + row.offset()).getBytes(UTF_8);
        }
        int first = columns.get(0);
        if (columns.size() == 1 && schema.type(first).kind() == TypeKind.STRING && !row.isNull(first)) {
            return row.stringAt(first).getBytes(UTF_8);
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (int column : columns) {
                writeCell(json, schema.type(column), row.valueAt(column, schema.type(column)));
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(UTF_8);
    }

    private static void writeCell(JsonGenerator json, DataType type, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number && type.kind().isWord()) {
            json.writeNumber(value.toString());
        } else {
            json.writeString(value.toString());
        }
    }
}
