// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import dev.millrace.kernel.buffer.RowBuffer;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;

/**
 * A frame that begins with the first row ever: one running sum, and one of the rows that are no longer kept, from which the
 * running sum is made again when a row comes out of order.
 */
final class RunningFrame implements FrameState {
    private static final long UNKNOWN = -1;

    private final FrameCode code;
    private final long[] droppedWords;
    private final Object[] droppedObjects;
    private final long[] runningWords;
    private final Object[] runningObjects;
    /** Position behind the running sum. */
    private long high = UNKNOWN;
    /** Null as long as the rows that were dropped have a sum. */
    private String failure;

    RunningFrame(FrameCode code) {
        this.code = code;
        droppedWords = new long[code.words()];
        droppedObjects = new Object[code.objects()];
        runningWords = new long[code.words()];
        runningObjects = new Object[code.objects()];
        code.reset(droppedWords, 0, droppedObjects, 0);
    }

    @Override
    public void evaluate(RowBuffer rows, long position, Row target) {
        if (failure != null) {
            throw new ArithmeticException(failure);
        }
        long newHigh = code.high(rows, position);
        if (high == UNKNOWN || newHigh < high) {
            code.copy(runningWords, runningObjects, droppedWords, 0, droppedObjects, 0);
            high = rows.first();
        }
        long next = high;
        high = UNKNOWN;
        while (next < newHigh) {
            code.add(runningWords, 0, runningObjects, 0, rows.get(next++));
        }
        code.results(runningWords, runningObjects, target);
        high = next;
    }

    @Override
    public void changed(long position) {
        if (position < high) {
            high = UNKNOWN;
        }
    }

    @Override
    public void dropping(Row row, long position) {
        if (failure != null) {
            return;
        }
        try {
            if (high == position) {
                code.add(runningWords, 0, runningObjects, 0, row);
                high++;
            }
            code.add(droppedWords, 0, droppedObjects, 0, row);
        } catch (ArithmeticException | IllegalArgumentException e) {
            failure = String.valueOf(e.getMessage());
        }
    }

    @Override
    public void save(ByteWriter out) {
        out.writeBoolean(failure != null);
        if (failure != null) {
            out.writeString(failure);
        }
        out.writeVarLong(high);
        code.save(droppedWords, droppedObjects, out);
        out.writeBoolean(high != UNKNOWN);
        if (high != UNKNOWN) {
            code.save(runningWords, runningObjects, out);
        }
    }

    @Override
    public void load(ByteReader in) {
        failure = in.readBoolean() ? in.readString() : null;
        high = in.readVarLong();
        code.load(droppedWords, droppedObjects, in);
        if (in.readBoolean()) {
            code.load(runningWords, runningObjects, in);
        }
    }

    @Override
    public void loaded(RowBuffer rows) {
        // The running sum is saved itself: made again from parts it could differ in the last bit.
    }
}
