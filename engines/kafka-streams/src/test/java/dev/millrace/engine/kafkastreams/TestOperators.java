// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.StateCodec;
import dev.millrace.kernel.Transform;
import dev.millrace.kernel.host.OperatorFactory;
import dev.millrace.model.ByteReader;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.WindowAggregate;
import java.util.TreeMap;
import java.util.TreeSet;

/** Two small operators whose results are easy to foretell, so that what is tested is the engine. */
final class TestOperators implements OperatorFactory {
    @Override
    public Operator<?> operator(PlanNode node) {
        WindowAggregate sum = (WindowAggregate) node;
        return new SumOperator(sum, sum.id().startsWith("site"));
    }

    @Override
    public Transform transform(PlanNode node) {
        throw new AssertionError("no plan here has " + node.id());
    }

    @Override
    public Transform projection(TableDefinition table) {
        throw new AssertionError("no table here has computed columns");
    }

    /** Sums by window start. */
    static final class Sums {
        final TreeMap<Long, Long> sums = new TreeMap<>();
        final TreeMap<Long, Integer> revisions = new TreeMap<>();
        final TreeSet<Long> dirty = new TreeSet<>();
        long clockMs = Long.MIN_VALUE;
        Row sample;
    }

    /**
     * Sums per key and window. A window fires when the key's own clock reached its end; or, when running, every row gives a new
     * revision of its window.
     */
    private static final class SumOperator implements Operator<Sums> {
        private final WindowAggregate node;
        private final boolean isRunning;
        private final RowCodec rows;

        SumOperator(WindowAggregate node, boolean isRunning) {
            this.node = node;
            this.isRunning = isRunning;
            rows = new RowCodec(node.input().schema());
        }

        @Override
        public Sums newState() {
            return new Sums();
        }

        @Override
        public void process(Sums state, int port, Row row, Collector out) {
            int valueColumn = node.aggregates().get(0).arguments().get(0);
            Schema input = node.input().schema();
            long timeMs = row.longAt(input.size() - 1);
            long start = Math.floorDiv(timeMs, Plans.WINDOW_MS) * Plans.WINDOW_MS;
            if (!isRunning && start + Plans.WINDOW_MS <= state.clockMs) {
                out.reject(row, LedgerReason.LATE, "window " + start + " is gone");
                return;
            }
            out.used(row);
            state.sums.merge(start, row.longAt(valueColumn), Long::sum);
            state.dirty.add(start);
            state.sample = row;
            state.clockMs = Math.max(state.clockMs, timeMs);
            if (isRunning) {
                emit(state, start, out);
                return;
            }
            fire(state, state.clockMs, out);
        }

        private void fire(Sums state, long upToMs, Collector out) {
            while (!state.sums.isEmpty() && state.sums.firstKey() + Plans.WINDOW_MS <= upToMs) {
                long start = state.sums.firstKey();
                emit(state, start, out);
                state.sums.remove(start);
                state.dirty.add(start);
            }
        }

        private void emit(Sums state, long start, Collector out) {
            int revision = isRunning ? state.revisions.merge(start, 1, Integer::sum) - 1 : 0;
            Row result = new Row(node.schema().size())
                    .copyOrigin(state.sample)
                    .withRevision(revision)
                    .withKind(revision == 0 ? RowKind.INSERT : RowKind.UPDATE_AFTER);
            int keys = node.keys().size();
            for (int i = 0; i < keys; i++) {
                result.setFrom(i, state.sample, node.keys().get(i));
            }
            result.setLong(keys, state.sums.get(start));
            result.setLong(keys + 1, start);
            out.emit(result.withTimeMs(start + Plans.WINDOW_MS - 1));
        }

        @Override
        public void onTime(Sums state, long progressMs, Collector out) {
            if (progressMs >= IDLE && !isRunning) {
                fire(state, Long.MAX_VALUE, out);
            }
            if (progressMs == END) {
                state.sums.clear();
                state.dirty.addAll(state.revisions.keySet());
                state.revisions.clear();
            }
        }

        @Override
        public long nextWakeMs(Sums state) {
            return isRunning || state.sums.isEmpty() ? NEVER : IDLE;
        }

        @Override
        public boolean isEmpty(Sums state) {
            return state.sums.isEmpty() && state.clockMs == Long.MIN_VALUE;
        }

        @Override
        public StateCodec<Sums> codec() {
            return new StateCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void save(Sums state, boolean isAll, Parts out) {
                    var head = out.part(0);
                    head.writeLong(state.clockMs);
                    rows.writeWithOrigin(state.sample, head);
                    for (long start : isAll ? new TreeSet<>(state.sums.keySet()) : state.dirty) {
                        int part = (int) (start / Plans.WINDOW_MS) + 1;
                        if (state.sums.containsKey(start)) {
                            var out1 = out.part(part);
                            out1.writeVarLong(state.sums.get(start));
                            out1.writeVarInt(state.revisions.getOrDefault(start, 0));
                        } else {
                            out.delete(part);
                        }
                    }
                    state.dirty.clear();
                }

                @Override
                public void load(Sums state, int part, int version, ByteReader in) {
                    if (part == 0) {
                        state.clockMs = in.readLong();
                        state.sample = rows.readWithOrigin(in);
                    } else {
                        long start = (part - 1) * Plans.WINDOW_MS;
                        state.sums.put(start, in.readVarLong());
                        int revision = in.readVarInt();
                        if (revision > 0) {
                            state.revisions.put(start, revision);
                        }
                    }
                }
            };
        }
    }
}
