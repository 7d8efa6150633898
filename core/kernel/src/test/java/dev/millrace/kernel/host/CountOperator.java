// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.StateCodec;
import dev.millrace.model.ByteReader;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.plan.WindowAggregate;
import java.util.TreeMap;
import java.util.TreeSet;

/** A small window count for tests: watermark is the row's stamp, no revisions; one saved part per window. */
final class CountOperator implements Operator<CountOperator.Counts> {
    private static final long SIZE_MS = 60_000;
    /** Of the window that begins at 0; leaves room for windows before it. */
    private static final int FIRST_PART = 10;

    private final WindowAggregate node;

    /** Counts by window start. */
    static final class Counts {
        final TreeMap<Long, Long> counts = new TreeMap<>();
        final TreeSet<Long> dirty = new TreeSet<>();
        Row sample;
        boolean isChanged;
    }

    CountOperator(WindowAggregate node) {
        this.node = node;
    }

    @Override
    public Counts newState() {
        return new Counts();
    }

    @Override
    public void process(Counts state, int port, Row row, Collector out) {
        long start = Math.floorDiv(row.timeMs(), SIZE_MS) * SIZE_MS;
        if (row.progressMs() >= start + SIZE_MS - 1) {
            out.reject(row, LedgerReason.LATE, "window is gone");
            return;
        }
        out.used(row);
        state.counts.merge(start, 1L, Long::sum);
        state.dirty.add(start);
        state.sample = row;
        state.isChanged = true;
    }

    @Override
    public void onTime(Counts state, long progressMs, Collector out) {
        while (!state.counts.isEmpty() && state.counts.firstKey() + SIZE_MS - 1 <= progressMs) {
            long start = state.counts.firstKey();
            Row result = new Row(node.schema().size());
            int keys = node.keys().size();
            for (int i = 0; i < keys; i++) {
                result.setFrom(i, state.sample, node.keys().get(i));
            }
            result.setLong(keys, state.counts.remove(start));
            result.setLong(keys + 1, start);
            result.withTimeMs(start + SIZE_MS - 1);
            state.dirty.add(start);
            state.isChanged = true;
            out.emit(result);
        }
    }

    @Override
    public long nextWakeMs(Counts state) {
        return state.counts.isEmpty() ? NEVER : state.counts.firstKey() + SIZE_MS - 1;
    }

    @Override
    public boolean isEmpty(Counts state) {
        return state.counts.isEmpty();
    }

    @Override
    public StateCodec<Counts> codec() {
        return new Codec();
    }

    private static final class Codec implements StateCodec<Counts> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void save(Counts state, boolean isAll, Parts out) {
            if (isAll || state.isChanged) {
                Row sample = state.sample;
                new dev.millrace.model.RowCodec(Plans.READINGS).writeWithOrigin(sample, out.part(0));
            }
            TreeSet<Long> wanted = isAll ? new TreeSet<>(state.counts.keySet()) : state.dirty;
            for (long start : wanted) {
                int part = (int) (start / SIZE_MS) + FIRST_PART;
                if (state.counts.containsKey(start)) {
                    out.part(part).writeVarLong(state.counts.get(start));
                } else {
                    out.delete(part);
                }
            }
            state.dirty.clear();
            state.isChanged = false;
        }

        @Override
        public void load(Counts state, int part, int version, ByteReader in) {
            if (part == 0) {
                state.sample = new dev.millrace.model.RowCodec(Plans.READINGS).readWithOrigin(in);
            } else {
                state.counts.put((part - FIRST_PART) * SIZE_MS, in.readVarLong());
            }
        }
    }
}
