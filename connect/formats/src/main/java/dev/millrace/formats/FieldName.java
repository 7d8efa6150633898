// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

/**
 * All bytes between two values of an object as some device writes them, that is blanks, a name in quotes and a colon; and the column
 * of that name. Immutable.
 */
final class FieldName {
    /** Column of a name that nobody needs. */
    static final int NO_COLUMN = -1;

    static final int BYTES_MAX = 64;

    final int length;
    final int column;
    private final long[] words;
    /** Bytes of the last word that count. */
    private final long lastMask;

    /** @param length of the bytes, 1 to {@link #BYTES_MAX} */
    FieldName(byte[] text, int from, int length, int column) {
        this.length = length;
        this.column = column;
        words = new long[(length + 7) / 8];
        for (int i = 0; i < length; i++) {
            words[i / 8] |= (text[from + i] & 0xFFL) << (i % 8 * 8);
        }
        int rest = length - (words.length - 1) * 8;
        lastMask = rest == 8 ? -1L : (1L << (rest * 8)) - 1;
    }

    /** Whether these bytes come next; false also too near to the end to look at whole words. */
    boolean isAt(byte[] text, int at, int end) {
        int last = words.length - 1;
        if (at + words.length * Long.BYTES > end) {
            return false;
        }
        for (int i = 0; i < last; i++) {
            if (PlainJson.longAt(text, at + i * Long.BYTES) != words[i]) {
                return false;
            }
        }
        return ((PlainJson.longAt(text, at + last * Long.BYTES) ^ words[last]) & lastMask) == 0;
    }
}
