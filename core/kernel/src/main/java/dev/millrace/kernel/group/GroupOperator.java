// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.group;

import dev.millrace.functions.DateTimes;
import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.StateCodec;
import dev.millrace.kernel.window.Corrections;
import dev.millrace.kernel.window.WindowRules;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.plan.AttachedWindow;
import dev.millrace.plan.Emit;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.TimeRule;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * When a group comes, fires and goes (SEMANTICS sections 3 to 5). A window fires and is dropped as the windows below it. A group
 * without a window never closes: {@code on-close} and {@code eager} give its result after each row that changes it, {@code final}
 * when it is forgotten, which is {@code state.ttl} after its last row.
 *
 * <p>A row that is taken back waits for the one that replaces it, so that a replacement is one change. Cost per row: finding the
 * group among those of the key that are open, and what the subclass does.
 *
 * @param <G> group
 */
public abstract class GroupOperator<G extends Group> implements Operator<GroupState<G>> {
    /** Windows of one key that are open or may still be revised. */
    static final int GROUPS_MAX = 10_000;

    private final AttachedWindow window;
    private final int[] windowColumns;
    private final int inputColumns;
    private final WindowRules rules;
    private final boolean isFinal;
    private final Corrections corrections;
    private final GroupCodec<G> codec;

    protected GroupOperator(PlanNode input, AttachedWindow window, TimeRule rule, Emit emit) {
        this.window = window;
        windowColumns = window.columns().stream().mapToInt(Integer::intValue).toArray();
        inputColumns = input.schema().size();
        rules = WindowRules.of(rule, emit);
        isFinal = emit == Emit.FINAL;
        corrections = Corrections.of(input);
        List<Column> columns =
                window.columns().stream().map(input.schema()::column).toList();
        codec = new GroupCodec<>(this, input.schema(), new Schema(columns));
    }

    /** Null when rows are never taken back. */
    protected final Corrections corrections() {
        return corrections;
    }

    /** A group without rows. */
    protected abstract G newGroup(Row window, long endMs);

    /**
     * Puts a row into a group, which has no results or gives them without this call.
     *
     * @throws ArithmeticException when the group does not take it; then it is as it was
     */
    protected abstract void change(G group, Row row);

    /** Notes what the group's results are, before {@link #change}. */
    protected abstract void before(G group);

    /** Emits how the group's results differ from what {@link #before} noted; from none at all when it never was called. */
    protected abstract void emitChanges(G group, boolean isFirst, Row cause, Collector out);

    protected abstract void save(G group, ByteWriter out);

    protected abstract void load(G group, ByteReader in);

    @Override
    public final GroupState<G> newState() {
        return new GroupState<>();
    }

    @Override
    public final void process(GroupState<G> state, int port, Row row, Collector out) {
        if (row.timeMs() == Row.NO_TIME || !window.isNone() && row.isNull(window.endColumn())) {
            out.reject(row, LedgerReason.INVALID, "event time is NULL");
            return;
        }
        if (row.progressMs() >= state.wakeMs && state.replaced == null) {
            onTime(state, row.progressMs(), out);
        }
        state.isKnown = true;
        state.arrivalMicros = row.arrivalMicros();
        if (row.kind() == RowKind.UPDATE_BEFORE) {
            settle(state, out);
            state.replaced = row;
            out.used(row);
        } else if (state.replaced != null && isReplacement(state.replaced, row)) {
            Row old = state.replaced;
            state.replaced = null;
            take(state, old, row, out);
        } else {
            settle(state, out);
            take(state, null, row, out);
        }
        advanceClock(state, row, out);
    }

    private boolean isReplacement(Row old, Row row) {
        boolean isSameWindow = row.kind() == RowKind.UPDATE_AFTER;
        for (int i = 0; isSameWindow && i < windowColumns.length; i++) {
            int column = windowColumns[i];
            isSameWindow = old.isNull(column) == row.isNull(column) && old.wordAt(column) == row.wordAt(column);
        }
        return isSameWindow;
    }

