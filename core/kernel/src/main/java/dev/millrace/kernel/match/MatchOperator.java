// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.StateCodec;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Match;
import dev.millrace.plan.TimeRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * MATCH_RECOGNIZE as SQL:2016 says: for each start row the first match in order of preference, rows in event-time order, ties
 * by the further columns of ORDER BY and then by arrival.
 *
 * <p>{@code on-close}: a row is used when the watermark reaches its time. {@code eager}: at arrival. A row that comes behind
 * rows that were used takes the key back to before it: matches that are no more are deleted, changed ones replaced, new ones
 * inserted, the others not repeated. {@code final}: rows are used when the watermark is past their time and lateness, so
 * nothing is ever corrected. {@code NEXT} in a condition or measure waits for the rows it can reach.
 *
 * <p>The input may be a result itself: a row that takes back is found by its position, and by its values where it has none; a
 * row that replaces another takes its place.
 *
 * <p>State of a key: the rows of bound, lateness and the longest partial match, and the matches that can still change. When
 * there are more rows or threads than the limits the oldest start row is given up and noted in the ledger as OVERFLOW.
 */
public final class MatchOperator implements Operator<MatchState> {
    private final Match plan;
    private final TimeRule timeRule;
    private final MatchCode code;
    private final Search search;
    private final Corrections corrections;
    private final MatchCodec codec;
    private final Comparator<Row> ties;
    private final int rowLimit;
    private final List<Found> found = new ArrayList<>();

    public MatchOperator(Match plan, FunctionCatalog functions) {
        this.plan = plan;
        rowLimit = plan.limits().rows();
        timeRule = plan.timeRule();
        code = new MatchCode(plan, functions);
        search = new Search(code);
        corrections = new Corrections(new MatchRows(code), plan.schema());
        codec = new MatchCodec(plan.input().schema(), plan.schema(), search::replay);
        ties = RowOrder.of(plan.order(), plan.input().schema());
    }

    /** Partial matches tried and steps of the pattern followed since the operator was made, over all keys. */
    public long work() {
        return search.work();
    }

    @Override
    public MatchState newState() {
        return new MatchState();
    }

    @Override
    public void process(MatchState state, int port, Row row, Collector out) {
        if (plan.isByTime() && row.timeMs() == Row.NO_TIME) {
            out.reject(row, LedgerReason.INVALID, "event time is NULL");
            return;
        }
        if (row.progressMs() >= state.clock.expiryMs(timeRule)) {
            expire(state, out);
        }
        state.clock.before(row);
        if (plan.isByTime() && state.clock.isTooLate(row, timeRule)) {
            settle(state, out);
            out.reject(row, LedgerReason.LATE, state.clock.lateDetail(row, timeRule));
            return;
        }
        Row ordered = plan.isByTime() ? row : untimed(state, row);
        if (row.kind().isAddition()) {
            if (isBehindTheRest(state, ordered)) {
                settle(state, out);
                out.reject(
                        row,
                        LedgerReason.LATE,
                        "rows after it were dropped: " + plan.id() + " keeps " + rowLimit + " rows a key");
                return;
            }
            out.used(row);
            add(state, ordered, out);
        } else {
            out.used(row);
            takeBack(state, ordered, out);
        }
    }

    /** Rows that are ordered by other columns have no time here; the key's clock only tells when its state has lived too long. */
    private Row untimed(MatchState state, Row row) {
        if (row.timeMs() == Row.NO_TIME) {
            return row;
        }
        state.clock.advance(row, timeRule);
        return row.copy().withTimeMs(Row.NO_TIME);
    }

    /** Whether a row belongs before rows that were dropped because there were too many. */
    private boolean isBehindTheRest(MatchState state, Row row) {
        long oldest = state.resume.oldest().start();
        boolean isWhole = plan.isByTime() || oldest == state.partitionFrom || oldest >= state.rows.end();
        return !isWhole && ties.compare(row, state.rows.get(oldest)) < 0;
    }

    private long oldestMs(MatchState state) {
        return plan.isByTime() ? state.clock.oldestMs(timeRule) : Row.NO_TIME;
    }

