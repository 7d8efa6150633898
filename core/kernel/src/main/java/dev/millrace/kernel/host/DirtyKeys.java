// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import java.util.Arrays;

/** Keys that changed since they were saved, each once. */
final class DirtyKeys {
    private static final int INITIAL_KEYS = 64;

    private KeyEntry[] entries = new KeyEntry[INITIAL_KEYS];
    private int size;

    /** Nothing happens when the key is here already. */
    void add(KeyEntry entry) {
        if (entry.isDirty()) {
            return;
        }
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size * 2);
        }
        entry.dirtySlot = size;
        entries[size++] = entry;
    }

    /** Nothing happens when the key is not here. */
    void remove(KeyEntry entry) {
        int slot = entry.dirtySlot;
        if (slot < 0) {
            return;
        }
        KeyEntry last = entries[--size];
        entries[slot] = last;
        last.dirtySlot = slot;
        entries[size] = null;
        entry.dirtySlot = -1;
    }

    /** Takes out any key, null when there is none. */
    KeyEntry poll() {
        if (size == 0) {
            return null;
        }
        KeyEntry last = entries[size - 1];
        remove(last);
        return last;
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            entries[i].dirtySlot = -1;
            entries[i] = null;
        }
        size = 0;
    }
}
