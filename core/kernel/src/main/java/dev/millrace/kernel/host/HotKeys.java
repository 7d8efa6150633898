// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import java.util.Arrays;

/**
 * Keys of a stage whose state is on the heap, never more than a limit. Which one has to go is decided by second chance: a hand goes
 * round, spares each key that was used since it came by, and takes the first that was not. So a use costs one assignment, and
 * after one round somebody is found even when all are in use.
 */
final class HotKeys {
    private static final int INITIAL_KEYS = 64;

    private final int limit;
    private KeyEntry[] ring;
    private int size;
    private int hand;

    /** @param limit 1 or more */
    HotKeys(int limit) {
        this.limit = limit;
        ring = new KeyEntry[Math.min(limit, INITIAL_KEYS)];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size >= limit;
    }

    /** Takes in a key that is not here, when there is room. */
    void add(KeyEntry entry) {
        if (size == ring.length) {
            ring = Arrays.copyOf(ring, Math.min(limit, size * 2));
        }
        entry.hotSlot = size;
        ring[size++] = entry;
    }

    /** Takes out a key; nothing happens when it is not here. */
    void remove(KeyEntry entry) {
        int slot = entry.hotSlot;
        if (slot < 0) {
            return;
        }
        KeyEntry last = ring[--size];
        ring[slot] = last;
        last.hotSlot = slot;
        ring[size] = null;
        entry.hotSlot = -1;
    }

    /** The key that has to go next; it stays until it is removed. Only when there is one. */
    KeyEntry next() {
        while (true) {
            if (hand >= size) {
                hand = 0;
            }
            KeyEntry entry = ring[hand];
            if (!entry.isUsed) {
                return entry;
            }
            entry.isUsed = false;
            hand++;
        }
    }
}
