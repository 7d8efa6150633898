// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Collector;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Over;
import dev.millrace.plan.Over.Frame;
import dev.millrace.plan.Over.OverCall;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.TimeRule.Clock;
import dev.millrace.testkit.CountedSteps;
import dev.millrace.testkit.Inputs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps of an aggregate for each row, counted and not timed: a frame of a thousand rows costs what one of ten does. */
final class OverCostTest {
    private static final int ROWS = 5_000;
    /** A row is added once, merged into the rows before it once, and gives one result of two parts. */
    private static final double STEPS_MAX = 5;

    private final CountedSteps counting = new CountedSteps();
    private long results;

    @Test
    void a_row_costs_the_same_however_long_its_frame_of_rows_is() {
        for (int length : new int[] {10, 100, 1_000}) {
            assertCheap(new Frame(true, length, 0));
            assertCheap(new Frame(true, length, 1));
        }
    }

    @Test
    void a_row_costs_the_same_however_long_its_frame_of_time_is() {
        for (int length : new int[] {10, 100, 1_000}) {
            assertCheap(new Frame(false, length, 0));
        }
    }

    @Test
    void a_frame_without_a_beginning_costs_one_addition_a_row() {
        assertCheap(new Frame(true, Frame.UNBOUNDED, 0));
    }

    private void assertCheap(Frame frame) {
        counting.reset();
        results = 0;
        Schema input = Schema.of(new Column("ts", DataType.TIMESTAMP), new Column("n", DataType.BIGINT));
        Schema output = Schema.of(input.column(0), input.column(1), new Column("c", DataType.BIGINT));
        TimeRule rule = new TimeRule(Clock.KEY, 0, 10_000, 60_000, 0, 1_000_000);
        OverCall call = new OverCall(new AggregateCall("COUNT", List.of(), false, -1, DataType.BIGINT), frame);
        Over plan = new Over(
                "over#1", Inputs.scan(input, rule), List.of(), List.of(call), output, rule, Emit.ON_CLOSE, List.of());
        OverOperator operator = new OverOperator(plan, new FunctionCatalog(List.of(), List.of(counting)));
        OverState state = operator.newState();
        Collector out = new Results();
        for (int i = 0; i < ROWS; i++) {
            Row row = new Row(2).withTimeMs(i).withPosition(0, i);
            row.setLong(0, i);
            row.setLong(1, i % 7);
            operator.process(state, 0, row, out);
        }
        operator.onTime(state, OverOperator.END, out);
        assertEquals(ROWS, results);
        double steps = (double) counting.steps() / ROWS;
        assertTrue(steps >= 1 && steps <= STEPS_MAX, steps + " steps a row for " + frame);
    }

    private final class Results implements Collector {
        @Override
        public void emit(Row row) {
            results++;
        }

        @Override
        public void reject(Row row, LedgerReason reason, String detail) {
            throw new AssertionError(detail);
        }

        @Override
        public void used(Row row) {
            // Counted by what comes out.
        }
    }
}
