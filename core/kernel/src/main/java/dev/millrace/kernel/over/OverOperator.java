// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.StateCodec;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Over;
import dev.millrace.plan.TimeRule;
import java.util.Arrays;

/**
 * Aggregates over the rows around each row of a key, in event-time order, ties by arrival.
 *
 * <p>{@code on-close}: a row is emitted when the watermark reaches its time and that of the last row of its frames; what comes
 * later within lateness is emitted at once and the rows around it are corrected where their results change. {@code eager}:
 * every row at arrival, corrected in the same way. {@code final}: once, when the watermark is past those times and lateness. A
 * row is identified by its own position.
 *
 * <p>A frame that goes on for some rows behind its row may wait for rows that never come. {@code on-close} does not wait when
 * the key is silent, nor with one clock for the stream: it says what there is and corrects it when the next rows come.
 * {@code final} waits until the key's state is dropped.
 *
 * <p>The input may be a result itself: a row that takes back is found by its position, and by its values where it has none; a
 * row that replaces another takes its place.
 *
 * <p>The rows of a frame are kept as output rows, so that each is in memory once. State of a key: the rows of its longest
 * frame back and ahead, of bound and lateness, and one accumulator a row of each frame that rows leave. When a key has more rows than the
 * limit, its oldest leave their frames early and are noted in the ledger as OVERFLOW.
 */
public final class OverOperator implements Operator<OverState> {
    /** Rows kept for a key. */
    public static final int DEFAULT_ROW_LIMIT = 100_000;

    private final Over plan;
    private final TimeRule timeRule;
    private final FrameCode[] frames;
    private final OverRows rows;
    private final OverCodec codec;
    private final long reachRows;
    private final long reachMs;
    private final long followingRows;
    private final long followingMs;
    private final boolean hasPeers;
    private final int rowLimit;

    public OverOperator(Over plan, FunctionCatalog functions) {
        this(plan, functions, DEFAULT_ROW_LIMIT);
    }

    /** With another limit of rows for a key, 1 or more. */
    public OverOperator(Over plan, FunctionCatalog functions, int rowLimit) {
        this.plan = plan;
        this.rowLimit = rowLimit;
        timeRule = plan.timeRule();
        frames = FrameCompiler.compile(plan, functions);
        rows = new OverRows(plan, frames);
        codec = new OverCodec(plan.schema());
        reachRows = reach(true);
        reachMs = reach(false);
        followingRows = plan.following(true);
        followingMs = plan.following(false);
        // With rows to wait for, peers are corrected as all rows before a row are.
        hasPeers = followingRows == 0
                && followingMs == 0
                && Arrays.stream(frames)
                        .anyMatch(f -> !f.frame().isRows() && f.frame().to() == 0);
    }

    /** How far back from an open row its frames go; of an unbounded frame only the gap before the row must be kept. */
    private long reach(boolean isRows) {
        long reach = isRows ? 0 : Long.MIN_VALUE;
        for (FrameCode frame : frames) {
            if (frame.frame().isRows() == isRows) {
                long back =
                        frame.isUnbounded() ? frame.frame().to() : frame.frame().from();
                reach = Math.max(reach, Math.max(0, back));
            }
        }
        return reach;
    }

    @Override
    public OverState newState() {
        return new OverState(frames);
    }

    @Override
    public void process(OverState state, int port, Row row, Collector out) {
        if (row.timeMs() == Row.NO_TIME) {
            out.reject(row, LedgerReason.INVALID, "event time is NULL");
            return;
        }
        if (row.progressMs() >= state.clock.expiryMs(timeRule)) {
            expire(state, out);
        }
        state.clock.before(row);
        if (state.clock.isTooLate(row, timeRule)) {
            settle(state, out);
            out.reject(row, LedgerReason.LATE, state.clock.lateDetail(row, timeRule));
            return;
        }
        out.used(row);
        if (row.kind().isAddition()) {
            add(state, row, out);
        } else {
            takeBack(state, row, out);
        }
    }

    private void add(OverState state, Row row, Collector out) {
        long replaced = state.replacing;
        if (replaced >= 0 && isInPlace(state.rows.get(replaced), row)) {
            state.replacing = -1;
            rows.replace(state, replaced, row, out);
        } else {
            settle(state, out);
            insert(state, row, out);
        }
        state.clock.advance(row, timeRule);
        boolean isComplete = plan.emit() != Emit.EAGER && (timeRule.isPerKey() || plan.emit() == Emit.FINAL);
        emitDue(state, dueMs(state, state.clock.watermarkMs(timeRule)), isComplete, out);
        drop(state, out);
    }

    /**
     * Emits rows that are due.
     *
     * @param dueMs time up to which everything is there
     * @param isComplete whether a row waits for the rows behind it that its frames count
     */
    private void emitDue(OverState state, long dueMs, boolean isComplete, Collector out) {
        while (state.emittedTo < state.rows.end() && isDue(state, state.emittedTo, dueMs, isComplete)) {
            rows.emitNext(state, out);
        }
    }

    private boolean isDue(OverState state, long position, long dueMs, boolean isComplete) {
        if (state.rows.timeAt(position) + followingMs > dueMs) {
            return false;
        }
        long last = position + followingRows;
        return !isComplete || (last < state.rows.end() && state.rows.timeAt(last) <= dueMs);
    }

    private static boolean isInPlace(Row old, Row row) {
        return row.kind() == RowKind.UPDATE_AFTER
                && old.timeMs() == row.timeMs()
                && old.partition() == row.partition()
                && old.offset() == row.offset();
    }

