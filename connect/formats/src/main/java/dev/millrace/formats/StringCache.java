// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Recently seen short texts, so that the name of a device is made into a String once and not with each of its readings.
 * Direct-mapped: 4,096 slots with texts of at most 64 bytes, about 1 MiB when full. One thread.
 */
final class StringCache {
    private static final int SLOTS = 4096;
    private static final int BYTES_MAX = 64;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] keys = new byte[SLOTS][];
    private final String[] texts = new String[SLOTS];

    /** The text of these bytes, which are valid UTF-8. */
    String get(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > BYTES_MAX) {
            return new String(bytes, from, length, UTF_8);
        }
        int slot = slot(bytes, from, to);
        byte[] key = keys[slot];
        if (key != null && Arrays.equals(key, 0, key.length, bytes, from, to)) {
            return texts[slot];
        }
        String text = new String(bytes, from, length, UTF_8);
        keys[slot] = Arrays.copyOfRange(bytes, from, to);
        texts[slot] = text;
        return text;
    }

    private static int slot(byte[] bytes, int from, int to) {
        long hash = to - from;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, i)) * MIX;
            hash ^= hash >>> 32;
        }
        long tail = 0;
        for (; i < to; i++) {
            tail = tail << 8 | bytes[i] & 0xFF;
        }
        hash = (hash ^ tail) * MIX;
        return (int) (hash >>> 40) & (SLOTS - 1);
    }
}