    private void add(MatchState state, Row row, Collector out) {
        long replaced = state.replacing;
        if (replaced >= 0 && isInPlace(state.rows.get(replaced), row)) {
            state.replacing = -1;
            state.rows.set(replaced, row);
            noteNew(state, replaced);
            goOn(state, row, replaced < state.usableTo ? backTo(state, replaced, row) : -1, out);
            return;
        }
        settle(state, out);
        long position = state.rows.add(row, ties);
        long back = position < state.usableTo ? backTo(state, position, row) : -1;
        if (position < state.usableTo) {
            state.usableTo++;
            state.log.inserted(position);
            state.reportedTo += position < state.reportedTo ? 1 : 0;
            noteNew(state, position);
        }
        goOn(state, row, back, out);
    }

    /** Whether a row takes the place of the one it replaces. */
    private boolean isInPlace(Row old, Row row) {
        return row.kind() == RowKind.UPDATE_AFTER
                && old.timeMs() == row.timeMs()
                && old.partition() == row.partition()
                && old.offset() == row.offset()
                && (ties == null || ties.compare(old, row) == 0);
    }

    private static void noteNew(MatchState state, long position) {
        if (position < state.reportedTo) {
            state.unreported = position;
        }
    }

    private static long backTo(MatchState state, long position, Row row) {
        return state.search.isContradictedBy(position, row.timeMs()) ? position : -1;
    }

    /** A row that is replaced stays until its replacement is here, so that what does not change is not said again. */
    private void takeBack(MatchState state, Row row, Collector out) {
        settle(state, out);
        state.replacing = state.rows.find(row);
        if (row.kind() == RowKind.DELETE) {
            settle(state, out);
        }
    }

    /** Takes out the row whose replacement did not come: a filter before this operator kept it. */
    private void settle(MatchState state, Collector out) {
        long position = state.replacing;
        if (position < 0) {
            return;
        }
        state.replacing = -1;
        Row row = state.rows.get(position);
        boolean isBack = state.search.isContradictedBy(position, row.timeMs());
        List<Said> before = isBack ? rewind(state, position) : List.of();
        before.forEach(said -> said.removed(position));
        state.rows.remove(position);
        state.log.removed(position);
        state.usableTo -= position < state.usableTo ? 1 : 0;
        state.reportedTo -= position < state.reportedTo ? 1 : 0;
        go(state, dueMs(state), before, false, out);
    }

    private void goOn(MatchState state, Row row, long back, Collector out) {
        if (plan.isByTime()) {
            state.clock.advance(row, timeRule);
        }
        long dueMs = dueMs(state);
        advance(state, plan.emit() == Emit.EAGER ? Long.MAX_VALUE : dueMs, dueMs, back, out);
    }

    /** No row up to this time is expected by the key's own clock. Rows that are not ordered by time are used at arrival. */
    private long dueMs(MatchState state) {
        if (!plan.isByTime()) {
            return plan.emit() == Emit.FINAL ? Row.NO_TIME : Long.MAX_VALUE;
        }
        long watermarkMs = state.clock.watermarkMs(timeRule);
        return plan.emit() == Emit.FINAL && watermarkMs != Row.NO_TIME
                ? watermarkMs - timeRule.latenessMs() - 1
                : watermarkMs;
    }

    /** Makes rows usable up to a time and goes on, from before the first row that contradicts what was said. */
    private void advance(MatchState state, long usableMs, long closedMs, long inserted, Collector out) {
        long back = inserted;
        while (state.usableTo < state.rows.end() && state.rows.timeAt(state.usableTo) <= usableMs) {
            if (back < 0 && state.search.isContradictedBy(state.usableTo, state.rows.timeAt(state.usableTo))) {
                back = state.usableTo;
            }
            state.usableTo++;
        }
        go(state, closedMs, back < 0 ? List.of() : rewind(state, back), false, out);
        drop(state, out);
    }

