// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

/** Checks of UTF-8 as RFC 3629 has it: shortest form only, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    /** Position behind the character whose first byte, not ASCII, is at i. */
    static int skip(byte[] bytes, int i, int end) {
        int first = bytes[i] & 0xFF;
        if (first >= 0xC2 && first <= 0xDF && isFollowed(bytes, i + 1, end, 1)) {
            return i + 2;
        }
        if (first >= 0xE0 && first <= 0xEF && isFollowed(bytes, i + 1, end, 2) && isThree(first, bytes[i + 1] & 0xFF)) {
            return i + 3;
        }
        if (first >= 0xF0 && first <= 0xF4 && isFollowed(bytes, i + 1, end, 3) && isFour(first, bytes[i + 1] & 0xFF)) {
            return i + 4;
        }
        throw FormatException.malformed("byte 0x%02X inside a text is no UTF-8".formatted(first), i);
    }

    private static boolean isFollowed(byte[] bytes, int from, int end, int count) {
        if (from + count > end) {
            return false;
        }
        for (int i = from; i < from + count; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isThree(int first, int second) {
        if (first == 0xE0) {
            return second >= 0xA0;
        }
        return first != 0xED || second < 0xA0;
    }

    private static boolean isFour(int first, int second) {
        if (first == 0xF0) {
            return second >= 0x90;
        }
        return first != 0xF4 || second < 0x90;
    }
}
