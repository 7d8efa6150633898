// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.group;

import dev.millrace.model.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What is remembered of one key: its groups in the order of their ends, and its clock.
 *
 * @param <G> group
 */
public final class GroupState<G extends Group> {
    final List<G> groups = new ArrayList<>();
    /** Whether the key had a row since it was forgotten. */
    boolean isKnown;
    /** Greatest event time of this key. */
    long clockMs = Row.NO_TIME;
    /** Progress of the stream at the last row of this key. */
    long progressMs = Row.NO_TIME;
    /** The last row, without values: for results that time brings about. */
    long arrivalMicros = Row.NO_TIME;
    /** A row that is taken back and waits for the one that replaces it, null for none. */
    Row replaced;

    /** Derived: watermark at which a group fires or is dropped. */
    long dueMs = Long.MAX_VALUE;
    /** Derived: progress at which the operator wants to be woken. */
    long wakeMs = Long.MAX_VALUE;

    /** Parts in use, and those that are gone since the last save. */
    final BitSet parts = new BitSet();

    final BitSet deletedParts = new BitSet();

    void insert(G group) {
        group.part = parts.nextClearBit(GroupCodec.FIRST_PART);
        parts.set(group.part);
        deletedParts.clear(group.part);
        place(group);
    }

    void place(G group) {
        int at = groups.size();
        while (at > 0 && isBefore(group, groups.get(at - 1))) {
            at--;
        }
        groups.add(at, group);
    }

    private static boolean isBefore(Group group, Group other) {
        return group.endMs < other.endMs || group.endMs == other.endMs && group.part < other.part;
    }

    void removed(G group) {
        parts.clear(group.part);
        deletedParts.set(group.part);
    }

    void clear() {
        groups.forEach(this::removed);
        groups.clear();
        isKnown = false;
        clockMs = Row.NO_TIME;
        progressMs = Row.NO_TIME;
        arrivalMicros = Row.NO_TIME;
        replaced = null;
    }
}
