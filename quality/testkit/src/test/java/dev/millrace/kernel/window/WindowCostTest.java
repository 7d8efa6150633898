// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Collector;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Emit;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.TimeRule.Clock;
import dev.millrace.plan.WindowSpec;
import dev.millrace.testkit.CountedSteps;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a row costs in merges of panes and in additions: a count, so that no clock is needed. */
final class WindowCostTest {
    private static final long SLIDE_MS = 15_000;
    private static final AggregateCall COUNT = new AggregateCall("COUNT", List.of(), false, -1, DataType.BIGINT);

    private final CountedSteps counting = new CountedSteps();
    private long results;

    @Test
    void a_row_of_a_hop_costs_the_same_however_many_windows_it_belongs_to() {
        for (int panes : new int[] {10, 60, 240, 960}) {
            run(panes, 1, 5000);
            assertTrue(
                    counting.merges() < 4 * 5000,
                    panes + " panes: " + counting.merges() + " merges for 5000 rows and " + results + " results");
            assertTrue(counting.additions() == 5000, panes + " panes: " + counting.additions() + " additions");
        }
    }

    @Test
    void rows_that_share_a_pane_share_its_merges() {
        run(240, 10, 20_000);

        assertTrue(counting.merges() < 4 * 2000, counting.merges() + " merges for 2000 panes");
    }

    private void run(int panes, int rowsPerPane, int rows) {
        counting.reset();
        results = 0;
        TimeRule rule = WindowAggregateOperatorTest.rule(Clock.KEY, 5000, 60_000);
        WindowAggregateOperator operator = new WindowAggregateOperator(
                WindowNodes.node(WindowSpec.hop(SLIDE_MS, panes * SLIDE_MS, 0), Emit.ON_CLOSE, rule, List.of(COUNT)),
                new FunctionCatalog(List.of(), List.of(counting)));
        WindowState state = operator.newState();
        Collector out = new Results();
        for (int i = 0; i < rows; i++) {
            Row row = new Row(3);
            row.withTimeMs(i * SLIDE_MS / rowsPerPane);
            operator.process(state, 0, row, out);
        }
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
        public void used(Row row) {}
    }
}
