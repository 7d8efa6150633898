// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.model.Row;
import java.util.List;

/**
 * Puts rows into panes. Where rows may be taken back every row of a pane is kept, and taking one back computes the pane anew from
 * the others: right for every aggregate, and rare, because most rows only come.
 */
final class PaneWriter {
    private final Aggregation aggregation;
    /** Null when rows are never taken back. */
    private final Corrections corrections;

    PaneWriter(Aggregation aggregation, Corrections corrections) {
        this.aggregation = aggregation;
        this.corrections = corrections;
    }

    /** Memory of the rows of a key, null when it is not needed. */
    RowStore newRows() {
        return corrections == null ? null : new RowStore();
    }

    /**
     * Applies a row to its pane.
     *
     * @return whether a pane came or went
     * @throws ArithmeticException when an aggregate refuses it; the pane is as it was
     */
    boolean apply(WindowState state, long pane, Row row) {
        if (corrections == null) {
            return add(state, pane, row);
        }
        List<Object> key = corrections.identityOf(row);
        RowStore.Entry old = state.rows.find(pane, key);
        return row.kind().isAddition() ? put(state, pane, row, key, old) : takeBack(state, old);
    }

    private boolean add(WindowState state, long pane, Row row) {
        PaneList panes = state.panes;
        int slot = panes.find(pane);
        boolean isNew = slot < 0;
        if (isNew) {
            slot = insert(panes, slot, pane);
        }
        try {
            aggregation.add(panes.words(), panes.wordOf(slot), panes.objects(), panes.objectOf(slot), row);
        } catch (ArithmeticException e) {
            if (isNew) {
                panes.remove(slot);
            }
            throw e;
        }
        return isNew;
    }

    private int insert(PaneList panes, int found, long pane) {
        int slot = panes.insert(-1 - found, pane);
        aggregation.reset(panes.words(), panes.wordOf(slot), panes.objects(), panes.objectOf(slot));
        return slot;
    }

    private boolean put(WindowState state, long pane, Row row, List<Object> key, RowStore.Entry old) {
        if (old == null && state.rows.size() >= RowStore.ROWS_MAX) {
            throw new ArithmeticException(
                    "windows of this key hold " + RowStore.ROWS_MAX + " rows that may be corrected; no more are kept");
        }
        if (old == null || !corrections.isKeyed()) {
            boolean isNew = add(state, pane, row);
            state.rows.put(pane, key, row, old == null ? 1 : old.count() + 1);
            return isNew;
        }
        state.rows.put(pane, key, row, 1);
        try {
            compute(state, pane);
        } catch (ArithmeticException e) {
            state.rows.put(pane, key, old.row(), 1);
            compute(state, pane);
            throw e;
        }
        return false;
    }

    /** A row that is not there was refused when it came. */
    private boolean takeBack(WindowState state, RowStore.Entry old) {
        if (old == null) {
            return false;
        }
        long pane = old.pane();
        if (old.count() > 1) {
            state.rows.put(pane, old.key(), old.row(), old.count() - 1);
        } else {
            state.rows.remove(old);
        }
        if (state.rows.rowsOf(pane).isEmpty()) {
            state.panes.remove(state.panes.find(pane));
            return true;
        }
        compute(state, pane);
        return false;
    }

    private void compute(WindowState state, long pane) {
        PaneList panes = state.panes;
        int slot = panes.find(pane);
        aggregation.reset(panes.words(), panes.wordOf(slot), panes.objects(), panes.objectOf(slot));
        for (RowStore.Entry entry : state.rows.rowsOf(pane)) {
            for (int i = 0; i < entry.count(); i++) {
                aggregation.add(panes.words(), panes.wordOf(slot), panes.objects(), panes.objectOf(slot), entry.row());
            }
        }
    }
}
