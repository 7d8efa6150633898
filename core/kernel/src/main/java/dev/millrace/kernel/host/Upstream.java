// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.Operator;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How far the upstream partitions of a task's exchanges are, and which inputs have ended. */
final class Upstream {
    private final List<Map<Integer, Long>> progress = new ArrayList<>();
    private final boolean[] isEnded;
    /** Inputs that have no part in the progress. */
    private final BitSet timeless;

    /** The partition whose row came last and its progress: most rows need no look-up. */
    private long leastMs = Row.NO_TIME;

    Upstream(int inputs, BitSet timeless) {
        this.timeless = timeless;
        for (int i = 0; i < inputs; i++) {
            progress.add(new TreeMap<>());
        }
        isEnded = new boolean[inputs];
    }

    void progress(int input, int partition, long progressMs) {
        Map<Integer, Long> known = progress.get(input);
        Long before = known.get(partition);
        // A row after IDLE brings its partition back into the count.
        if (before == null || before == Operator.IDLE || before < progressMs) {
            known.put(partition, progressMs);
            leastMs = findLeast();
        }
    }

    /** Least progress of all partitions heard of that are not idle, of inputs that have not ended. */
    long leastMs() {
        return leastMs;
    }

    /** Whether this was the last input to end. */
    boolean end(int input) {
        if (isEnded[input]) {
            return false;
        }
        isEnded[input] = true;
        leastMs = findLeast();
        return isEnded();
    }

    boolean isEnded() {
        for (boolean ended : isEnded) {
            if (!ended) {
                return false;
            }
        }
        return true;
    }

    void write(ByteWriter out) {
        out.writeVarInt(isEnded.length);
        for (int i = 0; i < isEnded.length; i++) {
            out.writeBoolean(isEnded[i]);
            out.writeVarInt(progress.get(i).size());
            progress.get(i).forEach((partition, progressMs) -> {
                out.writeVarInt(partition);
                out.writeLong(progressMs);
            });
        }
    }

    void read(ByteReader in) {
        int inputs = in.readVarInt();
        for (int i = 0; i < inputs; i++) {
            isEnded[i] = in.readBoolean();
            int partitions = in.readVarInt();
            for (int j = 0; j < partitions; j++) {
                int partition = in.readVarInt();
                progress.get(i).put(partition, in.readLong());
            }
        }
        leastMs = findLeast();
    }

    private long findLeast() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < isEnded.length; i++) {
            if (isEnded[i] || timeless.get(i)) {
                continue;
            }
            if (progress.get(i).isEmpty()) {
                return Row.NO_TIME;
            }
            for (long progressMs : progress.get(i).values()) {
                least = progressMs == Operator.IDLE ? least : Math.min(least, progressMs);
            }
        }
        return least == Long.MAX_VALUE ? leastMs : least;
    }
}
