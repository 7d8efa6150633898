// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.Operator;
import java.util.Arrays;

/**
 * Entries of one operator by the time at which they want {@link Operator#onTime}: a binary heap. An entry whose time became later
 * stays where it is and is put back when it comes up; one whose time became earlier is put in again and the old place is skipped.
 *
 * <p>Entries of the same time come up in the order of their keys, so that a restored task gives its results in the order in which
 * the one before it did.
 */
final class WakeQueue {
    private static final int INITIAL_ENTRIES = 64;

    private final int operator;
    private long[] times = new long[INITIAL_ENTRIES];
    private KeyEntry[] entries = new KeyEntry[INITIAL_ENTRIES];
    private int size;

    WakeQueue(int operator) {
        this.operator = operator;
    }

    int size() {
        return size;
    }

    /** Makes sure that the entry comes up at the given time or before. */
    void schedule(KeyEntry entry, long wakeMs) {
        if (wakeMs >= entry.queuedMs[operator]) {
            return;
        }
        entry.queuedMs[operator] = wakeMs;
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            entries = Arrays.copyOf(entries, size * 2);
        }
        int slot = size++;
        while (slot > 0 && isAfter((slot - 1) >>> 1, wakeMs, entry)) {
            int parent = (slot - 1) >>> 1;
            times[slot] = times[parent];
            entries[slot] = entries[parent];
            slot = parent;
        }
        times[slot] = wakeMs;
        entries[slot] = entry;
    }

    /** Takes out an entry whose time has come, null when there is none. */
    KeyEntry poll(long progressMs) {
        while (size > 0 && times[0] <= progressMs) {
            long time = times[0];
            KeyEntry entry = entries[0];
            removeFirst();
            if (!entry.isRemoved && entry.queuedMs[operator] == time) {
                entry.queuedMs[operator] = Operator.NEVER;
                return entry;
            }
        }
        return null;
    }

    private boolean isAfter(int slot, long wakeMs, KeyEntry entry) {
        return times[slot] == wakeMs ? Arrays.compareUnsigned(entries[slot].key, entry.key) > 0 : times[slot] > wakeMs;
    }

    private void removeFirst() {
        size--;
        long time = times[size];
        KeyEntry entry = entries[size];
        entries[size] = null;
        if (size == 0) {
            return;
        }
        int slot = 0;
        while (true) {
            int child = 2 * slot + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isAfter(child, times[child + 1], entries[child + 1])) {
                child++;
            }
            if (isAfter(child, time, entry)) {
                break;
            }
            times[slot] = times[child];
            entries[slot] = entries[child];
            slot = child;
        }
        times[slot] = time;
        entries[slot] = entry;
    }
}
