// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.StateCodec;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowSpec;

/**
 * TUMBLE, HOP and CUMULATE per key. A row goes into one pane, whatever the size and slide of the windows.
 *
 * <p>What silence fired before it was complete counts as not fired again when a row of it comes after all: the result is corrected
 * once, when the clock of the key or the next silence makes the window due, and not by every row.
 *
 * <p>With a clock per key and rows in order a row costs: find the last pane, add to its aggregates, compare the clock with the
 * next due time. Windows fire in the order of their ends. What fired is corrected as soon as a late row changes it, so the
 * values before the change can be computed again and need not be kept.
 */
public final class WindowAggregateOperator implements Operator<WindowState> {
    private final PaneLayout layout;
    private final WindowRules rules;
    private final Aggregation aggregation;
    private final PaneWriter writer;
    private final PaneCombiner combiner;
    private final WindowResults results;
    private final WindowReviser reviser;
    private final WindowStateCodec codec;

    /** Refuses windows that cannot be run, with the cure. */
    public WindowAggregateOperator(WindowAggregate node, FunctionCatalog functions) {
        layout = PaneLayout.of(node.window());
        rules = WindowRules.of(node.timeRule(), node.emit());
        aggregation = new Aggregation(node.aggregates(), node.input().schema(), functions);
        Corrections corrections = Corrections.of(node.input());
        writer = new PaneWriter(aggregation, corrections);
        combiner = new PaneCombiner(layout, aggregation);
        results = new WindowResults(node);
        reviser = new WindowReviser(layout, aggregation, combiner, results);
        codec = new WindowStateCodec(node, layout, aggregation, corrections, this);
    }

    /** The operator for any kind of window, SESSION included. */
    public static Operator<?> of(WindowAggregate node, FunctionCatalog functions) {
        return node.window().kind() == WindowSpec.Kind.SESSION
                ? new SessionAggregateOperator(node, functions)
                : new WindowAggregateOperator(node, functions);
    }

    /** Whether a pane of the window takes its memory twice, for the sake of long windows. Not for SESSION. */
    public static boolean keepsPanesTwice(WindowSpec window) {
        return PaneLayout.of(window).hasSuffixes();
    }

    @Override
    public WindowState newState() {
        // Eager windows count as fired from the beginning: every change of theirs is a result.
        long firedEnd = rules.isEager() ? Long.MAX_VALUE : Long.MIN_VALUE;
        return new WindowState(combiner.newPanes(), writer.newRows(), firedEnd, codec.parts());
    }

    @Override
    public void process(WindowState state, int port, Row row, Collector out) {
        long timeMs = row.timeMs();
        if (timeMs == Row.NO_TIME) {
            out.reject(row, LedgerReason.INVALID, "time attribute is NULL, so the row belongs to no window");
            return;
        }
        // What the stream's progress made due before this row happens before it, whenever the host would have said so.
        if (row.progressMs() >= state.wakeMs) {
            onTime(state, row.progressMs(), out);
        }
        if (state.key == null) {
            state.key = results.keyOf(row);
        }
        state.arrivalMicros = row.arrivalMicros();
        long pane = layout.paneOf(timeMs);
        long watermarkMs = rules.watermark(state.clockMs, row.progressMs());
        boolean isOpen = pane + 1 > state.firedEnd && layout.timeOf(pane + 1) - 1 > watermarkMs;
        if (isOpen) {
            add(state, pane, row, out);
        } else {
            addToComplete(state, pane, watermarkMs, row, out);
        }
        advanceClock(state, timeMs, row, out);
    }

    private void advanceClock(WindowState state, long timeMs, Row row, Collector out) {
        if (timeMs > state.clockMs) {
            state.clockMs = timeMs;
        }
        if (rules.isPerKey()) {
            long boundMs = rules.timeRule().boundMs();
            state.progressMs = Math.max(row.progressMs(), timeMs - boundMs);
            if (state.clockMs - boundMs >= state.dueMs) {
                fireThrough(state, state.clockMs - boundMs, row, out);
            }
        }
        state.wakeMs = wakeMs(state);
    }

    /** Applies a row to its pane. False when an aggregate refused it; then it is in the ledger. */
    private boolean add(WindowState state, long pane, Row row, Collector out) {
        boolean isOtherPanes;
        try {
            isOtherPanes = writer.apply(state, pane, row);
        } catch (ArithmeticException e) {
            out.reject(row, LedgerReason.OVERFLOW, e.getMessage());
            return false;
        }
        combiner.changed(state, pane);
        state.markChanged(codec.partOf(pane));
        if (isOtherPanes) {
            findNext(state);
        }
        out.used(row);
        return true;
    }

