// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.smartfactory;

import java.util.Arrays;

/**
 * Readings that are sent later than they were taken: one list for each of the next {@link #SLOTS} slots of 10 ms. Holds a few
 * thousand at most, because only a few percent of the readings come here and none for longer than {@link #SLOTS}.
 */
final class DelayLine {
    /** 6.4 s: more than the greatest delay plus the greatest distance of a duplicate. */
    static final int SLOTS = 640;

    private final long[][] lists = new long[SLOTS][16];
    private final int[] counts = new int[SLOTS];

    /** Keeps a reading until a slot less than {@link #SLOTS} ahead of the one that is being sent. */
    void add(long slot, int sensor, int tick, boolean isCopy) {
        int at = (int) (slot % SLOTS);
        if (counts[at] == lists[at].length) {
            lists[at] = Arrays.copyOf(lists[at], counts[at] * 2);
        }
        lists[at][counts[at]++] = (long) tick << 32 | (long) sensor << 1 | (isCopy ? 1 : 0);
    }

    /** Gives the readings of a slot and forgets them. */
    void take(long slot, Taker taker) {
        int at = (int) (slot % SLOTS);
        int count = counts[at];
        counts[at] = 0;
        for (int i = 0; i < count; i++) {
            long packed = lists[at][i];
            taker.take((int) packed >>> 1, (int) (packed >> 32), (packed & 1) != 0);
        }
    }

    /** Receives a reading. */
    interface Taker {
        void take(int sensor, int tick, boolean isCopy);
    }
}
