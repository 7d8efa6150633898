// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.Slot;
import dev.millrace.kernel.buffer.RowBuffer;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.plan.Over.Frame;
import java.util.Arrays;

/** The calls that share one frame: their accumulators side by side in one array of words and one of objects. */
final class FrameCode {
    private final Frame frame;
    private final Kind kind;
    private final FrameCall[] calls;
    private final Accumulator[] accumulators;
    private final int[] wordAt;
    private final int[] objectAt;
    private final int words;
    private final int objects;
    private final long[] scratchWords;
    private final Object[] scratchObjects;
    private final Slot slot = new Slot();

    /** How the calls of a frame are evaluated. */
    enum Kind {
        /** Sums of parts are merged. */
        MERGED,
        /** Summed again for every row: the sums are sets, so one a row would be the square of its rows. */
        DISTINCT,
        /** Rows are taken out one by one. */
        REMOVED,
        /** A state machine over all rows. */
        HISTORY
    }

    FrameCode(Frame frame, Kind kind, FrameCall[] calls) {
        this.frame = frame;
        this.kind = kind;
        this.calls = calls;
        accumulators = Arrays.stream(calls).map(FrameCall::accumulator).toArray(Accumulator[]::new);
        wordAt = new int[calls.length];
        objectAt = new int[calls.length];
        int wordCount = 0;
        int objectCount = 0;
        for (int i = 0; i < calls.length; i++) {
            wordAt[i] = wordCount;
            objectAt[i] = objectCount;
            wordCount += accumulators[i].words();
            objectCount += accumulators[i].objects();
        }
        words = wordCount;
        objects = objectCount;
        scratchWords = new long[words];
        scratchObjects = new Object[objects];
    }

    Frame frame() {
        return frame;
    }

    int words() {
        return words;
    }

    int objects() {
        return objects;
    }

    boolean isSummedAgain() {
        return kind == Kind.DISTINCT;
    }

    boolean isUnbounded() {
        return frame.from() == Frame.UNBOUNDED;
    }

    FrameState newState() {
        if (kind == Kind.REMOVED) {
            return new ShrinkingFrame(this);
        }
        return isUnbounded() ? new RunningFrame(this) : new SlidingFrame(this);
    }

    /** First position of the frame of a row; the beginning of the buffer when the frame is unbounded. */
    long low(RowBuffer rows, long position) {
        if (isUnbounded()) {
            return rows.first();
        }
        return frame.isRows()
                ? within(rows, position - frame.from())
                : rows.lowerBound(rows.timeAt(position) - frame.from());
    }

    private static long within(RowBuffer rows, long position) {
        return Math.max(rows.first(), Math.min(rows.end(), position));
    }

    /** Position behind the frame of a row. */
    long high(RowBuffer rows, long position) {
        if (frame.isRows()) {
            return within(rows, position - frame.to() + 1);
        }
        return rows.upperBound(rows.timeAt(position) - frame.to());
    }

    /** First position whose frame a row at {@code position} is in. */
    long firstAffected(RowBuffer rows, long position) {
        return frame.isRows() ? position + frame.to() : rows.lowerBound(rows.timeAt(position) + frame.to());
    }

    /** Position behind the last one whose frame changes by a new row at {@code position}. */
    long affectedEnd(RowBuffer rows, long position) {
        if (isUnbounded()) {
            return rows.end();
        }
        return frame.isRows() ? position + frame.from() + 1 : rows.upperBound(rows.timeAt(position) + frame.from());
    }

    void reset(long[] intoWords, int word, Object[] intoObjects, int object) {
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i].reset(intoWords, word + wordAt[i], intoObjects, object + objectAt[i]);
        }
    }

    void add(long[] intoWords, int word, Object[] intoObjects, int object, Row row) {
        for (int i = 0; i < accumulators.length; i++) {
            calls[i].add(row, intoWords, word + wordAt[i], intoObjects, object + objectAt[i]);
        }
    }

    void remove(long[] fromWords, Object[] fromObjects, Row row) {
        for (int i = 0; i < accumulators.length; i++) {
            calls[i].remove(row, fromWords, wordAt[i], fromObjects, objectAt[i]);
        }
    }

    void merge(
            long[] intoWords,
            int word,
            Object[] intoObjects,
            int object,
            long[] fromWords,
            int from,
            Object[] fromObjects,
            int fromObject) {
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i].merge(
                    intoWords,
                    word + wordAt[i],
                    intoObjects,
                    object + objectAt[i],
                    fromWords,
                    from + wordAt[i],
                    fromObjects,
                    fromObject + objectAt[i]);
        }
    }

    /** Copies a state; only one with references has to be merged for that. */
    void copy(
            long[] intoWords, Object[] intoObjects, long[] fromWords, int from, Object[] fromObjects, int fromObject) {
        if (objects == 0) {
            System.arraycopy(fromWords, from, intoWords, 0, words);
            return;
        }
        reset(intoWords, 0, intoObjects, 0);
        merge(intoWords, 0, intoObjects, 0, fromWords, from, fromObjects, fromObject);
    }

    long[] scratchWords() {
        return scratchWords;
    }

    Object[] scratchObjects() {
        return scratchObjects;
    }

    /** Writes the results of a state into the row's columns. */
    void results(long[] fromWords, Object[] fromObjects, Row row) {
        for (int i = 0; i < accumulators.length; i++) {
            calls[i].result(fromWords, wordAt[i], fromObjects, objectAt[i], row, slot);
            calls[i].set(row, slot);
        }
    }

    void save(long[] fromWords, Object[] fromObjects, ByteWriter out) {
        for (int i = 0; i < words; i++) {
            out.writeLong(fromWords[i]);
        }
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i].writeObjects(fromObjects, objectAt[i], out);
        }
    }

    void load(long[] intoWords, Object[] intoObjects, ByteReader in) {
        for (int i = 0; i < words; i++) {
            intoWords[i] = in.readLong();
        }
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i].readObjects(intoObjects, objectAt[i], in);
        }
    }
}
