// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.questdb;

import dev.millrace.connect.Format;
import dev.millrace.connect.Options;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Text of values that QuestDB keeps as VARCHAR: DECIMAL exact, BYTES in base64, nested values as JSON. One thread. */
final class ValueText {
    private final Schema schema;
    /** One writer a nested column, else null. */
    private final Format.Writer[] nested;

    private final ByteWriter out = new ByteWriter();

    ValueText(Schema schema, Format json, Options options) {
        this.schema = schema;
        nested = new Format.Writer[schema.size()];
        for (int i = 0; i < nested.length; i++) {
            nested[i] = switch (schema.type(i).kind()) {
                case ROW, ARRAY, MAP -> json.writer(Schema.of(schema.column(i)), options);
                default -> null;
            };
        }
    }

    /** Text of a column that is not NULL. */
    String of(Row row, int column) {
        if (nested[column] != null) {
            return json(row, column);
        }
        Object value = row.objectAt(column);
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : (String) value;
    }

    /** The value inside of {@code {"name":value}}. */
    private String json(Row row, int column) {
        Row one = new Row(1);
        one.setFrom(0, row, column);
        nested[column].write(one, out.reset());
        String object = new String(out.buffer(), 0, out.size(), StandardCharsets.UTF_8);
        int colon = object.indexOf(':', object.indexOf('"', 1 + object.indexOf('"')));
        return object.substring(colon + 1, object.lastIndexOf('}')).trim();
    }
}
