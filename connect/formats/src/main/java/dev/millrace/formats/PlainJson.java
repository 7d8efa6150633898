// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import dev.millrace.model.Row;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads values as most devices write them: ASCII without escapes, numbers of at most 18 digits without an exponent, no blanks.
 * Eight bytes at a time and nothing but positions in local variables, which is what makes it quick. What is not plain, and all that
 * is wrong, is left to {@link JsonScanner}: then a method gives {@link #NOT_PLAIN} and has changed nothing.
 */
final class PlainJson {
    static final int NOT_PLAIN = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';
    private static final long ZEROS = ONES * '0';
    /** Digits that a double holds exactly, so that one division is right to the last bit. */
    private static final int EXACT_DIGITS = 15;

    private static final int LONG_DIGITS = 18;
    private static final int DEPTH_MAX = 8;
    private static final double[] TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private PlainJson() {}

    static long longAt(byte[] text, int at) {
        return (long) LONGS.get(text, at);
    }

    /** Position of the quote behind a text that begins at {@code from}. */
    static int textEnd(byte[] text, int from, int end) {
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long special = special(longAt(text, at));
            if (special != 0) {
                at += Long.numberOfTrailingZeros(special) >>> 3;
                return text[at] == '"' ? at : NOT_PLAIN;
            }
        }
        for (; at < end; at++) {
            byte b = text[at];
            if (b == '"') {
                return at;
            }
            if (b == '\\' || b < ' ') {
                return NOT_PLAIN;
            }
        }
        return NOT_PLAIN;
    }

    /** High bits of bytes that are a quote, a backslash, a control character or no ASCII; right up to the first of them. */
    private static long special(long word) {
        long quotes = word ^ QUOTES;
        long backslashes = word ^ BACKSLASHES;
        return (((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes) | ((word - BLANKS) & ~word) | word)
                & HIGHS;
    }

    /** Position behind any value. */
    static int skip(byte[] text, int at, int end) {
        return skip(text, at, end, 0);
    }

    private static int skip(byte[] text, int at, int end, int depth) {
        if (at >= end) {
            return NOT_PLAIN;
        }
        byte first = text[at];
        if (first == '"') {
            int close = textEnd(text, at + 1, end);
            return close < 0 ? NOT_PLAIN : close + 1;
        }
        if (first <= '9') {
            return numberEnd(text, at, end);
        }
        if (first == '{') {
            return depth < DEPTH_MAX ? skipObject(text, at + 1, end, depth + 1) : NOT_PLAIN;
        }
        return wordEnd(text, at, end);
    }

    private static int skipObject(byte[] text, int from, int end, int depth) {
        int at = from;
        while (at < end && text[at] == '"') {
            at = textEnd(text, at + 1, end);
            if (at < 0 || at + 1 >= end || text[at + 1] != ':') {
                return NOT_PLAIN;
            }
            at = skip(text, at + 2, end, depth);
            if (at < 0 || at >= end) {
                return NOT_PLAIN;
            }
            if (text[at] == '}') {
                return at + 1;
            }
            if (text[at++] != ',') {
                return NOT_PLAIN;
            }
        }
        return NOT_PLAIN;
    }

    private static int numberEnd(byte[] text, int from, int end) {
        int first = text[from] == '-' ? from + 1 : from;
        int at = digitsEnd(text, first, end);
        if (at == first || isLeadingZero(text, first, at)) {
            return NOT_PLAIN;
        }
        if (at < end && text[at] == '.') {
            int point = at + 1;
            at = digitsEnd(text, point, end);
            if (at == point) {
                return NOT_PLAIN;
            }
        }
        return isExponent(text, at, end) ? NOT_PLAIN : at;
    }

    private static boolean isLeadingZero(byte[] text, int first, int end) {
        return text[first] == '0' && end > first + 1;
    }

    private static boolean isExponent(byte[] text, int at, int end) {
        return at < end && (text[at] | 0x20) == 'e';
    }

    private static int digitsEnd(byte[] text, int from, int end) {
        int at = from;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }

    private static int wordEnd(byte[] text, int at, int end) {
        if (at + 4 > end) {
            return NOT_PLAIN;
        }
        boolean isTrue = text[at] == 't' && text[at + 1] == 'r' && text[at + 2] == 'u' && text[at + 3] == 'e';
        boolean isNull = text[at] == 'n' && text[at + 1] == 'u' && text[at + 2] == 'l' && text[at + 3] == 'l';
        if (isTrue || isNull) {
            return at + 4;
        }
        boolean isFalse = text[at] == 'f'
                && text[at + 1] == 'a'
                && text[at + 2] == 'l'
                && text[at + 3] == 's'
                && at + 5 <= end
                && text[at + 4] == 'e';
        return isFalse ? at + 5 : NOT_PLAIN;
    }

    /** Reads a BOOLEAN into a column. */
    static int bool(byte[] text, int at, int end, Row row, int column) {
        int behind = wordEnd(text, at, end);
        if (behind < 0 || text[at] == 'n') {
            return NOT_PLAIN;
        }
        row.setBoolean(column, text[at] == 't');
        return behind;
    }

    /** Reads a whole number of at most 18 digits into a column. */
    static int whole(byte[] text, int from, int end, Row row, int column) {
        if (from >= end) {
            return NOT_PLAIN;
        }
        boolean isNegative = text[from] == '-';
        int first = isNegative ? from + 1 : from;
        int at = first;
        long value = 0;
        if (at + Long.BYTES <= end && isEightDigits(longAt(text, at))) {
            value = eightDigits(longAt(text, at));
            at += Long.BYTES;
        }
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            value = value * 10 + (text[at] - '0');
            at++;
        }
        boolean isPlain = at > first && at - first <= LONG_DIGITS && !isLeadingZero(text, first, at);
        if (!isPlain || at < end && text[at] == '.' || isExponent(text, at, end)) {
            return NOT_PLAIN;
        }
        row.setLong(column, isNegative ? -value : value);
        return at;
    }

    private static boolean isEightDigits(long word) {
        return ((word & 0xF0F0F0F0F0F0F0F0L) | (((word + 0x0606060606060606L) & 0xF0F0F0F0F0F0F0F0L) >>> 4))
                == 0x3333333333333333L;
    }

    /** Adds neighbours three times: ones to tens, pairs to hundreds, quadruples. */
    private static long eightDigits(long word) {
        long pairs = (word - ZEROS) * 10 + ((word - ZEROS) >>> 8);
        long quadruples = ((pairs & 0x00FF00FF00FF00FFL) * 6_553_601) >>> 16;
        return ((quadruples & 0x0000FFFF0000FFFFL) * 42_949_672_960_001L) >>> 32;
    }

    /** Reads a DOUBLE of at most 15 digits into a column. */
    static int decimal(byte[] text, int from, int end, Row row, int column) {
        if (from >= end) {
            return NOT_PLAIN;
        }
        boolean isNegative = text[from] == '-';
        int first = isNegative ? from + 1 : from;
        int at = first;
        long digits = 0;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            digits = digits * 10 + (text[at] - '0');
            at++;
        }
        int whole = at - first;
        int scale = 0;
        if (at < end && text[at] == '.') {
            int point = ++at;
            while (at < end && text[at] >= '0' && text[at] <= '9') {
                digits = digits * 10 + (text[at] - '0');
                at++;
            }
            scale = at - point;
            whole = scale == 0 ? 0 : whole;
        }
        boolean isPlain = whole > 0 && whole + scale <= EXACT_DIGITS && !isLeadingZero(text, first, first + whole);
        if (!isPlain || isExponent(text, at, end)) {
            return NOT_PLAIN;
        }
        double value = scale == 0 ? digits : digits / TEN[scale];
        row.setDouble(column, isNegative ? -value : value);
        return at;
    }
}
