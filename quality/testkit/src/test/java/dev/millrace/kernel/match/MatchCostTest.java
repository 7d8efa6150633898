// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import static dev.millrace.kernel.match.MatchCase.call;
import static dev.millrace.kernel.match.MatchCase.last;
import static dev.millrace.kernel.match.MatchCase.v;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Collector;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.plan.Match.SkipMode;
import org.junit.jupiter.api.Test;

/**
 * Steps of the search for each row, counted and not timed. A backtracking matcher needs 2^rows for the first of these and
 * rows^3 for the second.
 */
final class MatchCostTest {
    private static final int WINDOW_ROWS = 50;

    @Test
    void two_ways_for_every_row_do_not_double_the_work() {
        assertLinear(new MatchCase("(A | B)* C").define("C", "c"));
    }

    @Test
    void loops_next_to_each_other_share_their_partial_matches() {
        assertLinear(new MatchCase("A* A* A* B").define("A", "a").define("B", "b"));
    }

    @Test
    void nested_loops_share_their_partial_matches() {
        assertLinear(new MatchCase("A+ (B+ C+)+ D").define("D", "d"));
    }

    @Test
    void work_grows_with_the_length_of_the_pattern_and_not_faster() {
        double shortWork = perRow(new MatchCase("A{1,10} B").define("B", "b"), 10);
        double longWork = perRow(new MatchCase("A{1,40} B").define("B", "b"), 40);

        assertTrue(longWork < shortWork * 4 * 4 * 1.5, shortWork + " steps for 10, " + longWork + " for 40");
    }

    @Test
    void condition_that_looks_at_one_row_before_keeps_a_partial_match_for_each_and_not_for_each_pair() {
        MatchCase testCase = new MatchCase("A+ B+ C")
                .define("B", call(">", v(), last("A", 0)))
                .define("C", "c");

        double small = perRow(testCase, 20);
        double large = perRow(testCase, 40);

        assertTrue(large < small * 4 * 1.2, small + " steps with 20 rows in WITHIN, " + large + " with 40");
    }

    /**
     * With rows that match in every way, twice the window is at most twice the work for each row, and a row of the window costs at
     * most two steps for each instruction of the pattern.
     */
    private static void assertLinear(MatchCase testCase) {
        int stepsMax = 2
                * new MatchCode(testCase.plan(), FunctionCatalog.builtIn())
                        .program()
                        .size();
        double small = perRow(testCase, WINDOW_ROWS);
        double large = perRow(testCase, 2 * WINDOW_ROWS);

        assertTrue(large < small * 2 * 1.1, small + " steps with 50 rows in WITHIN, " + large + " with 100");
        assertTrue(small < WINDOW_ROWS * stepsMax, small + " steps a row for " + WINDOW_ROWS + " rows in WITHIN");
    }

    /** Steps a row when every row begins a partial match that lives as long as it may, and none is ever whole. */
    private static double perRow(MatchCase testCase, int windowRows) {
        int rows = 20 * windowRows;
        MatchOperator operator = new MatchOperator(
                testCase.skip(SkipMode.TO_NEXT_ROW, "")
                        .measure(MatchCase.count())
                        .within(windowRows)
                        .plan(),
                FunctionCatalog.builtIn());
        MatchState state = operator.newState();
        for (int i = 0; i < rows; i++) {
            Row row = new Row(3).withTimeMs(i).withPosition(0, i);
            row.setLong(0, i);
            row.setObject(1, "a");
            row.setLong(2, i % 7);
            operator.process(state, 0, row, new Ignored());
        }
        return (double) operator.work() / rows;
    }

    private static final class Ignored implements Collector {
        @Override
        public void emit(Row row) {
            throw new AssertionError("matched: " + row);
        }

        @Override
        public void reject(Row row, LedgerReason reason, String detail) {
            throw new AssertionError(reason + " " + detail);
        }

        @Override
        public void used(Row row) {
            // Nobody counts.
        }
    }
}
