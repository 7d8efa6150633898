// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.regex.Pattern;

/** Values written as plain text: fields of CSV, levels of MQTT topics, keys of MAP. */
public final class TextValues {
    private static final int NUMBER_CHARS_MAX = 400;
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");

    private TextValues() {}

    /**
     * Sets a column from text.
     *
     * @return null when it was set, else what is wrong, for example {@code is abc, wanted DOUBLE}
     */
    public static String trySet(String text, DataType type, Row row, int column) {
        try {
            set(text, type, row, column);
            return null;
        } catch (FormatException e) {
            return e.getMessage();
        }
    }

    static void set(String text, DataType type, Row row, int column) {
        switch (type.kind()) {
            case STRING -> row.setObject(column, text);
            case BOOLEAN -> row.setBoolean(column, bool(text, type));
            case TINYINT -> row.setLong(column, whole(text, type, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case SMALLINT -> row.setLong(column, whole(text, type, Short.MIN_VALUE, Short.MAX_VALUE));
            case INT -> row.setLong(column, whole(text, type, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case BIGINT -> row.setLong(column, whole(text, type, Long.MIN_VALUE, Long.MAX_VALUE));
            case FLOAT -> row.setDouble(column, finite(Float.parseFloat(number(text, type)), text, type));
            case DOUBLE -> row.setDouble(column, finite(Double.parseDouble(number(text, type)), text, type));
            case DECIMAL -> row.setObject(column, decimal(text, type));
            case BYTES -> row.setObject(column, bytes(text, type));
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> row.setLong(column, time(text, type));
            case ROW, ARRAY, MAP, INTERVAL_DAY, INTERVAL_MONTH -> throw wrong(text, type);
        }
    }

    private static boolean bool(String text, DataType type) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw wrong(text, type);
    }

    private static long whole(String text, DataType type, long min, long max) {
        String trimmed = text.trim();
        if (WHOLE.matcher(trimmed).matches()) {
            try {
                long value = Long.parseLong(trimmed);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw wrong(text, type);
            }
        }
        throw wrong(text, type);
    }

    /** Refuses what Java also takes for numbers: NaN, hexadecimal, a trailing d. */
    private static String number(String text, DataType type) {
        String trimmed = text.trim();
        if (trimmed.length() > NUMBER_CHARS_MAX || !NUMBER.matcher(trimmed).matches()) {
            throw wrong(text, type);
        }
        return trimmed;
    }

    private static double finite(double value, String text, DataType type) {
        if (Double.isInfinite(value)) {
            throw wrong(text, type);
        }
        return value;
    }

    private static BigDecimal decimal(String text, DataType type) {
        BigDecimal fitted = Decimals.fit(new BigDecimal(number(text, type)), type);
        if (fitted == null) {
            throw wrong(text, type);
        }
        return fitted;
    }

    private static byte[] bytes(String text, DataType type) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw wrong(text, type);
        }
    }

    private static long time(String text, DataType type) {
        byte[] bytes = text.trim().getBytes(UTF_8);
        if (type.kind().isTimestamp() && WHOLE.matcher(text.trim()).matches()) {
            return whole(text, type, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        long parsed =
                switch (type.kind()) {
                    case DATE -> Timestamps.parseDate(bytes, 0, bytes.length);
                    case TIME -> Timestamps.parseTime(bytes, 0, bytes.length);
                    default -> Timestamps.parseTimestamp(bytes, 0, bytes.length);
                };
        if (parsed == Timestamps.NONE) {
            throw wrong(text, type);
        }
        return parsed;
    }

    private static FormatException wrong(String text, DataType type) {
        return FormatException.invalid("is \"" + FormatException.shortened(text) + "\", wanted " + type, -1);
    }
}
