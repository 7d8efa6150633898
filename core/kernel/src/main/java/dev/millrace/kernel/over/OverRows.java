// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import dev.millrace.kernel.Collector;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.plan.Over;
import java.util.Objects;

/**
 * Makes, emits and corrects the rows of an {@link OverOperator}. A row whose result could not be had was not emitted; its
 * revision is then {@code -1 - r} with {@code r} the revision that its next emission will have.
 */
final class OverRows {
    private final int inputSize;
    private final int outputSize;
    private final FrameCode[] frames;

    OverRows(Over plan, FrameCode[] frames) {
        inputSize = plan.input().schema().size();
        outputSize = plan.schema().size();
        this.frames = frames;
    }

    /** The row with room for its results. */
    Row output(Row row) {
        Row output = new Row(outputSize).copyOrigin(row);
        for (int i = 0; i < inputSize; i++) {
            output.setFrom(i, row, i);
        }
        return output;
    }

    /** The row as it came in. */
    Row input(Row output) {
        Row row = new Row(inputSize).copyOrigin(output);
        for (int i = 0; i < inputSize; i++) {
            row.setFrom(i, output, i);
        }
        return row;
    }

    /** Emits rows up to a time, that included. */
    void emitTo(OverState state, long dueMs, Collector out) {
        while (state.emittedTo < state.rows.end() && state.rows.timeAt(state.emittedTo) <= dueMs) {
            emitNext(state, out);
        }
    }

    void emitNext(OverState state, Collector out) {
        long position = state.emittedTo++;
        Row row = state.rows.get(position);
        if (evaluate(state, position, row, out)) {
            out.emit(row);
        } else {
            row.withRevision(-1);
        }
        state.rows.set(position, row);
    }

    private boolean evaluate(OverState state, long position, Row target, Collector out) {
        try {
            for (FrameState frame : state.frames) {
                frame.evaluate(state.rows, position, target);
            }
            return true;
        } catch (ArithmeticException | IllegalArgumentException e) {
            out.reject(input(target), LedgerReason.OVERFLOW, String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Emits a row that came between rows that were emitted, and corrects those around it. */
    void insert(OverState state, long position, Row cause, Collector out) {
        long from = position;
        long to = position + 1;
        for (int i = 0; i < frames.length; i++) {
            from = Math.min(from, frames[i].firstAffected(state.rows, position));
            to = Math.max(to, frames[i].affectedEnd(state.rows, position));
            state.frames[i].changed(position);
        }
        for (long i = Math.max(from, state.rows.first()); i < Math.min(to, state.emittedTo); i++) {
            Row row = state.rows.get(i);
            Row fresh = row.copy();
            boolean hasResult = evaluate(state, i, fresh, out);
            if (i == position) {
                state.rows.set(i, fresh.withRevision(hasResult ? 0 : -1));
                if (hasResult) {
                    out.emit(fresh);
                }
            } else if (hasResult) {
                correct(state, i, fresh, cause, out);
            } else {
                takeBack(state, i, cause, out);
            }
        }
    }

    private void correct(OverState state, long position, Row fresh, Row cause, Collector out) {
        Row old = state.rows.get(position);
        boolean wasEmitted = old.revision() >= 0;
        if (wasEmitted && hasSameResults(old, fresh)) {
            return;
        }
        if (wasEmitted) {
            out.emit(old.copy().withKind(RowKind.UPDATE_BEFORE).withArrivalMicros(cause.arrivalMicros()));
        }
        fresh.withKind(wasEmitted ? RowKind.UPDATE_AFTER : RowKind.INSERT)
                .withRevision(wasEmitted ? old.revision() + 1 : -1 - old.revision())
                .withArrivalMicros(cause.arrivalMicros());
        state.rows.set(position, fresh);
        out.emit(fresh);
    }

    private static void takeBack(OverState state, long position, Row cause, Collector out) {
        Row old = state.rows.get(position);
        if (old.revision() < 0) {
            return;
        }
        out.emit(old.copy()
                .withKind(RowKind.DELETE)
                .withRevision(old.revision() + 1)
                .withArrivalMicros(cause.arrivalMicros()));
        state.rows.set(position, old.copy().withRevision(-1 - (old.revision() + 2)));
    }

    private boolean hasSameResults(Row old, Row fresh) {
        for (int i = inputSize; i < outputSize; i++) {
            if (old.isNull(i) != fresh.isNull(i)
                    || old.wordAt(i) != fresh.wordAt(i)
                    || !Objects.equals(old.objectAt(i), fresh.objectAt(i))) {
                return false;
            }
        }
        return true;
    }
}