    private void go(MatchState state, long closedMs, List<Said> before, boolean isEnd, Collector out) {
        found.clear();
        search.run(state, closedMs, isEnd, found, out);
        state.unreported = -1;
        if (!found.isEmpty() || !before.isEmpty()) {
            corrections.say(state, before, found, out);
        }
    }

    private static List<Said> rewind(MatchState state, long position) {
        ResumePoints.Point point = state.resume.rewind(position, state.rows.timeAt(position));
        SearchState back = state.search;
        back.stop();
        back.start = point.start();
        back.examinedTo = point.examinedTo();
        back.examinedMs = point.examinedMs();
        back.number = point.counts().number();
        back.sequence = point.counts().sequence();
        back.matchedTo = point.counts().matchedTo();
        return state.log.takeAfter(back.sequence);
    }

    private void drop(MatchState state, Collector out) {
        state.resume.dropBefore(oldestMs(state));
        dropRows(state);
        while (state.rows.size() > rowLimit) {
            if (!state.resume.dropOldest()) {
                settleOrGiveUp(state, out);
            }
            dropRows(state);
        }
    }

    private void dropRows(MatchState state) {
        ResumePoints.Point oldest = state.resume.oldest();
        long to = Math.min(oldest.start() - code.rowsBefore(), state.usableTo);
        while (state.rows.first() < to) {
            state.rows.removeFirst();
        }
        state.log.dropTo(oldest.counts().sequence(), oldestMs(state));
    }

    /** Rows that only wait for corrections go first. */
    private void settleOrGiveUp(MatchState state, Collector out) {
        if (state.resume.oldest().start() < state.search.start) {
            state.resume.reset(state.search);
        } else {
            giveUp(state, out);
        }
    }

    /** The search holds too many rows: it goes on from the next row, and what was said before stays said. */
    private void giveUp(MatchState state, Collector out) {
        Row row = state.rows.get(Math.min(state.search.start, state.rows.end() - 1));
        out.reject(
                row,
                LedgerReason.OVERFLOW,
                "match from this row was given up: " + plan.id() + " keeps " + rowLimit + " rows a key");
        state.search.stop();
        state.search.start++;
        state.resume.reset(state.search);
        go(state, Row.NO_TIME, List.of(), false, out);
    }

    @Override
    public void onTime(MatchState state, long progressMs, Collector out) {
        state.clock.advance(progressMs);
        settle(state, out);
        if (progressMs == END || (progressMs != IDLE && progressMs >= state.clock.expiryMs(timeRule))) {
            expire(state, out);
            return;
        }
        if (!plan.isByTime()) {
            return;
        }
        if (plan.emit() == Emit.FINAL) {
            long dueMs = dueMs(state);
            advance(state, dueMs, dueMs, -1, out);
        } else {
            long dueMs = state.clock.dueMs(progressMs, timeRule);
            advance(state, dueMs, dueMs, -1, out);
        }
    }

    private void expire(MatchState state, Collector out) {
        advance(state, Long.MAX_VALUE, Row.NO_TIME, -1, out);
        go(state, Long.MAX_VALUE, List.of(), true, out);
        state.clear();
    }

    @Override
    public long nextWakeMs(MatchState state) {
        if (state.replacing >= 0) {
            return Row.NO_TIME;
        }
        long wakeMs = state.clock.expiryMs(timeRule);
        boolean isFinal = plan.emit() == Emit.FINAL;
        if (!plan.isByTime() || (isFinal && timeRule.isPerKey())) {
            return wakeMs;
        }
        long finalMs = isFinal ? timeRule.latenessMs() + 1 : 0;
        if (state.usableTo < state.rows.end()) {
            wakeMs = Math.min(wakeMs, state.clock.wakeMs(state.rows.timeAt(state.usableTo), timeRule) + finalMs);
        }
        if (state.search.isActive && search.isTimed(state.search)) {
            wakeMs = Math.min(wakeMs, state.clock.wakeMs(search.lastMs(state), timeRule) + finalMs);
        }
        return wakeMs;
    }

    @Override
    public boolean isEmpty(MatchState state) {
        return state.isEmpty();
    }

    @Override
    public StateCodec<MatchState> codec() {
        return codec;
    }
}
