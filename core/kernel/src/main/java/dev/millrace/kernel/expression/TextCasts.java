// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import dev.millrace.functions.DateTimes;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text to values and back, in Flink's formats. */
final class TextCasts {
    private TextCasts() {}

    /** Null when the type has no text. */
    static Casts.Conversion toText(DataType from) {
        int precision = from.precision();
        return switch (from.kind()) {
            case BOOLEAN -> slot -> slot.setObject(slot.asBoolean() ? "TRUE" : "FALSE");
            case TINYINT, SMALLINT, INT, BIGINT -> slot -> slot.setObject(Long.toString(slot.word));
            case FLOAT -> slot -> slot.setObject(Float.toString((float) slot.asDouble()));
            case DOUBLE -> slot -> slot.setObject(Double.toString(slot.asDouble()));
            case DECIMAL -> slot -> slot.setObject(((BigDecimal) slot.object).toPlainString());
            case STRING -> slot -> {};
            case BYTES -> slot -> slot.setObject(new String((byte[]) slot.object, StandardCharsets.UTF_8));
            case DATE -> slot -> slot.setObject(DateTimes.formatDate(slot.word));
            case TIME -> slot -> slot.setObject(DateTimes.formatTime(slot.word, precision));
            case TIMESTAMP, TIMESTAMP_LTZ -> slot -> slot.setObject(DateTimes.formatTimestamp(slot.word, precision));
            case INTERVAL_DAY -> slot -> slot.setObject(dayInterval(slot.word));
            case INTERVAL_MONTH -> slot -> slot.setObject(monthInterval(slot.word));
            case ROW, ARRAY, MAP -> slot -> slot.setObject(NestedCasts.text(from, slot.object));
        };
    }

    /** Text of a boxed value inside a nested one. */
    static String text(DataType type, Object value) {
        if (value == null) {
            return "NULL";
        }
        Slot slot = new Slot();
        Constant.of(value, type).eval(null, slot);
        toText(type).apply(slot);
        return slot.asString();
    }

    private static String dayInterval(long ms) {
        long rest = Math.abs(ms);
        return (ms < 0 ? "-" : "+") + rest / DateTimes.DAY_MS + ' ' + DateTimes.formatTime(rest % DateTimes.DAY_MS, 3);
    }

    private static String monthInterval(long months) {
        long rest = Math.abs(months);
        return (months < 0 ? "-" : "+") + rest / 12 + '-' + (rest % 12 < 10 ? "0" : "") + rest % 12;
    }

    static boolean parseBoolean(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "t", "true", "y", "yes", "1" -> true;
            case "f", "false", "n", "no", "0" -> false;
            default -> throw failure(text, "BOOLEAN such as 'true'");
        };
    }

    /** Whole number; digits after a point are checked and cut off. */
    static long parseLong(String text) {
        String number = text.trim();
        int point = number.indexOf('.');
        try {
            if (point < 0) {
                return Long.parseLong(number);
            }
            BigDecimal decimal = parseDecimal(number);
            return decimal.toBigInteger().longValueExact();
        } catch (ArithmeticException e) {
            throw new ArithmeticException("'" + text + "' does not fit BIGINT");
        } catch (NumberFormatException e) {
            throw failure(text, "whole number that fits BIGINT");
        }
    }

    static double parseDouble(String text) {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw failure(text, "number such as '1.5'");
        }
    }

    static BigDecimal parseDecimal(String text) {
        try {
            return new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            throw failure(text, "number such as '1.5'");
        }
    }

    private static IllegalArgumentException failure(String text, String wanted) {
        return new IllegalArgumentException("'" + text + "' is no " + wanted);
    }
}
