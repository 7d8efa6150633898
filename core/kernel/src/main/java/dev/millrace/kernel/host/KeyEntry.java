// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.Operator;
import java.util.Arrays;

/**
 * What a stage keeps of one key: a state, a wake time and the saved parts for each operator. Of a cold key only the wake times and
 * the numbers of the parts are here; with its bytes and its place in the table and the wake queue it takes about 150 bytes of heap,
 * 200 when its state has parts.
 */
final class KeyEntry {
    private static final int[] NO_PARTS = {};

    final byte[] key;
    final int hash;
    /** The key itself where it is one text and {@link TextIndex} knows it, else null. */
    String text;
    /** By position of the operator in the stage; null: no state. The array itself is null while the key is cold. */
    Object[] states;
    /** When the operators want to be woken, by position; null while the key is hot. */
    long[] coldWakeMs;
    /** Time under which the operator's wake queue holds this entry, {@link Operator#NEVER} when it does not. */
    final long[] queuedMs;
    /** Parts other than the head that were saved and not deleted; null when there is none. */
    private PartSet[] savedParts;

    /** Place in {@link DirtyKeys}, -1 when it is not there. */
    int dirtySlot = -1;
    /** Place in {@link HotKeys}, -1 when it is not there. */
    int hotSlot = -1;
    /** Used since the hand of {@link HotKeys} came by. */
    boolean isUsed;
    /** Whether a head was saved, so that dropping the key must be saved too. */
    boolean isSaved;
    /** Taken out of the table. */
    boolean isRemoved;

    KeyEntry(byte[] key, int hash, int operators) {
        this.key = key;
        this.hash = hash;
        states = new Object[operators];
        queuedMs = new long[operators];
        Arrays.fill(queuedMs, Operator.NEVER);
    }

    boolean isDirty() {
        return dirtySlot >= 0;
    }

    /** Whether the states are in the cold store. */
    boolean isCold() {
        return states == null;
    }

    /** Forgets the states, which were saved. */
    void makeCold(long[] wakeMs) {
        coldWakeMs = wakeMs;
        states = null;
    }

    /** Makes room for states that are to be loaded. */
    void makeHot() {
        states = new Object[coldWakeMs.length];
        coldWakeMs = null;
    }

    /** Whether a hot key has no state. */
    boolean isEmpty() {
        for (Object state : states) {
            if (state != null) {
                return false;
            }
        }
        return true;
    }

    /** Saved parts of an operator, to be read and changed. */
    PartSet savedParts(int operator) {
        if (savedParts == null) {
            savedParts = new PartSet[queuedMs.length];
        }
        if (savedParts[operator] == null) {
            savedParts[operator] = new PartSet();
        }
        return savedParts[operator];
    }

    /** As of now. */
    int[] savedPartNumbers(int operator) {
        return hasSavedParts(operator) ? savedParts[operator].toArray() : NO_PARTS;
    }

    boolean hasSavedParts(int operator) {
        return savedParts != null && savedParts[operator] != null && !savedParts[operator].isEmpty();
    }
}
