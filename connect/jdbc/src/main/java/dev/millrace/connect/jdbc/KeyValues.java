// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.jdbc;

import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Values of a key in a form in which those that the database takes for equal are equal: numbers whatever their type. */
final class KeyValues {
    private KeyValues() {}

    /** Of a row that has key columns only. */
    static List<Object> ofQuestion(Row key, List<DataType> types) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            values.add(value(key, i, types.get(i)));
        }
        return values;
    }

    /** Of a row of the table. */
    static List<Object> ofRow(Row row, Schema schema, List<Integer> columns) {
        List<Object> values = new ArrayList<>();
        for (int column : columns) {
            values.add(value(row, column, schema.type(column)));
        }
        return values;
    }

    private static Object value(Row row, int column, DataType type) {
        Object value = row.valueAt(column, type);
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INT, BIGINT -> number(BigDecimal.valueOf(((Number) value).longValue()));
            case FLOAT, DOUBLE -> floating(((Number) value).doubleValue());
            case DECIMAL -> number((BigDecimal) value);
            case BYTES -> ByteBuffer.wrap((byte[]) value);
            default -> value;
        };
    }

    private static Object floating(double value) {
        return Double.isFinite(value) ? number(new BigDecimal(value)) : (Object) value;
    }

    private static BigDecimal number(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
}
