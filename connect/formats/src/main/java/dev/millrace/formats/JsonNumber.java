// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigDecimal;

/** The number that a scanner read last: exact, whatever its length. Reused, so take its value at once. */
final class JsonNumber {
    /** So many decimal digits always fit into a long. */
    private static final int LONG_DIGITS = 18;
    /** Beyond this a double has no room for every whole number. */
    private static final long EXACT_WHOLE = 1L << 53;

    private static final int DECIMAL_DIGITS_MAX = 1_000;
    /** Powers of ten that a double holds exactly. */
    private static final double[] TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private byte[] bytes;
    private int from;
    private int to;
    private boolean isNegative;
    /** Neither point nor exponent. */
    private boolean isWhole;
    /** All digits as one number, when there are at most 18. */
    private long digits;

    private int digitCount;
    private int exponent;

    /** Reads the number at i and gives the position behind it. */
    int scan(byte[] text, int i, int end) {
        bytes = text;
        from = i;
        isNegative = text[i] == '-';
        int at = isNegative ? i + 1 : i;
        digits = 0;
        digitCount = 0;
        exponent = 0;
        int intTo = digits(text, at, end);
        if (text[at] == '0' && intTo > at + 1) {
            throw FormatException.malformed("number has a leading zero", i);
        }
        at = intTo;
        isWhole = true;
        if (at < end && text[at] == '.') {
            int pointAt = at;
            at = digits(text, at + 1, end);
            exponent = pointAt + 1 - at;
            isWhole = false;
        }
        if (at < end && (text[at] | 0x20) == 'e') {
            at = exponent(text, at + 1, end);
            isWhole = false;
        }
        to = at;
        return at;
    }

    private int digits(byte[] text, int start, int end) {
        int at = start;
        long sum = digits;
        while (at < end) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            sum = sum * 10 + digit;
            at++;
        }
        if (at == start) {
            throw FormatException.malformed("number lacks a digit", at);
        }
        digits = sum;
        digitCount += at - start;
        return at;
    }

    private int exponent(byte[] text, int start, int end) {
        int at = start;
        boolean isMinus = false;
        if (at < end && (text[at] == '+' || text[at] == '-')) {
            isMinus = text[at] == '-';
            at++;
        }
        int first = at;
        long sum = 0;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            sum = Math.min(sum * 10 + (text[at] - '0'), Integer.MAX_VALUE / 4);
            at++;
        }
        if (at == first) {
            throw FormatException.malformed("number lacks a digit in its exponent", at);
        }
        exponent += (int) (isMinus ? -sum : sum);
        return at;
    }

    String text() {
        return new String(bytes, from, to - from, ISO_8859_1);
    }

    /** Nearest double; infinite when the number is beyond its range. */
    double toDouble() {
        if (digitCount <= LONG_DIGITS && digits <= EXACT_WHOLE && Math.abs(exponent) < TEN.length) {
            // Both operands are exact, so the one rounding of IEEE division or multiplication is right (Clinger 1990).
            double value = exponent < 0 ? digits / TEN[-exponent] : digits * TEN[exponent];
            return isNegative ? -value : value;
        }
        return Double.parseDouble(text());
    }

    float toFloat() {
        return Float.parseFloat(text());
    }

    /** Whether the number is whole, written in any way, and within the two limits, both included. */
    boolean isWholeBetween(long min, long max) {
        if (isWhole && digitCount <= LONG_DIGITS) {
            long value = isNegative ? -digits : digits;
            return value >= min && value <= max;
        }
        BigDecimal value = toDecimal();
        if (value == null || value.precision() - (long) value.scale() > LONG_DIGITS + 2) {
            return false;
        }
        if (value.signum() != 0 && value.scale() - (long) value.precision() >= 0) {
            return false;
        }
        return value.stripTrailingZeros().scale() <= 0
                && value.compareTo(BigDecimal.valueOf(min)) >= 0
                && value.compareTo(BigDecimal.valueOf(max)) <= 0;
    }

    /** Value of a number that {@link #isWholeBetween} accepted. */
    long toLong() {
        if (isWhole && digitCount <= LONG_DIGITS) {
            return isNegative ? -digits : digits;
        }
        return toDecimal().longValueExact();
    }

    /** Exact value; null when it has more than 1,000 digits or an exponent beyond two thousand million. */
    BigDecimal toDecimal() {
        if (digitCount > DECIMAL_DIGITS_MAX) {
            return null;
        }
        try {
            return new BigDecimal(text());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
