// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.TypeKind;
import java.math.BigDecimal;
import java.util.Base64;

/** Reads the value of one column, which is not the word null. Made once a column; one thread. */
interface JsonDecoder {
    /** Begins at the value and ends behind it. */
    void decode(JsonScanner in, Row row, int column);

    static JsonDecoder of(DataType type, StringCache cache) {
        return switch (type.kind()) {
            case BOOLEAN -> (in, row, column) -> row.setBoolean(column, bool(in, type));
            case TINYINT -> whole(type, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> whole(type, Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> whole(type, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> whole(type, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> (in, row, column) -> row.setDouble(column, toFloat(in, type));
            case DOUBLE -> (in, row, column) -> row.setDouble(column, toDouble(in, type));
            case DECIMAL -> (in, row, column) -> row.setObject(column, decimal(in, type));
            case STRING -> (in, row, column) -> row.setObject(column, string(in, cache));
            case BYTES -> (in, row, column) -> row.setObject(column, bytes(in, type));
            case DATE, TIME -> (in, row, column) -> row.setLong(column, dateOrTime(in, type));
            case TIMESTAMP, TIMESTAMP_LTZ -> (in, row, column) -> row.setLong(column, timestamp(in, type));
            case ROW -> nestedRow(type, cache);
            case ARRAY -> new JsonArrayDecoder(type, cache);
            case MAP -> new JsonMapDecoder(type, cache);
            case INTERVAL_DAY, INTERVAL_MONTH -> throw new IllegalArgumentException(type + " has no JSON form");
        };
    }

    private static JsonDecoder nestedRow(DataType type, StringCache cache) {
        JsonRowDecoder nested = new JsonRowDecoder(type.rowSchema(), null, cache);
        return (in, row, column) -> {
            if (in.peek() != '{') {
                throw mismatch(in, type);
            }
            row.setObject(column, nested.decode(in));
        };
    }

    private static JsonDecoder whole(DataType type, long min, long max) {
        return (in, row, column) -> {
            int from = numberFrom(in, type);
            JsonNumber number = in.scanNumber();
            if (!number.isWholeBetween(min, max)) {
                throw wrong(in, from, "a whole number " + min + " to " + max + " (" + type + ")");
            }
            row.setLong(column, number.toLong());
        };
    }

    private static boolean bool(JsonScanner in, DataType type) {
        int next = in.peek();
        if (next == 't') {
            in.word("true");
            return true;
        }
        if (next == 'f') {
            in.word("false");
            return false;
        }
        throw mismatch(in, type);
    }

    private static double toDouble(JsonScanner in, DataType type) {
        int from = numberFrom(in, type);
        double value = in.scanNumber().toDouble();
        if (Double.isInfinite(value)) {
            throw wrong(in, from, type.toString());
        }
        return value;
    }

    private static double toFloat(JsonScanner in, DataType type) {
        int from = numberFrom(in, type);
        float value = in.scanNumber().toFloat();
        if (Float.isInfinite(value)) {
            throw wrong(in, from, type.toString());
        }
        return value;
    }

    private static BigDecimal decimal(JsonScanner in, DataType type) {
        int from = numberFrom(in, type);
        BigDecimal exact = in.scanNumber().toDecimal();
        BigDecimal fitted = exact == null ? null : Decimals.fit(exact, type);
        if (fitted == null) {
            throw wrong(in, from, type.toString());
        }
        return fitted;
    }

    /** A string takes any value: other kinds as they are written. */
    private static String string(JsonScanner in, StringCache cache) {
        if (in.peek() != '"') {
            int from = in.at();
            in.skipValue();
            return in.rawFrom(from);
        }
        in.scanString();
        return in.isEscaped() ? in.text() : cache.get(in.bytes(), in.textFrom(), in.textTo());
    }

    private static byte[] bytes(JsonScanner in, DataType type) {
        int from = textFrom(in, type);
        in.scanString();
        try {
            return Base64.getDecoder().decode(in.text());
        } catch (IllegalArgumentException e) {
            throw wrong(in, from, type + " in base64");
        }
    }

    private static long timestamp(JsonScanner in, DataType type) {
        int next = in.peek();
        int from = in.at();
        if (next == '"') {
            in.scanString();
            long parsed = Timestamps.parseTimestamp(in.bytes(), in.textFrom(), in.textTo());
            if (parsed != Timestamps.NONE) {
                return parsed;
            }
        } else if (isNumber(next)) {
            JsonNumber number = in.scanNumber();
            if (number.isWholeBetween(Long.MIN_VALUE, Long.MAX_VALUE)) {
                return number.toLong();
            }
        } else {
            throw mismatch(in, type);
        }
        throw wrong(in, from, type + " as epoch milliseconds or text such as 2026-01-31T10:15:30.123Z");
    }

    private static long dateOrTime(JsonScanner in, DataType type) {
        int from = textFrom(in, type);
        in.scanString();
        boolean isDate = type.kind() == TypeKind.DATE;
        long parsed = isDate
                ? Timestamps.parseDate(in.bytes(), in.textFrom(), in.textTo())
                : Timestamps.parseTime(in.bytes(), in.textFrom(), in.textTo());
        if (parsed == Timestamps.NONE) {
            throw wrong(in, from, type + " such as " + (isDate ? "2026-01-31" : "10:15:30.123"));
        }
        return parsed;
    }

    private static boolean isNumber(int next) {
        return next == '-' || next >= '0' && next <= '9';
    }

    private static int numberFrom(JsonScanner in, DataType type) {
        if (!isNumber(in.peek())) {
            throw mismatch(in, type);
        }
        return in.at();
    }

    private static int textFrom(JsonScanner in, DataType type) {
        if (in.peek() != '"') {
            throw mismatch(in, type);
        }
        return in.at();
    }

    /** The value is of another kind: reads it, so that what is malformed is called malformed. */
    static FormatException mismatch(JsonScanner in, DataType type) {
        int from = in.at();
        in.skipValue();
        return wrong(in, from, type.toString());
    }

    private static FormatException wrong(JsonScanner in, int from, String wanted) {
        return FormatException.invalid(
                "is " + FormatException.shortened(in.rawFrom(from)) + ", wanted " + wanted, from);
    }
}
