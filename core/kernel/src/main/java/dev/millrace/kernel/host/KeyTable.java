// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.model.ByteWriter;
import java.util.Arrays;

/** Entries of a stage by key bytes: open addressing with linear probing, at most half full. */
final class KeyTable {
    private static final int INITIAL_SLOTS = 64;

    private final int operators;
    private final int maxKeys;
    private KeyEntry[] slots = new KeyEntry[INITIAL_SLOTS];
    private int size;
    private long refusedKeys;

    KeyTable(int operators, int maxKeys) {
        this.operators = operators;
        this.maxKeys = maxKeys;
    }

    int size() {
        return size;
    }

    /** How often a new key was refused because the table is full. */
    long refusedKeys() {
        return refusedKeys;
    }

    int maxKeys() {
        return maxKeys;
    }

    /** The entry of a key, made when there is none; null when there is none and the table is full. */
    KeyEntry findOrAdd(ByteWriter key) {
        return findOrAdd(key, maxKeys);
    }

    /** The entry of a key that was saved, made when there is none: the limit may have become less, the key stays. */
    KeyEntry restored(ByteWriter key) {
        return findOrAdd(key, Integer.MAX_VALUE);
    }

    private KeyEntry findOrAdd(ByteWriter key, int limit) {
        int hash = KeyCodec.hash(key.buffer(), key.size());
        int slot = hash & (slots.length - 1);
        while (slots[slot] != null) {
            if (isKey(slots[slot], hash, key)) {
                return slots[slot];
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        if (size >= limit) {
            refusedKeys++;
            return null;
        }
        KeyEntry added = new KeyEntry(key.toBytes(), hash, operators);
        slots[slot] = added;
        size++;
        if (size * 2 > slots.length) {
            grow();
        }
        return added;
    }

    void remove(KeyEntry entry) {
        int slot = entry.hash & (slots.length - 1);
        while (slots[slot] != entry) {
            slot = (slot + 1) & (slots.length - 1);
        }
        entry.isRemoved = true;
        size--;
        closeGap(slot);
    }

    /** All entries at this moment, in no particular but always the same order. */
    KeyEntry[] entries() {
        KeyEntry[] all = new KeyEntry[size];
        int count = 0;
        for (KeyEntry entry : slots) {
            if (entry != null) {
                all[count++] = entry;
            }
        }
        return all;
    }

    private static boolean isKey(KeyEntry entry, int hash, ByteWriter key) {
        return entry.hash == hash
                && entry.key.length == key.size()
                && Arrays.equals(entry.key, 0, entry.key.length, key.buffer(), 0, key.size());
    }

    /** Moves entries back that would not be found across an empty slot. */
    private void closeGap(int freed) {
        int mask = slots.length - 1;
        int gap = freed;
        slots[gap] = null;
        for (int slot = (gap + 1) & mask; slots[slot] != null; slot = (slot + 1) & mask) {
            int home = slots[slot].hash & mask;
            boolean staysBehindGap = ((slot - home) & mask) < ((slot - gap) & mask);
            if (!staysBehindGap) {
                slots[gap] = slots[slot];
                slots[slot] = null;
                gap = slot;
            }
        }
    }

    private void grow() {
        KeyEntry[] old = slots;
        slots = new KeyEntry[old.length * 2];
        for (KeyEntry entry : old) {
            if (entry != null) {
                int slot = entry.hash & (slots.length - 1);
                while (slots[slot] != null) {
                    slot = (slot + 1) & (slots.length - 1);
                }
                slots[slot] = entry;
            }
        }
    }
}
