// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.kernel.buffer.RowBuffer;
import dev.millrace.model.Row;

/**
 * The rows of a match or of a thread, as conditions and measures see them. One object an operator, filled before each use:
 * runs up to {@link #to}, then perhaps one row more that is being tried.
 */
final class Binding {
    static final long NONE = -1;

    RowBuffer rows;
    /** Position behind the last row that may be looked at. */
    long visibleTo;
    /** First row of the match. */
    long from;
    /** Runs of the match; null when there is none yet. */
    Run last;
    /** Position behind the last row of the runs. */
    long to;
    /** Label of the row at {@link #to} that is being tried, -1 when there is none. */
    int tried = -1;
    /** Runs up to the current row of ALL ROWS PER MATCH; same as the whole unless {@link #narrow} was called. */
    private Run runningLast;

    private long runningTo;
    /** Row that CLASSIFIER is about. */
    long current;

    /** Of the match, 0 when there is none. */
    long number;
    /** Whether it is a partial match whose time ran out. */
    boolean isTimedOut;

    /** Binding of a thread that tries a row as a symbol. */
    void trying(RowBuffer buffer, long start, Run runs, long position, int label) {
        rows = buffer;
        from = start;
        last = runs;
        to = position;
        tried = label;
        runningLast = runs;
        runningTo = position;
        current = position;
    }

    /** Binding of a whole match. */
    void whole(RowBuffer buffer, long start, Run runs, long end) {
        trying(buffer, start, runs, end, -1);
        current = end - 1;
    }

    /** Makes a row of the match the current one: running navigation sees rows up to it. */
    void narrow(long position) {
        runningLast = last;
        while (runningLast != null && runningLast.from > position) {
            runningLast = runningLast.before;
        }
        runningTo = position + 1;
        current = position;
    }

    Run runs(boolean isFinal) {
        return isFinal ? last : runningLast;
    }

    /** Position behind the last row of {@link #runs}. */
    long runsTo(boolean isFinal) {
        return isFinal ? to : runningTo;
    }

    /** Position behind the last row, that being tried included. */
    long end(boolean isFinal) {
        return runsTo(isFinal) + (tried >= 0 ? 1 : 0);
    }

    /** Position of the row that many rows of the symbols back from the last one, {@link #NONE} when there is none. */
    long last(boolean[] symbols, long back, boolean isFinal) {
        long rest = back;
        if (tried >= 0 && symbols[PatternProgram.symbol(tried)]) {
            if (rest == 0) {
                return to;
            }
            rest--;
        }
        return last(runs(isFinal), runsTo(isFinal), symbols, rest);
    }

    static long last(Run runs, long end, boolean[] symbols, long back) {
        long rest = back;
        long runEnd = end;
        for (Run run = runs; run != null; run = run.before) {
            if (symbols[run.symbol()]) {
                long length = runEnd - run.from;
                if (rest < length) {
                    return runEnd - 1 - rest;
                }
                rest -= length;
            }
            runEnd = run.from;
        }
        return NONE;
    }

    long count(boolean[] symbols, boolean isFinal) {
        long count = tried >= 0 && symbols[PatternProgram.symbol(tried)] ? 1 : 0;
        return count + count(runs(isFinal), runsTo(isFinal), symbols);
    }

    static long count(Run runs, long end, boolean[] symbols) {
        long count = 0;
        long runEnd = end;
        for (Run run = runs; run != null; run = run.before) {
            if (symbols[run.symbol()]) {
                count += runEnd - run.from;
            }
            runEnd = run.from;
        }
        return count;
    }

    /** Label of a row, -1 when it is not in the match. */
    int labelAt(long position) {
        if (tried >= 0 && position == to) {
            return tried;
        }
        if (position < from || position >= to) {
            return -1;
        }
        Run run = last;
        while (run != null && run.from > position) {
            run = run.before;
        }
        return run == null ? -1 : run.label;
    }

    /** Row at a position, null outside of what may be looked at. */
    Row rowAt(long position) {
        return position < rows.first() || position >= visibleTo ? null : rows.get(position);
    }
}