    /** A row of which at least the first window is complete: some of its windows may be gone, others are revised. */
    private void addToComplete(WindowState state, long pane, long watermarkMs, Row row, Collector out) {
        // Windows that had no rows when the watermark passed them count as fired from now on.
        fireThrough(state, watermarkMs, row, out);
        long completeEnd = completeEnd(watermarkMs);
        if (rules.firesSilent() && state.firedEnd > completeEnd && layout.lastEndOf(pane) > completeEnd) {
            reopen(state, completeEnd);
        }
        long lateThrough = layout.endThrough(WindowRules.plus(watermarkMs, 1 - rules.dropLagMs()));
        long lastEnd = layout.lastEndOf(pane);
        long firstEnd = Math.max(pane, lateThrough) + 1;
        if (firstEnd > lastEnd) {
            rejectLate(row, pane + 1, lastEnd, watermarkMs, out);
            return;
        }
        long revisedEnd = Math.min(state.firedEnd, lastEnd);
        if (firstEnd > revisedEnd) {
            add(state, pane, row, out);
        } else {
            reviser.before(state, pane, firstEnd, revisedEnd);
            if (add(state, pane, row, out)) {
                reviser.emitChanges(state, pane, row, out);
            }
        }
        if (firstEnd > pane + 1) {
            out.used(row);
            rejectLate(row, pane + 1, firstEnd - 1, watermarkMs, out);
        }
    }

    private long completeEnd(long watermarkMs) {
        return layout.endThrough(WindowRules.plus(watermarkMs, 1 - rules.fireLagMs()));
    }

    /** Takes back that windows after this end have fired; what they gave is kept until they fire again. */
    private void reopen(WindowState state, long completeEnd) {
        // Windows are combined here that come again later, so nothing that was combined for the one may serve the
        // other.
        state.forgetCombined();
        for (long end = firstEndAfter(state, completeEnd);
                end <= state.firedEnd && end != Long.MAX_VALUE;
                end = firstEndAfter(state, end)) {
            combiner.combine(state, end);
            state.given.put(end, reviser.row(state, end));
        }
        state.forgetCombined();
        state.firedEnd = completeEnd;
        findNext(state);
    }

    private void rejectLate(Row row, long firstEnd, long lastEnd, long watermarkMs, Collector out) {
        String missed = WindowResults.window(layout.timeOf(layout.startOf(firstEnd)), layout.timeOf(firstEnd));
        String more = lastEnd == firstEnd ? "" : " and " + (lastEnd - firstEnd) + " after it";
        out.reject(
                row,
                LedgerReason.LATE,
                "window " + missed + more + " no longer took rows at watermark " + WindowResults.time(watermarkMs));
    }

    /** Fires and drops what this watermark makes due. */
    private void fireThrough(WindowState state, long watermarkMs, Row cause, Collector out) {
        fire(state, completeEnd(watermarkMs), cause, out);
        long droppedEnd = layout.endThrough(WindowRules.plus(watermarkMs, 1 - rules.dropLagMs()));
        PaneList panes = state.panes;
        while (!panes.isEmpty() && layout.lastEndOf(panes.first()) <= droppedEnd) {
            state.markChanged(codec.partOf(panes.first()));
            if (state.rows != null) {
                state.rows.dropPane(panes.first());
            }
            panes.removeFirst();
        }
        state.revisions.dropThrough(droppedEnd);
        findNext(state);
    }

    /** Gives the results of the windows that have rows and end after those that fired, through an end. */
    private void fire(WindowState state, long throughEnd, Row cause, Collector out) {
        if (throughEnd <= state.firedEnd) {
            return;
        }
        for (long end = firstEndAfter(state, state.firedEnd); end <= throughEnd; end = firstEndAfter(state, end)) {
            withdraw(state, end - 1, cause, out);
            combiner.combine(state, end);
            emitNext(state, end, cause, out);
        }
        withdraw(state, throughEnd, cause, out);
        state.firedEnd = throughEnd;
    }

    /** Deletes results of windows through an end whose rows were all taken back since. */
    private void withdraw(WindowState state, long throughEnd, Row cause, Collector out) {
        for (long end = state.given.firstEnd();
                end <= throughEnd && !state.given.isEmpty();
                end = state.given.firstEnd()) {
            Row origin = cause == null ? results.timeCause(state.key, state.arrivalMicros) : cause;
            WindowResults.emit(state.given.take(end), RowKind.DELETE, state.revisions.next(end), origin, out);
        }
    }

    private void emitNext(WindowState state, long end, Row cause, Collector out) {
        long startMs = layout.timeOf(layout.startOf(end));
        long endMs = layout.timeOf(end);
        Row result = results.row(state.key, startMs, endMs);
        String failure = aggregation.results(
                combiner.words, combiner.word, combiner.objects, combiner.object, result, results.firstAggregate());
        Row origin = cause == null ? results.timeCause(state.key, state.arrivalMicros) : cause;
        Row given = state.given.take(end);
        int revision = state.revisions.of(end);
        if (given == null) {
            // After a deletion the numbers go on.
            WindowResults.emit(result, RowKind.INSERT, revision == 0 ? 0 : state.revisions.next(end), origin, out);
        } else if (results.isSame(given, result)) {
            return;
        } else {
            WindowResults.emit(given, RowKind.UPDATE_BEFORE, revision, origin, out);
            WindowResults.emit(result, RowKind.UPDATE_AFTER, state.revisions.next(end), origin, out);
        }
        if (failure != null) {
            WindowResults.reportOverflow(origin, startMs, endMs, failure, out);
        }
    }

