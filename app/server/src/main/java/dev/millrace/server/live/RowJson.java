// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.live;

import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Rows as the API gives them: times in epoch milliseconds, DECIMAL as text, NaN as null. */
final class RowJson {
    private RowJson() {}

    static JsonObject of(Schema schema, Row row) {
        JsonObject json = new JsonObject();
        for (int i = 0; i < schema.size(); i++) {
            json.put(schema.name(i), value(schema.type(i), row.valueAt(i, schema.type(i))));
        }
        return json;
    }

    private static Object value(DataType type, Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number) ? number : null;
        }
        if (value instanceof Float number) {
            return Float.isFinite(number) ? number : null;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Row nested) {
            return of(type.rowSchema(), nested);
        }
        if (value instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(element -> array.add(value(type.element(), element)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((k, v) -> object.put(String.valueOf(k), value(type.element(), v)));
            return object;
        }
        return value;
    }
}
