// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import dev.millrace.kernel.buffer.RowBuffer;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;

/** A frame whose state rows enter at one end and leave at the other. It is made of rows that are kept, so nothing is saved. */
final class ShrinkingFrame implements FrameState {
    private static final long UNKNOWN = -1;

    private final FrameCode code;
    private final long[] words;
    private final Object[] objects;
    private long low = UNKNOWN;
    private long high;

    ShrinkingFrame(FrameCode code) {
        this.code = code;
        words = new long[code.words()];
        objects = new Object[code.objects()];
    }

    @Override
    public void evaluate(RowBuffer rows, long position, Row target) {
        long newLow = code.low(rows, position);
        long newHigh = Math.max(newLow, code.high(rows, position));
        if (low == UNKNOWN || newLow < low || newHigh < high || newLow > high) {
            code.reset(words, 0, objects, 0);
            low = newLow;
            high = newLow;
        }
        while (high < newHigh) {
            code.add(words, 0, objects, 0, rows.get(high++));
        }
        while (low < newLow) {
            code.remove(words, objects, rows.get(low++));
        }
        code.results(words, objects, target);
    }

    @Override
    public void changed(long position) {
        if (position < high) {
            low = UNKNOWN;
        }
    }

    @Override
    public void dropping(Row row, long position) {
        if (low != UNKNOWN && position >= low && position < high) {
            code.remove(words, objects, row);
            low++;
        }
    }

    @Override
    public void save(ByteWriter out) {
        // Made again from the rows.
    }

    @Override
    public void load(ByteReader in) {
        low = UNKNOWN;
    }

    @Override
    public void loaded(RowBuffer rows) {
        low = UNKNOWN;
    }
}
