// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.Operator;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Entries of one operator by the time at which they want {@link Operator#onTime}: a binary heap. An entry whose time became later
 * stays where it is and is put back when it comes up; one whose time became earlier is put in again and the old place is skipped.
 *
 * <p>Entries of the same time come up in the order of their keys, so that a restored task gives its results in the order in which
 * the one before it did. They are taken out together and only those that are due are brought into that order: most are not, as every
 * row of a key makes its time later, and windows make many keys wait for the same one.
 */
final class WakeQueue {
    private static final int INITIAL_ENTRIES = 64;
    private static final Comparator<KeyEntry> BY_KEY = (left, right) -> Arrays.compareUnsigned(left.key, right.key);

    private final int operator;
    private final Wishes wishes;
    private long[] times = new long[INITIAL_ENTRIES];
    private KeyEntry[] entries = new KeyEntry[INITIAL_ENTRIES];
    private int size;

    /** Entries that are due and their time, those before {@link #next} given. */
    private KeyEntry[] due = new KeyEntry[INITIAL_ENTRIES];

    private int dueSize;
    private int next;
    private long dueMs;

    /** Tells when an entry wants to be woken now, {@link Operator#NEVER} when it has no state. */
    interface Wishes {
        long wakeMs(KeyEntry entry);
    }

    WakeQueue(int operator, Wishes wishes) {
        this.operator = operator;
        this.wishes = wishes;
    }

    int size() {
        return size + dueSize - next;
    }

    /** Makes sure that the entry comes up at the given time or before. */
    void schedule(KeyEntry entry, long wakeMs) {
        if (wakeMs >= entry.queuedMs[operator]) {
            return;
        }
        entry.queuedMs[operator] = wakeMs;
        put(entry, wakeMs);
    }

    private void put(KeyEntry entry, long wakeMs) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            entries = Arrays.copyOf(entries, size * 2);
        }
        int slot = size++;
        while (slot > 0 && times[(slot - 1) >>> 1] > wakeMs) {
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
        while (true) {
            if (next < dueSize && size > 0 && times[0] < dueMs) {
                putBack();
            }
            if (next == dueSize) {
                if (size == 0 || times[0] > progressMs) {
                    return null;
                }
                takeDue(progressMs);
                continue;
            }
            KeyEntry entry = due[next];
            due[next++] = null;
            if (isAt(entry, dueMs)) {
                entry.queuedMs[operator] = Operator.NEVER;
                return entry;
            }
        }
    }

    private boolean isAt(KeyEntry entry, long timeMs) {
        return !entry.isRemoved && entry.queuedMs[operator] == timeMs;
    }

    /** What was given meanwhile wants to go first. */
    private void putBack() {
        while (next < dueSize) {
            put(due[next], dueMs);
            due[next++] = null;
        }
    }

    /** Takes out all entries of the least time; those that want to be woken later are put where they belong now. */
    private void takeDue(long progressMs) {
        dueMs = times[0];
        dueSize = 0;
        next = 0;
        while (size > 0 && times[0] == dueMs) {
            KeyEntry entry = entries[0];
            removeFirst();
            if (!isAt(entry, dueMs)) {
                continue;
            }
            long wakeMs = wishes.wakeMs(entry);
            if (wakeMs > progressMs) {
                entry.queuedMs[operator] = Operator.NEVER;
                schedule(entry, wakeMs);
            } else {
                if (dueSize == due.length) {
                    due = Arrays.copyOf(due, dueSize * 2);
                }
                due[dueSize++] = entry;
            }
        }
        if (dueSize > 1) {
            Arrays.sort(due, 0, dueSize, BY_KEY);
        }
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
            if (child + 1 < size && times[child] > times[child + 1]) {
                child++;
            }
            if (times[child] >= time) {
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
