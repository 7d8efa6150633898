// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that delete: what the key of a record without a value says. The key is in the forms in which Millrace writes keys: one value as
 * text, several joined with {@code /} (those of readings) or as a JSON array (those of results). One thread.
 */
final class DeletionRows {
    private static final JsonFactory JSON = new JsonFactory();

    private final Schema schema;
    private final int[] columns;

    DeletionRows(Table table) {
        schema = table.schema();
        List<String> named = table.listOption("key.fields");
        List<String> key = named.isEmpty() ? table.primaryKey() : named;
        columns = key.stream().mapToInt(schema::indexOf).filter(c -> c >= 0).toArray();
    }

    /** Row of kind DELETE with the key columns set; null when the key cannot be read. */
    Row of(byte[] key) {
        if (key == null) {
            return null;
        }
        List<String> values = values(new String(key, UTF_8));
        if (values == null || values.size() != columns.length) {
            return null;
        }
        Row row = new Row(schema.size()).withKind(RowKind.DELETE);
        for (int i = 0; i < columns.length; i++) {
            if (!set(row, columns[i], values.get(i))) {
                return null;
            }
        }
        return row;
    }

    private List<String> values(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return array(text);
        }
        return columns.length == 1 ? List.of(text) : List.of(text.split("/", -1));
    }

    private static List<String> array(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            List<String> values = new ArrayList<>();
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == null || !parser.currentToken().isScalarValue()) {
                    return null;
                }
                values.add(parser.getText());
            }
            return values;
        } catch (IOException e) {
            return null;
        }
    }

    private boolean set(Row row, int column, String text) {
        DataType type = schema.type(column);
        switch (type.kind()) {
            case STRING -> row.setObject(column, text);
            case BOOLEAN -> row.setBoolean(column, Boolean.parseBoolean(text));
            case TINYINT, SMALLINT, INT, BIGINT -> {
                try {
                    row.setLong(column, Long.parseLong(text));
                } catch (NumberFormatException e) {
                    return false;
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
