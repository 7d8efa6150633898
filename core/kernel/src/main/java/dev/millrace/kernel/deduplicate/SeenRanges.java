// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.deduplicate;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import java.util.Arrays;

/**
 * Sequence numbers as ranges in ascending order. Numbers one after the other share a range, so a device without gaps needs a few
 * dozen bytes. A range covers at most an eighth of the horizon in event time: so numbers are forgotten when they are old, and a
 * device whose counter starts anew is taken for a new one after the horizon and not never.
 *
 * <p>Saved in two pieces: the newest few ranges, which change with every reading, and the settled ones before them, which change
 * when a gap is filled late or a range grows old. A device that was on and off all day has hundreds of those.
 */
final class SeenRanges {
    private static final int INITIAL_RANGES = 4;
    /** With more than this many open ranges the older ones are settled, and this few stay open. */
    private static final int OPEN_MAX = 8;

    private static final int OPEN_KEPT = 2;

    private final long spanMs;
    private final int rangesMax;
    private long[] firsts = new long[INITIAL_RANGES];
    private long[] lasts = new long[INITIAL_RANGES];
    private long[] beginsMs = new long[INITIAL_RANGES];
    private long[] endsMs = new long[INITIAL_RANGES];
    private int size;
    /** So many ranges, the first ones, are settled. */
    private int settled;

    private boolean isSettledChanged;
    /** No range ended before this; exact after {@link #dropBefore} looked. */
    private long oldestMs = Long.MAX_VALUE;

    SeenRanges(long horizonMs, int rangesMax) {
        this.spanMs = Math.max(1, horizonMs / 8);
        this.rangesMax = rangesMax;
    }

    int size() {
        return size;
    }

    boolean contains(long number) {
        int at = floor(number);
        return at >= 0 && number <= lasts[at];
    }

    /**
     * Adds a number that is not there.
     *
     * @return how many numbers the limit made it forget
     */
    long add(long number, long timeMs) {
        int below = floor(number);
        boolean joinsBelow = below >= 0 && lasts[below] == number - 1 && isNear(below, timeMs);
        boolean joinsAbove = below + 1 < size && firsts[below + 1] == number + 1 && isNear(below + 1, timeMs);
        if (joinsBelow) {
            lasts[below] = number;
            widen(below, timeMs, timeMs);
            if (joinsAbove && canMerge(below)) {
                lasts[below] = lasts[below + 1];
                widen(below, beginsMs[below + 1], endsMs[below + 1]);
                remove(below + 1);
            }
            return 0;
        }
        if (joinsAbove) {
            firsts[below + 1] = number;
            widen(below + 1, timeMs, timeMs);
            return 0;
        }
        long forgotten = size == rangesMax ? forgetOldest() : 0;
        insert(floor(number) + 1, number, number, timeMs, timeMs);
        return forgotten;
    }

    /** Index of the last range that begins at or before a number, -1 when there is none. */
    private int floor(long number) {
        if (size > 0 && firsts[size - 1] <= number) {
            return size - 1;
        }
        int at = Arrays.binarySearch(firsts, 0, size, number);
        return at >= 0 ? at : -2 - at;
    }

    private boolean isNear(int range, long timeMs) {
        return Math.max(endsMs[range], timeMs) - Math.min(beginsMs[range], timeMs) <= spanMs;
    }

    private boolean canMerge(int range) {
        return Math.max(endsMs[range], endsMs[range + 1]) - Math.min(beginsMs[range], beginsMs[range + 1]) <= spanMs;
    }

    private void widen(int range, long fromMs, long toMs) {
        isSettledChanged |= range < settled;
        beginsMs[range] = Math.min(beginsMs[range], fromMs);
        endsMs[range] = Math.max(endsMs[range], toMs);
    }

    private long forgetOldest() {
        int oldest = 0;
        for (int i = 1; i < size; i++) {
            oldest = endsMs[i] < endsMs[oldest] ? i : oldest;
        }
        long numbers = lasts[oldest] - firsts[oldest] + 1;
        remove(oldest);
        return numbers;
    }

    /** Forgets the ranges whose latest number came before a time. */
    void dropBefore(long timeMs) {
        if (timeMs <= oldestMs) {
            return;
        }
        int kept = 0;
        int settledKept = 0;
        oldestMs = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            if (endsMs[i] >= timeMs) {
                oldestMs = Math.min(oldestMs, endsMs[i]);
                copy(i, kept++);
                settledKept += i < settled ? 1 : 0;
            }
        }
        isSettledChanged |= settledKept < settled;
        settled = settledKept;
        size = kept;
    }

    private void copy(int from, int to) {
        firsts[to] = firsts[from];
        lasts[to] = lasts[from];
        beginsMs[to] = beginsMs[from];
        endsMs[to] = endsMs[from];
    }

    private void insert(int at, long first, long last, long beginMs, long endMs) {
        if (size == firsts.length) {
            firsts = Arrays.copyOf(firsts, size * 2);
            lasts = Arrays.copyOf(lasts, size * 2);
            beginsMs = Arrays.copyOf(beginsMs, size * 2);
            endsMs = Arrays.copyOf(endsMs, size * 2);
        }
        for (int i = size; i > at; i--) {
            copy(i - 1, i);
        }
        firsts[at] = first;
        lasts[at] = last;
        beginsMs[at] = beginMs;
        endsMs[at] = endMs;
        oldestMs = Math.min(oldestMs, endMs);
        size++;
        if (at < settled) {
            settled++;
            isSettledChanged = true;
        }
    }

    private void remove(int at) {
        for (int i = at + 1; i < size; i++) {
            copy(i, i - 1);
        }
        size--;
        if (at < settled) {
            settled--;
            isSettledChanged = true;
        }
    }

    void clear() {
        oldestMs = Long.MAX_VALUE;
        size = 0;
        isSettledChanged |= settled > 0;
        settled = 0;
    }

    /** Settles ranges when many are open. Called before anything is written. */
    void settle() {
        if (size - settled > OPEN_MAX) {
            settled = size - OPEN_KEPT;
            isSettledChanged = true;
        }
    }

    boolean hasSettled() {
        return settled > 0;
    }

    /** Whether the settled ranges are others than at the last {@link #saved}. */
    boolean isSettledChanged() {
        return isSettledChanged;
    }

    void saved() {
        isSettledChanged = false;
    }

    void writeSettled(ByteWriter out) {
        write(0, settled, out);
    }

    void writeOpen(ByteWriter out) {
        write(settled, size, out);
    }

    private void write(int from, int to, ByteWriter out) {
        out.writeVarInt(to - from);
        for (int i = from; i < to; i++) {
            out.writeVarLong(firsts[i]);
            out.writeVarLong(lasts[i] - firsts[i]);
            out.writeVarLong(beginsMs[i]);
            out.writeVarLong(endsMs[i] - beginsMs[i]);
        }
    }

    /** Reads one of the pieces into an object that holds none or the other one. */
    void read(ByteReader in, boolean isSettled) {
        int at = isSettled ? 0 : size;
        int count = in.readVarInt();
        for (int i = at; i < at + count; i++) {
            long first = in.readVarLong();
            long last = first + in.readVarLong();
            long beginMs = in.readVarLong();
            insert(i, first, last, beginMs, beginMs + in.readVarLong());
        }
        settled = isSettled ? count : settled;
        isSettledChanged = false;
    }
}
