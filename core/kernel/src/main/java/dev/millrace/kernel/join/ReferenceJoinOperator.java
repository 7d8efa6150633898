// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.join;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.StateCodec;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.plan.ReferenceJoin;

/**
 * Rows of a stream (port 0), each with the row of a reference table (port 1) that has its key.
 *
 * <p>Newest row: the table's row as it is when the stream row is processed; state is that one row. What {@code versioned} means is in
 * {@link VersionedRows}.
 */
public final class ReferenceJoinOperator implements Operator<JoinState> {
    private static final int STREAM = 0;

    private final ReferenceJoin plan;
    private final SideCode stream;
    private final SideCode table;
    private final PairCondition test;
    private final PairRows rows;
    private final JoinCodec codec;
    /** Null when the newest row is wanted. */
    private final VersionedRows versioned;

    public ReferenceJoinOperator(ReferenceJoin plan, FunctionCatalog functions) {
        this.plan = plan;
        SideCode.Wait wait = new SideCode.Wait(0, 0, plan.isOuter(), true, plan.emit());
        stream = new SideCode(plan.left(), plan.right().timeRule(), wait);
        table = new SideCode(plan.right(), plan.left().timeRule(), new SideCode.Wait(0, 0, false, false, plan.emit()));
        int left = plan.left().input().schema().size();
        int right = plan.right().input().schema().size();
        test = new PairCondition(plan.condition(), left, right, functions);
        rows = new PairRows(plan.left().input(), plan.right().input(), true, -1);
        codec = new JoinCodec(
                SideCode.kept(plan.left().input().schema()),
                SideCode.kept(plan.right().input().schema()));
        versioned = plan.isVersioned() ? new VersionedRows(stream, table, new ReferenceRows(plan, test, rows)) : null;
    }

    @Override
    public JoinState newState() {
        return new JoinState();
    }

    @Override
    public void process(JoinState state, int port, Row row, Collector out) {
        if (versioned != null && row.timeMs() == Row.NO_TIME) {
            out.reject(row, LedgerReason.INVALID, "event time is NULL");
            return;
        }
        if ((port == STREAM ? stream : table).hasNullKey(row)) {
            out.used(row);
            if (port == STREAM && plan.isOuter()) {
                out.emit(rows.alone(STREAM, row, row).withKind(row.kind()).withRevision(row.revision()));
            }
        } else if (versioned != null) {
            versioned.process(state, port, row, out);
        } else if (port == STREAM) {
            out.used(row);
            enrich(state, row, out);
        } else {
            out.used(row);
            state.right.rows.clear();
            state.forgetNewest();
            if (row.kind().isAddition()) {
                state.right.rows.add(table.kept(row), null);
            }
        }
    }

    private void enrich(JoinState state, Row row, Collector out) {
        Row newest = state.newest();
        try {
            Row found = newest != null && test.fix(STREAM, row).accepts(newest) ? newest : null;
            if (found != null || plan.isOuter()) {
                Row result = found == null ? rows.alone(STREAM, row, row) : rows.enriched(row, found);
                out.emit(result.withKind(row.kind()).withRevision(row.revision()));
            }
        } catch (ArithmeticException | IllegalArgumentException e) {
            out.reject(row, LedgerReason.OVERFLOW, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void onTime(JoinState state, long progressMs, Collector out) {
        if (versioned != null) {
            versioned.onTime(state, progressMs, out);
        } else if (progressMs == END) {
            state.right.clear();
            state.forgetNewest();
        }
    }

    @Override
    public long nextWakeMs(JoinState state) {
        return versioned == null ? NEVER : versioned.nextWakeMs(state);
    }

    @Override
    public boolean isEmpty(JoinState state) {
        return state.isEmpty();
    }

    @Override
    public StateCodec<JoinState> codec() {
        return codec;
    }

    /** What both kinds of reference joins share: plan, condition and rows. */
    record ReferenceRows(ReferenceJoin plan, PairCondition test, PairRows rows) {
        /** Whether the version is a row of the table that satisfies the condition. */
        boolean accepts(Row streamRow, Row version, Collector out) {
            try {
                return version != null && test.fix(STREAM, streamRow).accepts(version);
            } catch (ArithmeticException | IllegalArgumentException e) {
                out.reject(streamRow, LedgerReason.OVERFLOW, String.valueOf(e.getMessage()));
                return false;
            }
        }

        /** The stream row with the version, with NULL when that is null. */
        Row result(Row streamRow, Row version, RowKind kind, int revision) {
            Row row = version == null ? rows.alone(STREAM, streamRow, streamRow) : rows.enriched(streamRow, version);
            return row.withKind(kind).withRevision(revision);
        }
    }
}
