// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.model.Row;

/**
 * What is remembered of one key: its panes, its clock, how far its windows have fired. About 200 bytes and one state of the
 * aggregates a pane, twice that where a window has many panes.
 */
public final class WindowState {
    static final long NONE = Long.MIN_VALUE;

    final PaneList panes;
    /** Rows of the panes, null when rows are never taken back. */
    final RowStore rows;

    final RevisionCounts revisions = new RevisionCounts();
    /** Results that are known to be out of date and are corrected when their windows fire again. */
    final GivenResults given = new GivenResults();
    /** Values of the key columns, null before the first row. */
    Row key;
    /** Greatest event time of this key. */
    long clockMs = Row.NO_TIME;
    /** Progress of the stream at the last row of this key. */
    long progressMs = Row.NO_TIME;
    /** Arrival of the last row, for results that time brings about. */
    long arrivalMicros = Row.NO_TIME;
    /** Windows through this end have given their results. */
    long firedEnd;

    /** Derived: least end of a window with rows that has not fired, {@link Long#MAX_VALUE} when there is none. */
    long nextEnd = Long.MAX_VALUE;
    /** Derived: watermark at which something fires or is dropped. */
    long dueMs = Long.MAX_VALUE;
    /** Derived: progress at which the operator wants to be woken. */
    long wakeMs = Long.MAX_VALUE;

    /** Derived: suffixes of the panes before the pivot are combined, and the panes from the pivot to backEnd. */
    long pivot = NONE;

    long backEnd = NONE;
    /** Derived: suffixes of this pane and those before it must be combined anew. */
    long staleThrough = NONE;

    long[] backWords;
    Object[] backObjects;

    /** Parts that changed since they were saved, one bit each. */
    final long[] changedParts;

    WindowState(PaneList panes, RowStore rows, long firedEnd, int parts) {
        this.panes = panes;
        this.rows = rows;
        this.firedEnd = firedEnd;
        this.changedParts = new long[(parts + 63) >>> 6];
    }

    void markChanged(int part) {
        changedParts[part >>> 6] |= 1L << part;
    }

    /** Forgets what was combined; it is combined anew when a window fires. */
    void forgetCombined() {
        pivot = NONE;
        backEnd = NONE;
        staleThrough = NONE;
    }
}
