// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.json;

import dev.millrace.functions.DateTimes;
import dev.millrace.functions.Numbers;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.math.BigDecimal;
import java.util.Locale;

/** Values of JSON, and of DEFAULT, in the type that RETURNING names. */
final class JsonCells {
    private JsonCells() {}

    /** A text, number or Boolean of JSON, not null; throws when it has no value of the type. */
    static void set(Slot result, DataType type, Object value) {
        switch (type.kind()) {
            case STRING -> result.setObject(value.toString());
            case BOOLEAN -> result.setBoolean(isTrue(value));
            case TINYINT, SMALLINT, INT, BIGINT ->
                result.setWord(Numbers.fit(number(value).longValueExact(), type.kind()));
            case FLOAT, DOUBLE, DECIMAL -> Numbers.set(result, type, number(value));
            case DATE -> result.setWord(DateTimes.parseDate(value.toString()));
            case TIMESTAMP, TIMESTAMP_LTZ -> result.setWord(DateTimes.parseTimestamp(value.toString()));
            default -> throw new IllegalArgumentException("JSON_VALUE has no values of type " + type);
        }
    }

    private static boolean isTrue(Object value) {
        String text = value.toString().toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("'" + value + "' is neither true nor false");
        }
        return text.equals("true");
    }

    private static BigDecimal number(Object value) {
        try {
            return new BigDecimal(value.toString().trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + value + "' is no number", e);
        }
    }

    /** The value of DEFAULT, which may be NULL. */
    static void setDefault(Slot result, DataType type, DataType from, Slot value) {
        if (value.isNull) {
            result.setNull();
        } else if (from.kind() == type.kind() && from.scale() == type.scale()) {
            result.isNull = false;
            result.word = value.word;
            result.object = value.object;
        } else {
            Object boxed = from.kind().isNumeric()
                    ? Numbers.asDecimal(from).read(value).toPlainString()
                    : value.object;
            set(result, type, boxed == null ? Boolean.valueOf(value.asBoolean()) : boxed);
        }
    }
}