    /** Least end after this one of a window with rows, {@link Long#MAX_VALUE} when there is none. */
    private long firstEndAfter(WindowState state, long end) {
        PaneList panes = state.panes;
        if (panes.isEmpty() || end == Long.MAX_VALUE || layout.lastEndOf(panes.last()) <= end) {
            return Long.MAX_VALUE;
        }
        // The first pane that belongs to a window that ends later.
        int slot = end == Long.MIN_VALUE ? panes.head() : panes.lowerBound(layout.startOf(end + 1));
        return Math.max(end + 1, panes.numberAt(slot) + 1);
    }

    private void findNext(WindowState state) {
        state.nextEnd = rules.isEager()
                ? Long.MAX_VALUE
                : Math.min(firstEndAfter(state, state.firedEnd), state.given.firstEnd());
        long fireMs =
                state.nextEnd == Long.MAX_VALUE ? Long.MAX_VALUE : layout.timeOf(state.nextEnd) - 1 + rules.fireLagMs();
        long dropMs = state.panes.isEmpty()
                ? Long.MAX_VALUE
                : layout.timeOf(layout.lastEndOf(state.panes.first())) - 1 + rules.dropLagMs();
        state.dueMs = Math.min(fireMs, dropMs);
    }

    @Override
    public void onTime(WindowState state, long progressMs, Collector out) {
        if (state.key == null) {
            return;
        }
        if (progressMs >= IDLE) {
            fire(state, progressMs == END || rules.firesSilent() ? lastEnd(state) : state.firedEnd, null, out);
        } else if (!rules.isPerKey()) {
            fireThrough(state, progressMs, null, out);
        } else {
            fireSilent(state, progressMs, out);
        }
        boolean isOver = progressMs == END || (progressMs < IDLE && progressMs >= ttlEndMs(state));
        if (isOver) {
            drop(state, out);
        }
        findNext(state);
        state.wakeMs = wakeMs(state);
    }

    private void fireSilent(WindowState state, long progressMs, Collector out) {
        boolean isSilent = progressMs >= WindowRules.plus(state.progressMs, rules.idleMs());
        if (rules.firesSilent() && isSilent) {
            fire(state, Math.min(layout.endThrough(progressMs - rules.idleMs()), lastEnd(state)), null, out);
        }
    }

    /** Last end of a window that has rows or a result, else that through which windows fired. */
    private long lastEnd(WindowState state) {
        long panesEnd = state.panes.isEmpty() ? state.firedEnd : layout.lastEndOf(state.panes.last());
        return Math.max(panesEnd, state.given.lastEnd());
    }

    private long ttlEndMs(WindowState state) {
        return rules.isPerKey() ? WindowRules.plus(state.progressMs, rules.ttlMs()) : Long.MAX_VALUE;
    }

    /** Ends the key: what has not fired fires, then everything is forgotten. */
    private void drop(WindowState state, Collector out) {
        PaneList panes = state.panes;
        fire(state, lastEnd(state), null, out);
        for (int slot = panes.head(); slot < panes.end(); slot++) {
            state.markChanged(codec.partOf(panes.numberAt(slot)));
        }
        panes.clear();
        if (state.rows != null) {
            state.rows.clear();
        }
        state.revisions.clear();
        state.given.clear();
        state.forgetCombined();
        state.key = null;
        state.clockMs = Row.NO_TIME;
        state.progressMs = Row.NO_TIME;
        state.arrivalMicros = Row.NO_TIME;
        state.firedEnd = rules.isEager() ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    @Override
    public long nextWakeMs(WindowState state) {
        return state.wakeMs;
    }

    private long wakeMs(WindowState state) {
        if (state.key == null) {
            return NEVER;
        }
        if (!rules.isPerKey()) {
            return state.dueMs;
        }
        long ttlMs = ttlEndMs(state);
        if (!rules.firesSilent() || state.nextEnd == Long.MAX_VALUE) {
            return ttlMs;
        }
        long silentMs = Math.max(layout.timeOf(state.nextEnd), state.progressMs) + rules.idleMs();
        return Math.min(silentMs, ttlMs);
    }

    /** Recomputes what is derived, after a state was read. */
    void loaded(WindowState state) {
        state.forgetCombined();
        if (state.rows != null) {
            state.rows.restored();
        }
        findNext(state);
        state.wakeMs = wakeMs(state);
    }

    /** With one clock for the stream nothing is remembered of a key without panes; its own clock otherwise is. */
    @Override
    public boolean isEmpty(WindowState state) {
        return state.key == null || (!rules.isPerKey() && state.panes.isEmpty() && state.given.isEmpty());
    }

    @Override
    public StateCodec<WindowState> codec() {
        return codec;
    }
}
