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
    /** Whether a row is in the frames of rows before it. */
    private final boolean isFollowing;

    OverRows(Over plan, FrameCode[] frames) {
        inputSize = plan.input().schema().size();
        outputSize = plan.schema().size();
        this.frames = frames;
        isFollowing = plan.following(true) > 0 || plan.following(false) > 0;
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

    void emitNext(OverState state, Collector out) {
        long position = state.emittedTo++;
        Row row = state.rows.get(position);
        int revision = state.withdrawn.of(row);
        if (evaluate(state, position, row, out)) {
            out.emit(row.withRevision(revision));
        } else {
            row.withRevision(-1 - revision);
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
        Row row = state.rows.get(position);
        row.withRevision(-1 - state.withdrawn.of(row));
        around(state, position, row, cause, out);
    }

    /** Takes note of a row that is not emitted yet, and corrects the emitted rows before it that look so far ahead. */
    void append(OverState state, long position, Row cause, Collector out) {
        if (isFollowing) {
            around(state, position, state.rows.get(position), cause, out);
            return;
        }
        for (FrameState frame : state.frames) {
            frame.changed(position);
        }
    }

    /** Puts a row in the place of another one with its time. */
    void replace(OverState state, long position, Row row, Collector out) {
        Row old = state.rows.get(position);
        Row fresh = output(row).withRevision(old.revision());
        state.rows.set(position, fresh);
        if (position < state.emittedTo) {
            around(state, position, old, row, out);
        } else {
            append(state, position, row, out);
        }
    }

    /** Corrects rows whose frames hold a row, and that row itself. */
    private void around(OverState state, long position, Row old, Row cause, Collector out) {
        long from = position;
        long to = position + 1;
        for (int i = 0; i < frames.length; i++) {
            from = Math.min(from, frames[i].firstAffected(state.rows, position));
            to = Math.max(to, frames[i].affectedEnd(state.rows, position));
            state.frames[i].changed(position);
        }
        for (long i = Math.max(from, state.rows.first()); i < Math.min(to, state.emittedTo); i++) {
            correct(state, i, i == position ? old : state.rows.get(i), cause, out);
        }
    }

    /** Takes a row out and corrects those around it. */
    void remove(OverState state, long position, Collector out) {
        Row row = state.rows.get(position);
        long from = position;
        long to = position + 1;
        for (int i = 0; i < frames.length; i++) {
            from = Math.min(from, frames[i].firstAffected(state.rows, position));
            to = Math.max(to, frames[i].affectedEnd(state.rows, position));
            state.frames[i].changed(Math.max(state.rows.first(), position));
        }
        if (position < state.emittedTo) {
            takeBack(state, position, row, row, out);
            state.withdrawn.put(row, -1 - state.rows.get(position).revision());
            state.emittedTo--;
        }
        state.rows.remove(position);
        state.openFrom -= position < state.openFrom ? 1 : 0;
        for (long i = Math.max(from - 1, state.rows.first()); i < Math.min(to - 1, state.emittedTo); i++) {
            correct(state, i, state.rows.get(i), row, out);
        }
    }

    private void correct(OverState state, long position, Row old, Row cause, Collector out) {
        Row fresh = state.rows.get(position).copy();
        if (!evaluate(state, position, fresh, out)) {
            takeBack(state, position, old, cause, out);
            return;
        }
        boolean wasEmitted = old.revision() >= 0;
        if (wasEmitted && isSame(old, fresh)) {
            if (state.rows.get(position) != old) {
                state.rows.set(position, old);
            }
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

    private static void takeBack(OverState state, long position, Row old, Row cause, Collector out) {
        if (old.revision() < 0) {
            return;
        }
        out.emit(old.copy()
                .withKind(RowKind.DELETE)
                .withRevision(old.revision() + 1)
                .withArrivalMicros(cause.arrivalMicros()));
        // Revision r was said, r + 1 is the deletion, r + 2 comes next.
        state.rows.set(position, state.rows.get(position).copy().withRevision(-1 - (old.revision() + 2)));
    }

    private boolean isSame(Row old, Row fresh) {
        for (int i = 0; i < outputSize; i++) {
            if (old.isNull(i) != fresh.isNull(i)
                    || old.wordAt(i) != fresh.wordAt(i)
                    || !Objects.equals(old.objectAt(i), fresh.objectAt(i))) {
                return false;
            }
        }
        return true;
    }
}
