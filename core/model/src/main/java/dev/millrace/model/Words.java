// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

/** Conversion between boxed values and the 64-bit words that rows keep. */
public final class Words {
    private Words() {}

    /** Boxed form of a word, see {@link Row#valueAt}. */
    public static Object box(TypeKind kind, long word) {
        return switch (kind) {
            case BOOLEAN -> word != 0;
            case TINYINT, SMALLINT, INT -> (int) word;
            case BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY, INTERVAL_MONTH -> word;
            case FLOAT -> (float) Double.longBitsToDouble(word);
            case DOUBLE -> Double.longBitsToDouble(word);
            case DECIMAL, STRING, BYTES, ROW, ARRAY, MAP -> throw new IllegalArgumentException(kind + " is no word");
        };
    }

    /** Word of a boxed value; any {@link Number} is accepted for a numeric kind. */
    public static long unbox(TypeKind kind, Object value) {
        return switch (kind) {
            case BOOLEAN -> (Boolean) value ? 1 : 0;
            case TINYINT, SMALLINT, INT, BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY, INTERVAL_MONTH ->
                ((Number) value).longValue();
            case FLOAT -> Double.doubleToRawLongBits(((Number) value).floatValue());
            case DOUBLE -> Double.doubleToRawLongBits(((Number) value).doubleValue());
            case DECIMAL, STRING, BYTES, ROW, ARRAY, MAP -> throw new IllegalArgumentException(kind + " is no word");
        };
    }
}
