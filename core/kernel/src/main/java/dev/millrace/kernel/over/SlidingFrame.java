// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import dev.millrace.kernel.buffer.RowBuffer;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;

/**
 * A frame that rows leave: two stacks, so that nothing is ever subtracted (subtraction loses digits and is not possible for
 * MIN and MAX). In front the sums of {@code [i, middle)} for each {@code i}, at the back one running sum of {@code [middle,
 * high)}. Every row is added once to the back and once to the front. Where the middle is decides how sums are grouped, so it
 * is saved: results are the same to the last bit after a restart.
 *
 * <p>State: one accumulator a row of the frame.
 */
final class SlidingFrame implements FrameState {
    private static final long UNKNOWN = -1;

    private final FrameCode code;
    private final long[] backWords;
    private final Object[] backObjects;
    /** Sums from a position to the middle, the one next to the middle first. */
    private long[] frontWords = {};

    private Object[] frontObjects = {};
    private long low = UNKNOWN;
    private long middle;
    private long high;

    SlidingFrame(FrameCode code) {
        this.code = code;
        backWords = new long[code.words()];
        backObjects = new Object[code.objects()];
    }

    @Override
    public void evaluate(RowBuffer rows, long position, Row target) {
        long newLow = code.low(rows, position);
        long newHigh = Math.max(newLow, code.high(rows, position));
        try {
            move(rows, newLow, newHigh);
            result(target);
        } catch (ArithmeticException | IllegalArgumentException e) {
            // A partial sum may overflow where the whole does not: once more, straight over the rows.
            restart(newLow);
            extend(rows, newHigh);
            result(target);
        }
    }

    private void move(RowBuffer rows, long newLow, long newHigh) {
        boolean isForward = low != UNKNOWN && newLow >= low && newHigh >= high && newLow <= high;
        if (!isForward || (code.isSummedAgain() && newLow > low)) {
            restart(newLow);
            extend(rows, newHigh);
        } else if (newLow > middle) {
            flip(rows, newLow, newHigh);
        } else {
            low = newLow;
            extend(rows, newHigh);
        }
    }

    private void restart(long position) {
        low = UNKNOWN;
        code.reset(backWords, 0, backObjects, 0);
        middle = position;
        high = position;
        low = position;
    }

    private void extend(RowBuffer rows, long newHigh) {
        while (high < newHigh) {
            code.add(backWords, 0, backObjects, 0, rows.get(high));
            high++;
        }
    }

    private void flip(RowBuffer rows, long newLow, long newHigh) {
        restart(newHigh);
        fillFront(rows, newLow, newHigh);
        low = newLow;
    }

    private void fillFront(RowBuffer rows, long from, long to) {
        int words = code.words();
        int objects = code.objects();
        int count = (int) (to - from);
        // Room for a quarter more: frames in time vary in rows.
        if (frontWords.length < count * words || frontObjects.length < count * objects) {
            frontWords = new long[(count + count / 4) * words];
            frontObjects = new Object[(count + count / 4) * objects];
        }
        for (int i = 0; i < count; i++) {
            code.reset(frontWords, i * words, frontObjects, i * objects);
            code.add(frontWords, i * words, frontObjects, i * objects, rows.get(to - 1 - i));
            if (i > 0) {
                code.merge(
                        frontWords,
                        i * words,
                        frontObjects,
                        i * objects,
                        frontWords,
                        (i - 1) * words,
                        frontObjects,
                        (i - 1) * objects);
            }
        }
    }

    private void result(Row target) {
        if (low >= middle) {
            code.results(backWords, backObjects, target);
            return;
        }
        int front = (int) (middle - 1 - low);
        code.copy(
                code.scratchWords(),
                code.scratchObjects(),
                frontWords,
                front * code.words(),
                frontObjects,
                front * code.objects());
        code.merge(code.scratchWords(), 0, code.scratchObjects(), 0, backWords, 0, backObjects, 0);
        code.results(code.scratchWords(), code.scratchObjects(), target);
    }

    @Override
    public void changed(long position) {
        if (position < high) {
            low = UNKNOWN;
        }
    }

    @Override
    public void dropping(Row row, long position) {
        // Rows are dropped when no frame needs them any more.
    }

    @Override
    public void save(ByteWriter out) {
        out.writeVarLong(low);
        out.writeVarLong(middle);
        out.writeVarLong(high);
    }

    @Override
    public void load(ByteReader in) {
        low = in.readVarLong();
        middle = in.readVarLong();
        high = in.readVarLong();
    }

    @Override
    public void loaded(RowBuffer rows) {
        if (low == UNKNOWN || low < rows.first()) {
            low = UNKNOWN;
            return;
        }
        long savedLow = low;
        long savedHigh = high;
        try {
            long savedMiddle = Math.max(middle, savedLow);
            restart(savedMiddle);
            extend(rows, savedHigh);
            fillFront(rows, savedLow, savedMiddle);
            low = savedLow;
        } catch (ArithmeticException | IllegalArgumentException e) {
            low = UNKNOWN;
        }
    }
}
