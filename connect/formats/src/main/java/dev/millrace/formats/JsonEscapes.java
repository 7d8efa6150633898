// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Backslash escapes inside of JSON texts. */
final class JsonEscapes {
    private static final int UNICODE_BYTES = 6;

    private JsonEscapes() {}

    /** Position behind the escape whose backslash is at i; a surrogate pair counts as one. */
    static int skip(byte[] bytes, int i, int end) {
        int next = i + 1 < end ? bytes[i + 1] : JsonScanner.END;
        if (next != 'u') {
            if (next < 0 || "\"\\/bfnrt".indexOf(next) < 0) {
                throw FormatException.malformed("escape behind '\\' must be one of \" \\ / b f n r t u", i);
            }
            return i + 2;
        }
        char unit = unit(bytes, i, end);
        if (!Character.isSurrogate(unit)) {
            return i + UNICODE_BYTES;
        }
        int low = i + UNICODE_BYTES;
        boolean isPair = Character.isHighSurrogate(unit)
                && low + 1 < end
                && bytes[low] == '\\'
                && bytes[low + 1] == 'u'
                && Character.isLowSurrogate(unit(bytes, low, end));
        if (!isPair) {
            throw FormatException.malformed("escape \\u%04X is half of a surrogate pair".formatted((int) unit), i);
        }
        return low + UNICODE_BYTES;
    }

    private static char unit(byte[] bytes, int i, int end) {
        int value = 0;
        for (int k = i + 2; k < i + UNICODE_BYTES; k++) {
            int digit = k < end ? Character.digit((char) (bytes[k] & 0x7F), 16) : -1;
            if (digit < 0 || bytes[k] < 0) {
                throw FormatException.malformed("\\u must be followed by four hexadecimal digits", i);
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    /** Text between two positions; its escapes were checked by {@link #skip}. */
    static String decode(byte[] bytes, int from, int to) {
        StringBuilder out = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            int plain = i;
            while (i < to && bytes[i] != '\\') {
                i++;
            }
            out.append(new String(bytes, plain, i - plain, UTF_8));
            if (i < to) {
                i = append(bytes, i, to, out);
            }
        }
        return out.toString();
    }

    private static int append(byte[] bytes, int i, int to, StringBuilder out) {
        byte kind = bytes[i + 1];
        if (kind == 'u') {
            out.append(unit(bytes, i, to));
            return i + UNICODE_BYTES;
        }
        out.append(
                switch (kind) {
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> (char) kind;
                });
        return i + 2;
    }
}
