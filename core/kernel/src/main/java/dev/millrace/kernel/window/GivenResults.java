// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.kernel.buffer.ResultPosition;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import java.util.Map;
import java.util.TreeMap;

/**
 * Results of one key that silence brought about before their windows were complete, from the first row of these windows that comes
 * after all until they fire again. Empty at other times; at most one row for each window that has rows and is not complete.
 */
final class GivenResults {
    private TreeMap<Long, Row> byEnd;
    private boolean isChanged;

    boolean isEmpty() {
        return byEnd == null || byEnd.isEmpty();
    }

    void put(long end, Row result) {
        if (byEnd == null) {
            byEnd = new TreeMap<>();
        }
        byEnd.put(end, result);
        isChanged = true;
    }

    /** Least end, {@link Long#MAX_VALUE} when empty. */
    long firstEnd() {
        return isEmpty() ? Long.MAX_VALUE : byEnd.firstKey();
    }

    /** Greatest end, {@link Long#MIN_VALUE} when empty. */
    long lastEnd() {
        return isEmpty() ? Long.MIN_VALUE : byEnd.lastKey();
    }

    /** Takes out the result of a window, null when there is none. */
    Row take(long end) {
        if (isEmpty()) {
            return null;
        }
        Row taken = byEnd.remove(end);
        isChanged |= taken != null;
        return taken;
    }

    void clear() {
        isChanged |= !isEmpty();
        byEnd = null;
    }

    /** Whether it is another one than at the last {@link #saved}. */
    boolean isChanged() {
        return isChanged;
    }

    void saved() {
        isChanged = false;
    }

    /** Not when empty. */
    void write(RowCodec codec, ByteWriter out) {
        out.writeVarInt(byEnd.size());
        for (Map.Entry<Long, Row> each : byEnd.entrySet()) {
            out.writeVarLong(each.getKey());
            codec.write(each.getValue(), out);
            out.writeVarLong(each.getValue().offset());
        }
    }

    void read(RowCodec codec, PaneLayout layout, ByteReader in) {
        for (int left = in.readVarInt(); left > 0; left--) {
            long end = in.readVarLong();
            Row result = codec.read(in).withTimeMs(layout.timeOf(end) - 1);
            put(end, result.withPosition(ResultPosition.PARTITION, in.readVarLong()));
        }
        isChanged = false;
    }
}
