// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Recently seen short texts, so that the name of a device is made into a String once and not with each of its readings. One thread.
 *
 * <p>Texts of at most 16 bytes, as most names of devices are, lie in pairs of slots with their bytes in them. There are 4,096 slots
 * at first (80 KB and 50 bytes a text) and up to 524,288 (10 MB and 50 bytes a text) as long as texts keep driving each other out. Longer
 * ones, up to 64 bytes, have 4,096 slots (about 700 KB when full).
 */
final class StringCache {
    private static final int SLOT_BITS = 12;
    private static final int SLOT_BITS_MAX = 19;
    private static final int SHORT_BYTES = 16;
    private static final int BYTES_MAX = 64;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private int slotBits = SLOT_BITS;
    /** Two words a slot. No text holds the character NUL, so what is shorter than a word is unlike what is longer. */
    private long[] words = new long[2 << SLOT_BITS];

    private String[] texts = new String[1 << SLOT_BITS];
    private int driveOuts;
    private final byte[][] longKeys = new byte[1 << SLOT_BITS][];
    private final String[] longTexts = new String[1 << SLOT_BITS];

    /** The text of these bytes, which are valid UTF-8. */
    String get(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length <= SHORT_BYTES && length > 0 && from + SHORT_BYTES <= bytes.length) {
            long first = PlainJson.longAt(bytes, from);
            long second = PlainJson.longAt(bytes, from + Long.BYTES);
            if (length <= Long.BYTES) {
                return shortText(first & mask(length), 0, bytes, from, length);
            }
            return shortText(first, second & mask(length - Long.BYTES), bytes, from, length);
        }
        return length > BYTES_MAX ? new String(bytes, from, length, UTF_8) : longText(bytes, from, to);
    }

    /** Low bytes of a word, 1 to 8. */
    private static long mask(int length) {
        return -1L >>> (Long.SIZE - length * 8);
    }

    private String shortText(long first, long second, byte[] bytes, int from, int length) {
        int slot = (int) (mix(mix(first) ^ second) * MIX >>> (Long.SIZE - slotBits));
        if (isAt(slot, first, second)) {
            return texts[slot];
        }
        if (isAt(slot ^ 1, first, second)) {
            return texts[slot ^ 1];
        }
        String text = new String(bytes, from, length, UTF_8);
        put(slot, first, second, text);
        return text;
    }

    /** Names that differ in some digits only must spread well. */
    private static long mix(long word) {
        long product = word * MIX;
        return product ^ (product >>> 32);
    }

    private boolean isAt(int slot, long first, long second) {
        return words[2 * slot] == first && words[2 * slot + 1] == second;
    }

    /** The text that is here goes to the other slot of the pair and drives that one out. */
    private void put(int slot, long first, long second, String text) {
        int other = slot ^ 1;
        boolean isDrivingOut = texts[slot] != null && texts[other] != null;
        if (isDrivingOut && ++driveOuts > texts.length / 2 && slotBits < SLOT_BITS_MAX) {
            grow();
            return;
        }
        if (texts[slot] != null) {
            words[2 * other] = words[2 * slot];
            words[2 * other + 1] = words[2 * slot + 1];
            texts[other] = texts[slot];
        }
        words[2 * slot] = first;
        words[2 * slot + 1] = second;
        texts[slot] = text;
    }

    /** Begins anew with twice the room. */
    private void grow() {
        slotBits++;
        words = new long[2 << slotBits];
        texts = new String[1 << slotBits];
        driveOuts = 0;
    }

    private String longText(byte[] bytes, int from, int to) {
        int slot = slot(bytes, from, to);
        byte[] key = longKeys[slot];
        if (key != null && Arrays.equals(key, 0, key.length, bytes, from, to)) {
            return longTexts[slot];
        }
        String text = new String(bytes, from, to - from, UTF_8);
        longKeys[slot] = Arrays.copyOfRange(bytes, from, to);
        longTexts[slot] = text;
        return text;
    }

    private static int slot(byte[] bytes, int from, int to) {
        long hash = to - from;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            hash = (hash ^ PlainJson.longAt(bytes, i)) * MIX;
            hash ^= hash >>> 32;
        }
        long tail = 0;
        for (; i < to; i++) {
            tail = tail << 8 | bytes[i] & 0xFF;
        }
        hash = (hash ^ tail) * MIX;
        return (int) (hash >>> (Long.SIZE - SLOT_BITS));
    }
}