    private void insert(OverState state, Row row, Collector out) {
        long position = state.rows.add(rows.output(row), null);
        if (position < state.emittedTo || isPeerOfEmitted(state, position)) {
            state.emittedTo++;
            rows.insert(state, position, row, out);
        } else {
            rows.append(state, position, row, out);
        }
    }

    /** A row that is replaced stays until its replacement is here, so that what does not change is not said again. */
    private void takeBack(OverState state, Row row, Collector out) {
        settle(state, out);
        state.replacing = state.rows.find(row);
        if (row.kind() == RowKind.DELETE) {
            settle(state, out);
        }
    }

    /** Takes out the row whose replacement did not come: a filter before this operator kept it. */
    private void settle(OverState state, Collector out) {
        if (state.replacing >= 0) {
            long position = state.replacing;
            state.replacing = -1;
            rows.remove(state, position, out);
        }
    }

    /** A frame in time that ends at the current row holds rows of its time that come later, too. */
    private boolean isPeerOfEmitted(OverState state, long position) {
        return hasPeers
                && position == state.emittedTo
                && position > state.rows.first()
                && state.rows.timeAt(position - 1) == state.rows.timeAt(position);
    }

    /** Rows up to this time are due at a watermark. */
    private long dueMs(OverState state, long watermarkMs) {
        return switch (plan.emit()) {
            case EAGER -> Long.MAX_VALUE;
            case ON_CLOSE -> watermarkMs;
            case FINAL ->
                state.clock.oldestMs(timeRule) == Row.NO_TIME ? Row.NO_TIME : watermarkMs - timeRule.latenessMs() - 1;
        };
    }

    private void drop(OverState state, Collector out) {
        long oldestMs = state.clock.oldestMs(timeRule);
        state.withdrawn.dropBefore(oldestMs);
        while (state.openFrom < state.rows.end() && state.rows.timeAt(state.openFrom) + followingMs < oldestMs) {
            state.openFrom++;
        }
        dropClosed(state, Math.max(state.rows.first(), state.openFrom - followingRows), oldestMs);
        while (state.rows.size() > rowLimit) {
            if (state.emittedTo == state.rows.first()) {
                rows.emitNext(state, out);
            }
            out.reject(
                    rows.input(dropFirst(state)),
                    LedgerReason.OVERFLOW,
                    "row left its frames early: " + plan.id() + " keeps " + rowLimit + " rows a key");
        }
    }

    /** Drops rows that no frame of {@code open}, the first row that may still change, or of a later one reaches. */
    private void dropClosed(OverState state, long open, long oldestMs) {
        long to = Math.min(state.emittedTo, open - reachRows);
        if (state.rows.first() >= to) {
            return;
        }
        long openMs = oldestMs - followingMs;
        long reachedMs = open < state.rows.end() ? Math.min(openMs, state.rows.timeAt(open)) : openMs;
        while (state.rows.first() < to
                && (reachMs == Long.MIN_VALUE || state.rows.timeAt(state.rows.first()) < reachedMs - reachMs)) {
            dropFirst(state);
        }
    }

    private Row dropFirst(OverState state) {
        Row dropped = state.rows.get(state.rows.first());
        for (FrameState frame : state.frames) {
            frame.dropping(dropped, state.rows.first());
        }
        state.rows.removeFirst();
        state.openFrom = Math.max(state.openFrom, state.rows.first());
        return dropped;
    }

    @Override
    public void onTime(OverState state, long progressMs, Collector out) {
        state.clock.advance(progressMs);
        settle(state, out);
        boolean isExpired = progressMs == END || (progressMs != IDLE && progressMs >= state.clock.expiryMs(timeRule));
        if (isExpired) {
            expire(state, out);
            return;
        }
        if (plan.emit() == Emit.FINAL) {
            long dueMs = timeRule.isPerKey() ? Row.NO_TIME : dueMs(state, state.clock.watermarkMs(timeRule));
            emitDue(state, dueMs, true, out);
        } else {
            emitDue(state, state.clock.dueMs(progressMs, timeRule), false, out);
        }
        drop(state, out);
    }

    private void expire(OverState state, Collector out) {
        emitDue(state, Long.MAX_VALUE, false, out);
        state.clear(frames);
    }

    @Override
    public long nextWakeMs(OverState state) {
        if (state.replacing >= 0) {
            return Row.NO_TIME;
        }
        long expiryMs = state.clock.expiryMs(timeRule);
        boolean isPending = state.emittedTo < state.rows.end();
        boolean isWoken = isPending && (plan.emit() == Emit.ON_CLOSE || !timeRule.isPerKey());
        if (!isWoken) {
            return expiryMs;
        }
        long timeMs = state.rows.timeAt(state.emittedTo) + followingMs;
        if (plan.emit() == Emit.ON_CLOSE) {
            return Math.min(expiryMs, state.clock.wakeMs(timeMs, timeRule));
        }
        long last = state.emittedTo + followingRows;
        if (last >= state.rows.end()) {
            return expiryMs;
        }
        long dueMs = Math.max(timeMs, state.rows.timeAt(last));
        return Math.min(expiryMs, state.clock.wakeMs(dueMs, timeRule) + timeRule.latenessMs() + 1);
    }

    @Override
    public boolean isEmpty(OverState state) {
        return state.isEmpty();
    }

    @Override
    public StateCodec<OverState> codec() {
        return codec;
    }
}