    /** Takes back a row whose replacement did not come: a filter before this operator kept it. */
    private void settle(GroupState<G> state, Collector out) {
        if (state.replaced != null) {
            Row old = state.replaced;
            state.replaced = null;
            take(state, null, old, out);
        }
    }

    /** Puts a row into its group, in the place of an old one if there is one. */
    private void take(GroupState<G> state, Row old, Row row, Collector out) {
        long endMs = endOf(row);
        G group = find(state, endMs, row);
        if (group == null) {
            if (!row.kind().isAddition() && !isLate(state, endMs, row)) {
                // The row that is taken back was refused when it came.
                out.used(row);
                return;
            }
            if (!isTaken(state, endMs, row, out)) {
                return;
            }
            group = begin(state, endMs, row);
        }
        boolean isFired = group.isFired;
        if (isFired) {
            before(group);
        }
        try {
            if (old != null) {
                change(group, old);
            }
            change(group, row);
            out.used(row);
        } catch (ArithmeticException e) {
            out.reject(row, LedgerReason.OVERFLOW, e.getMessage());
        }
        group.isChanged = true;
        if (isFired) {
            emitChanges(group, false, row, out);
        }
        if (group.isEmpty()) {
            state.groups.remove(group);
            state.removed(group);
        }
    }

    private long endOf(Row row) {
        return window.isNone() ? Group.NEVER_ENDS : row.longAt(window.endColumn()) + (window.isTime() ? 1 : 0);
    }

    private G find(GroupState<G> state, long endMs, Row row) {
        for (int i = state.groups.size() - 1; i >= 0 && state.groups.get(i).endMs >= endMs; i--) {
            G group = state.groups.get(i);
            if (group.endMs == endMs && isOf(group, row)) {
                return group;
            }
        }
        return null;
    }

    private boolean isOf(G group, Row row) {
        for (int i = 0; i < windowColumns.length; i++) {
            boolean isSame = group.window.isNull(i) == row.isNull(windowColumns[i])
                    && group.window.wordAt(i) == row.wordAt(windowColumns[i]);
            if (!isSame) {
                return false;
            }
        }
        return true;
    }

    private boolean isLate(GroupState<G> state, long endMs, Row row) {
        long watermarkMs = rules.watermark(state.clockMs, row.progressMs());
        return !window.isNone() && watermarkMs >= WindowRules.plus(endMs - 1, rules.dropLagMs());
    }

    /** Whether a row may begin a group; otherwise it is in the ledger. */
    private boolean isTaken(GroupState<G> state, long endMs, Row row, Collector out) {
        if (isLate(state, endMs, row)) {
            out.reject(
                    row,
                    LedgerReason.LATE,
                    "the window that ends at " + time(endMs) + " no longer took rows at watermark "
                            + time(rules.watermark(state.clockMs, row.progressMs())));
            return false;
        }
        if (state.groups.size() >= GROUPS_MAX) {
            out.reject(row, LedgerReason.OVERFLOW, "the key has " + GROUPS_MAX + " windows at once; no more are kept");
            return false;
        }
        return true;
    }

    private static String time(long timeMs) {
        return DateTimes.formatTimestamp(timeMs, DataType.TIMESTAMP.precision());
    }

    private G begin(GroupState<G> state, long endMs, Row row) {
        Row values = new Row(windowColumns.length);
        for (int i = 0; i < windowColumns.length; i++) {
            values.setFrom(i, row, windowColumns[i]);
        }
        G group = newGroup(values, endMs);
        group.isFired = rules.isEager() || window.isNone() && !isFinal;
        state.insert(group);
        return group;
    }

    private void advanceClock(GroupState<G> state, Row row, Collector out) {
        state.clockMs = Math.max(state.clockMs, row.timeMs());
        long boundMs = rules.timeRule().boundMs();
        state.progressMs = Math.max(row.progressMs(), row.timeMs() - boundMs);
        if (rules.isPerKey()) {
            advance(state, state.clockMs - boundMs, row, out);
        }
        findDue(state);
    }

