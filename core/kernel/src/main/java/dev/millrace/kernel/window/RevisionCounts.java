// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import java.util.Arrays;

/** How often the result of a window was revised, for the windows of one key that ever were; 0 for all others. */
final class RevisionCounts {
    private static final int INITIAL_WINDOWS = 4;
    private static final long[] NO_ENDS = {};
    private static final int[] NO_COUNTS = {};

    private long[] ends = NO_ENDS;
    private int[] counts = NO_COUNTS;
    private int size;

    int of(long end) {
        int at = Arrays.binarySearch(ends, 0, size, end);
        return at < 0 ? 0 : counts[at];
    }

    /** Counts one more revision and gives its number. */
    int next(long end) {
        int at = Arrays.binarySearch(ends, 0, size, end);
        if (at >= 0) {
            return ++counts[at];
        }
        insert(-1 - at, end, 1);
        return 1;
    }

    private void insert(int at, long end, int count) {
        if (size == ends.length) {
            int capacity = Math.max(INITIAL_WINDOWS, size * 2);
            ends = Arrays.copyOf(ends, capacity);
            counts = Arrays.copyOf(counts, capacity);
        }
        System.arraycopy(ends, at, ends, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        ends[at] = end;
        counts[at] = count;
        size++;
    }

    /** Forgets the windows up to this end. */
    void dropThrough(long end) {
        if (size == 0 || ends[0] > end) {
            return;
        }
        int at = Arrays.binarySearch(ends, 0, size, end);
        int dropped = at >= 0 ? at + 1 : -1 - at;
        System.arraycopy(ends, dropped, ends, 0, size - dropped);
        System.arraycopy(counts, dropped, counts, 0, size - dropped);
        size -= dropped;
    }

    void clear() {
        size = 0;
    }

    void write(ByteWriter out) {
        out.writeVarInt(size);
        for (int i = 0; i < size; i++) {
            out.writeVarLong(ends[i]);
            out.writeVarInt(counts[i]);
        }
    }

    void read(ByteReader in) {
        size = 0;
        for (int left = in.readVarInt(); left > 0; left--) {
            insert(size, in.readVarLong(), in.readVarInt());
        }
    }
}
