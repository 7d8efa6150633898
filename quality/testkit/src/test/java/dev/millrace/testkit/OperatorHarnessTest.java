// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.StateCodec;
import dev.millrace.model.ByteReader;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.plan.TimeRule;
import org.junit.jupiter.api.Test;

/** The harness must see the faults that operators can have. */
final class OperatorHarnessTest {
    private static final Schema SCHEMA =
            Schema.of(new Column("ts", DataType.TIMESTAMP), new Column("n", DataType.BIGINT));

    private Fault fault = Fault.NONE;
    private long leaked;

    @Test
    void sound_operator_passes_and_gives_its_rows() {
        harness()
                .expect("+I @1000 1000, 1", "-U @1000 1000, 1", "+U #1 @2000 2000, 2", "-D #2 @2000 2000, 2")
                .expectResult()
                .verify();
    }

    @Test
    void memory_outside_the_state_is_found() {
        fault = Fault.LEAKS;

        assertFails("two keys");
    }

    @Test
    void part_that_is_not_saved_is_found() {
        fault = Fault.FORGETS_TO_SAVE;

        assertFails("saved and restored");
    }

    @Test
    void state_that_is_kept_at_the_end_is_found() {
        fault = Fault.KEEPS;

        assertFails("not empty at the end");
    }

    @Test
    void row_that_is_neither_used_nor_rejected_is_found() {
        fault = Fault.LOSES;

        assertFails("neither used nor rejected");
    }

    private void assertFails(String text) {
        AssertionError error =
                assertThrows(AssertionError.class, () -> harness().verify());
        assertTrue(error.getMessage().contains(text), error.getMessage());
    }

    private OperatorHarness<long[]> harness() {
        return OperatorHarness.of(Counter::new, SCHEMA, SCHEMA)
                .time(TimeRule.DEFAULT, 0)
                .row(1000L, 0)
                .row(2000L, 0);
    }

    private enum Fault {
        NONE,
        LEAKS,
        FORGETS_TO_SAVE,
        KEEPS,
        LOSES
    }

    /** Counts rows and takes the count back at the end. State: count, time. */
    private final class Counter implements Operator<long[]>, StateCodec<long[]> {
        @Override
        public long[] newState() {
            return new long[2];
        }

        @Override
        public void process(long[] state, int port, Row row, Collector out) {
            if (state[0] > 0) {
                out.emit(counted(state, RowKind.UPDATE_BEFORE, (int) state[0] - 1));
            }
            state[0] += fault == Fault.LEAKS ? ++leaked : 1;
            state[1] = row.timeMs();
            out.emit(counted(state, state[0] == 1 ? RowKind.INSERT : RowKind.UPDATE_AFTER, (int) state[0] - 1));
            if (fault != Fault.LOSES) {
                out.used(row);
            }
        }

        private Row counted(long[] state, RowKind kind, int revision) {
            Row row = new Row(2).withKind(kind).withRevision(revision).withTimeMs(state[1]);
            row.setLong(0, state[1]);
            row.setLong(1, state[0]);
            return row;
        }

        @Override
        public void onTime(long[] state, long progressMs, Collector out) {
            if (progressMs == END && state[0] > 0) {
                out.emit(counted(state, RowKind.DELETE, (int) state[0]));
                state[0] = fault == Fault.KEEPS ? 1 : 0;
                state[1] = 0;
            }
        }

        @Override
        public long nextWakeMs(long[] state) {
            return NEVER;
        }

        @Override
        public boolean isEmpty(long[] state) {
            return state[0] == 0;
        }

        @Override
        public StateCodec<long[]> codec() {
            return this;
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void save(long[] state, boolean isAll, Parts out) {
            out.part(0).writeLong(fault == Fault.FORGETS_TO_SAVE ? 0 : state[0]);
            out.part(1).writeLong(state[1]);
        }

        @Override
        public void load(long[] state, int part, int version, ByteReader in) {
            state[part] = in.readLong();
        }
    }
}