    /** Fires and drops what this watermark makes due. */
    private void advance(GroupState<G> state, long watermarkMs, Row cause, Collector out) {
        if (watermarkMs < state.dueMs && cause == null) {
            return;
        }
        for (Iterator<G> each = state.groups.iterator(); each.hasNext(); ) {
            G group = each.next();
            if (group.endMs == Group.NEVER_ENDS || watermarkMs < group.endMs - 1) {
                break;
            }
            if (!group.isFired && watermarkMs >= WindowRules.plus(group.endMs - 1, rules.fireLagMs())) {
                fire(state, group, cause, out);
            }
            if (watermarkMs >= WindowRules.plus(group.endMs - 1, rules.dropLagMs())) {
                each.remove();
                state.removed(group);
            }
        }
    }

    private void fire(GroupState<G> state, G group, Row cause, Collector out) {
        group.isFired = true;
        group.isChanged = true;
        Row origin = cause == null
                ? new Row(inputColumns).withArrivalMicros(state.arrivalMicros).withTimeMs(state.clockMs)
                : cause;
        emitChanges(group, true, origin, out);
    }

    /** Fires the groups that end by a time. */
    private void fireThrough(GroupState<G> state, long endMs, Collector out) {
        for (G group : new ArrayList<>(state.groups)) {
            if (!group.isFired && group.endMs <= endMs) {
                fire(state, group, null, out);
            }
        }
    }

    @Override
    public final void onTime(GroupState<G> state, long progressMs, Collector out) {
        if (!state.isKnown) {
            return;
        }
        settle(state, out);
        if (progressMs >= IDLE) {
            fireThrough(state, progressMs == END || rules.firesSilent() ? Long.MAX_VALUE : Long.MIN_VALUE, out);
        } else if (!rules.isPerKey()) {
            advance(state, progressMs, null, out);
        } else if (rules.firesSilent() && progressMs >= WindowRules.plus(state.progressMs, rules.idleMs())) {
            fireThrough(state, progressMs - rules.idleMs(), out);
        }
        if (progressMs == END || progressMs < IDLE && progressMs >= ttlEndMs(state)) {
            fireThrough(state, Long.MAX_VALUE, out);
            state.clear();
        }
        findDue(state);
    }

    private long ttlEndMs(GroupState<G> state) {
        boolean hasTtl = rules.isPerKey() || window.isNone();
        return hasTtl ? WindowRules.plus(state.progressMs, rules.ttlMs()) : Long.MAX_VALUE;
    }

    /** Recomputes what is derived. */
    final void findDue(GroupState<G> state) {
        long dueMs = Long.MAX_VALUE;
        long nextEndMs = Long.MAX_VALUE;
        for (G group : state.groups) {
            if (group.endMs == Group.NEVER_ENDS) {
                break;
            }
            nextEndMs = group.isFired ? nextEndMs : Math.min(nextEndMs, group.endMs);
            long lagMs = group.isFired ? rules.dropLagMs() : rules.fireLagMs();
            dueMs = Math.min(dueMs, WindowRules.plus(group.endMs - 1, lagMs));
        }
        state.dueMs = dueMs;
        state.wakeMs = state.isKnown ? wakeMs(state, nextEndMs) : NEVER;
    }

    private long wakeMs(GroupState<G> state, long nextEndMs) {
        if (!rules.isPerKey()) {
            return Math.min(state.dueMs, ttlEndMs(state));
        }
        boolean isWaiting = rules.firesSilent() && nextEndMs != Long.MAX_VALUE;
        long silentMs = isWaiting ? Math.max(nextEndMs, state.progressMs) + rules.idleMs() : NEVER;
        return Math.min(silentMs, ttlEndMs(state));
    }

    @Override
    public final long nextWakeMs(GroupState<G> state) {
        return state.replaced == null ? state.wakeMs : Row.NO_TIME;
    }

    @Override
    public final boolean isEmpty(GroupState<G> state) {
        return !state.isKnown || !rules.isPerKey() && state.groups.isEmpty() && state.replaced == null;
    }

    @Override
    public final StateCodec<GroupState<G>> codec() {
        return codec;
    }
}
