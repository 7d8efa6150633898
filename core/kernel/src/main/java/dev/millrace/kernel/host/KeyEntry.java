// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.Operator;
import java.util.Arrays;

/** What a stage keeps of one key: a state, a wake time and the saved parts for each operator. */
final class KeyEntry {
    final byte[] key;
    final int hash;
    /** By position of the operator in the stage; null: no state. */
    final Object[] states;
    /** Time under which the operator's wake queue holds this entry, {@link Operator#NEVER} when it does not. */
    final long[] queuedMs;
    /** Parts other than the head that were saved and not deleted; null when there is none. */
    private PartSet[] savedParts;

    boolean isDirty;
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
            savedParts = new PartSet[states.length];
        }
        if (savedParts[operator] == null) {
            savedParts[operator] = new PartSet();
        }
        return savedParts[operator];
    }

    boolean hasSavedParts(int operator) {
        return savedParts != null && savedParts[operator] != null && !savedParts[operator].isEmpty();
    }
}
