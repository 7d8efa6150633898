// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.kernel.Collector;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;

/** Corrects results that were given before a row: what they were, then what they are. Holds scratch space; one thread. */
final class WindowReviser {
    private static final Row[] NO_ROWS = {};

    private final PaneLayout layout;
    private final Aggregation aggregation;
    private final PaneCombiner combiner;
    private final WindowResults results;
    /** Results before the row by distance from the first end; null where the window had no rows. */
    private Row[] olds = NO_ROWS;

    private long firstEnd;
    private long lastEnd;

    WindowReviser(PaneLayout layout, Aggregation aggregation, PaneCombiner combiner, WindowResults results) {
        this.layout = layout;
        this.aggregation = aggregation;
        this.combiner = combiner;
        this.results = results;
    }

    /** Notes the results of the windows around a pane before a row is added to it. */
    void before(WindowState state, long pane, long first, long last) {
        firstEnd = first;
        lastEnd = last;
        int windows = (int) (last - first + 1);
        if (olds.length < windows) {
            olds = new Row[windows];
        }
        combiner.around(
                state,
                pane,
                first,
                last,
                (end, hasRows) -> olds[(int) (end - firstEnd)] = hasRows ? row(state, end) : null);
    }

    /**
     * Emits what the row changed: a first result where there was none, else the old and the new one when
     * they differ, or a deletion when no row is left.
     */
    void emitChanges(WindowState state, long pane, Row cause, Collector out) {
        combiner.around(state, pane, firstEnd, lastEnd, (end, hasRows) -> emitChange(state, end, hasRows, cause, out));
    }

    private void emitChange(WindowState state, long end, boolean hasRows, Row cause, Collector out) {
        Row old = olds[(int) (end - firstEnd)];
        if (!hasRows) {
            if (old != null) {
                WindowResults.emit(old, RowKind.DELETE, state.revisions.next(end), cause, out);
            }
            return;
        }
        Row now = results.row(state.key, layout.timeOf(layout.startOf(end)), layout.timeOf(end));
        String failure = fill(now);
        int revision = state.revisions.of(end);
        if (old == null) {
            // After a deletion the numbers go on, so that the newest row of a result has the greatest.
            WindowResults.emit(now, RowKind.INSERT, revision == 0 ? 0 : state.revisions.next(end), cause, out);
        } else if (results.isSame(old, now)) {
            return;
        } else {
            WindowResults.emit(old, RowKind.UPDATE_BEFORE, revision, cause, out);
            WindowResults.emit(now, RowKind.UPDATE_AFTER, state.revisions.next(end), cause, out);
        }
        if (failure != null) {
            WindowResults.reportOverflow(cause, layout.timeOf(layout.startOf(end)), layout.timeOf(end), failure, out);
        }
    }

    /** The result of the window that was combined last. */
    Row row(WindowState state, long end) {
        Row row = results.row(state.key, layout.timeOf(layout.startOf(end)), layout.timeOf(end));
        fill(row);
        return row;
    }

    private String fill(Row row) {
        return aggregation.results(
                combiner.words, combiner.word, combiner.objects, combiner.object, row, results.firstAggregate());
    }
}
