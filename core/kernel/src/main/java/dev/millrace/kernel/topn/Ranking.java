// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.topn;

import dev.millrace.kernel.group.Group;
import dev.millrace.model.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of one group in their order. */
final class Ranking extends Group {
    /** In order; of rows that only come no more than may come out. */
    final List<Entry> rows = new ArrayList<>();
    /** By what identifies them, those that were taken back included; null when rows are never taken back. */
    final Map<List<Object>, List<Entry>> known;
    /** Of the result in each place; -1 before the first. Empty when results are identified by their rows. */
    final int[] revisions;

    /** What stands for the position of the results in its places, less their numbers; made of keys and window. */
    long position;

    long nextOrder;
    int entries;

    /** A row in its place. Compared by identity: its row may be replaced. */
    static final class Entry {
        /** Order of arrival. */
        final long order;

        Row row;
        /** Of the next result that it makes, when results are identified by their rows. */
        int nextRevision;

        boolean isPresent = true;

        Entry(Row row, long order) {
            this.row = row;
            this.order = order;
        }
    }

    Ranking(Row window, long endMs, boolean isCorrected, int[] revisions) {
        super(window, endMs);
        known = isCorrected ? new HashMap<>() : null;
        this.revisions = revisions;
    }

    long timeOf(Row row) {
        return timeMs(row);
    }

    @Override
    protected boolean isEmpty() {
        return entries == 0 && !isFired();
    }
}
