// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

/**
 * Entries of a stage whose key is one text, by that text, so that rows that carry the same String find their entry without making
 * bytes of it. Besides {@link KeyTable}, which knows all entries; entries that were removed there are skipped here and go when it
 * grows. At most 32 bytes a key.
 */
final class TextIndex {
    private static final int INITIAL_SLOTS = 64;
    private static final int MIX = 0x9E3779B9;

    private KeyEntry[] slots = new KeyEntry[INITIAL_SLOTS];
    /** Hash of the entry in each slot: looking into another key's entry is a wait for memory. */
    private int[] hashes = new int[INITIAL_SLOTS];

    private int size;

    /** The entry of a text, null when it is not known here. */
    KeyEntry find(String text) {
        KeyEntry[] all = slots;
        int mask = all.length - 1;
        int hash = hash(text);
        for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
            KeyEntry entry = all[slot];
            if (entry == null) {
                return null;
            }
            if (hashes[slot] == hash && (entry.text == text || entry.text.equals(text)) && !entry.isRemoved) {
                return entry;
            }
        }
    }

    /** Takes in an entry that {@link #find} did not find. */
    void add(String text, KeyEntry entry) {
        if (entry.text != null) {
            return;
        }
        entry.text = text;
        if (++size * 2 > slots.length) {
            rebuild();
        }
        insert(entry);
    }

    private void rebuild() {
        int living = 1;
        for (KeyEntry entry : slots) {
            living += entry != null && !entry.isRemoved ? 1 : 0;
        }
        int length = INITIAL_SLOTS;
        while (length < living * 4) {
            length *= 2;
        }
        KeyEntry[] old = slots;
        slots = new KeyEntry[length];
        hashes = new int[length];
        for (KeyEntry entry : old) {
            if (entry != null && !entry.isRemoved) {
                insert(entry);
            }
        }
        size = living;
    }

    private void insert(KeyEntry entry) {
        int mask = slots.length - 1;
        int hash = hash(entry.text);
        int slot = hash & mask;
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = entry;
        hashes[slot] = hash;
    }

    private static int hash(String text) {
        int hash = text.hashCode() * MIX;
        return hash ^ (hash >>> 15);
    }
}
