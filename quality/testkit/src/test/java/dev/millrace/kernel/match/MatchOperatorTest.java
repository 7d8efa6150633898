// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import static dev.millrace.kernel.match.MatchCase.call;
import static dev.millrace.kernel.match.MatchCase.count;
import static dev.millrace.kernel.match.MatchCase.evidence;
import static dev.millrace.kernel.match.MatchCase.first;
import static dev.millrace.kernel.match.MatchCase.last;
import static dev.millrace.kernel.match.MatchCase.matchNumber;
import static dev.millrace.kernel.match.MatchCase.near;
import static dev.millrace.kernel.match.MatchCase.number;
import static dev.millrace.kernel.match.MatchCase.rule;
import static dev.millrace.kernel.match.MatchCase.v;

import dev.millrace.model.DataType;
import dev.millrace.plan.Call;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Match.SkipMode;
import dev.millrace.plan.Match.SortKey;
import dev.millrace.plan.TimeRule.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time, disorder, limits and measures; what patterns mean is in {@link MatchReferenceTest}. */
final class MatchOperatorTest {
    @Test
    void match_has_time_of_its_last_row() {
        abc().harness()
                .row(1000, "a", 1)
                .row(2000, "b", 2)
                .row(3000, "c", 3)
                .expect("+I @3000 1, 3")
                .verify();
    }

    @Test
    void rows_within_the_bound_are_put_in_order() {
        abc().time(rule(Clock.KEY, 2000, 0))
                .harness()
                .row(1000, "a", 1)
                .row(3000, "c", 3)
                .row(2000, "b", 2)
                .expect("+I @3000 1, 3")
                .verify();
    }

    @Test
    void rows_of_one_time_are_ordered_by_the_further_columns() {
        abc().order(new SortKey(2, true, false))
                .time(rule(Clock.KEY, 1000, 0))
                .harness()
                .row(1000, "c", 3)
                .row(1000, "b", 2)
                .row(1000, "a", 1)
                .row(9000, "x", 0)
                .expect("+I @1000 1, 3")
                .verify();
    }

    @Test
    void row_too_late_goes_to_the_ledger() {
        abc().time(rule(Clock.KEY, 1000, 1000))
                .harness()
                .row(5000, "a", 1)
                .row(2999, "b", 2)
                .row(null, "b", 2)
                .expect()
                .expectLedger("LATE 2999, b, 2", "INVALID NULL, b, 2")
                .verify();
    }

    @Test
    void eager_match_that_was_wrong_is_deleted() {
        abc().time(rule(Clock.KEY, 5000, 0))
                .emit(Emit.EAGER)
                .harness()
                .row(1000, "a", 1)
                .row(2000, "b", 2)
                .row(3000, "c", 3)
                .row(2500, "x", 0)
                .expect("+I @3000 1, 3", "-D #1 @3000 1, 3")
                .verify();
    }

    @Test
    void eager_match_that_changes_is_replaced_and_others_are_not_repeated() {
        new MatchCase("A B+ C")
                .define("A", "a")
                .define("B", "b")
                .define("C", "c")
                .measure(count())
                .measure(matchNumber())
                .time(rule(Clock.KEY, 5000, 0))
                .emit(Emit.EAGER)
                .harness()
                .row(100, "a", 1)
                .row(200, "b", 2)
                .row(300, "c", 3)
                .row(1000, "a", 1)
                .row(2000, "b", 2)
                .row(3000, "c", 3)
                .row(2500, "b", 0)
                .expect("+I @300 3, 1", "+I @3000 3, 2", "-U @3000 3, 2", "+U #1 @3000 4, 2")
                .verify();
    }

    @Test
    void match_that_comes_back_has_a_higher_revision() {
        new MatchCase("A B C")
                .define("A", "a")
                .define("B", call("<>", v(), number(7)))
                .define("C", "c")
                .measure(first("A", 0))
                .time(rule(Clock.KEY, 5000, 0))
                .emit(Emit.EAGER)
                .harness()
                .row(1000, "a", 1)
                .row(2000, "b", 2)
                .row(3000, "c", 3)
                .row(1500, "c", 7)
                .row(1400, "b", 8)
                .expect("+I @3000 1", "-D #1 @3000 1", "+I #2 @1500 1")
                .expectResult("@1500 1")
                .verify();
    }

    @Test
    void late_row_within_lateness_corrects_on_close() {
        abc().time(rule(Clock.KEY, 0, 5000))
                .harness()
                .row(1000, "a", 1)
                .row(3000, "c", 3)
                .row(2000, "b", 2)
                .expect("+I @3000 1, 3")
                .verify();
    }

    @Test
    void final_says_once_what_is_sure() {
        abc().time(rule(Clock.KEY, 0, 5000))
                .emit(Emit.FINAL)
                .harness()
                .row(1000, "a", 1)
                .row(2000, "b", 2)
                .row(3000, "c", 3)
                .row(2500, "x", 0)
                .row(9000, "x", 0)
                .expect()
                .verify();
    }

    @Test
    void within_ends_a_greedy_match_and_a_partial_one() {
        new MatchCase("A B*")
                .define("A", "a")
                .define("B", "b")
                .measure(count())
                .within(1000)
                .harness()
                .row(1000, "a", 1)
                .row(1500, "b", 2)
                .row(1999, "b", 3)
                .row(2000, "b", 4)
                .expect("+I @1999 3")
                .verify();
    }

    @Test
    void silent_key_gives_its_greedy_match_and_corrects_it_when_it_was_not_over() {
        new MatchCase("A B*")
                .define("A", "a")
                .define("B", "b")
                .measure(count())
                .within(1000)
                .time(rule(Clock.KEY, 100, 60_000))
                .harness()
                .row(1000, "a", 1)
                .progress(11_999)
                .progress(12_000)
                .row(1200, "b", 2)
                .progress(30_000)
                .expect("+I @1000 1", "-U @1000 1", "+U #1 @1200 2")
                .verify();
    }

    @Test
    void reluctant_run_ends_at_the_first_row_that_fits() {
        new MatchCase("A X*? B")
                .define("A", call(">", v(), number(80)))
                .define("B", call(">", last("B", 0), last("A", 0)))
                .measure(last("A", 0))
                .measure(last("B", 0))
                .measure(count())
                .within(60_000)
                .harness()
                .row(1000, "", 90)
                .row(2000, "", 10)
                .row(3000, "", 85)
                .row(4000, "", 91)
                .row(5000, "", 99)
                .expect("+I @4000 90, 91, 4")
                .verify();
    }

    @Test
    void skip_to_next_row_gives_overlapping_matches() {
        new MatchCase("A B")
                .measure(first("", 0))
                .measure(last("", 0))
                .skip(SkipMode.TO_NEXT_ROW, "")
                .harness()
                .row(1000, "", 1)
                .row(2000, "", 2)
                .row(3000, "", 3)
                .expect("+I @2000 1, 2", "+I @3000 2, 3")
                .verify();
    }

    @Test
    void skip_to_last_symbol_begins_again_there() {
        new MatchCase("A N*? B")
                .define("A", "cmd")
                .define("N", call("<>", new dev.millrace.plan.InputColumn(1, DataType.STRING), text("ack")))
                .define("B", "cmd")
                .measure(last("A", 0))
                .measure(last("B", 0))
                .skip(SkipMode.TO_LAST, "B")
                .harness()
                .row(1000, "cmd", 1)
                .row(2000, "x", 2)
                .row(3000, "cmd", 3)
                .row(4000, "cmd", 4)
                .row(5000, "ack", 5)
                .row(6000, "cmd", 6)
                .expect("+I @3000 1, 3", "+I @4000 3, 4")
                .verify();
    }

    @Test
    void skip_to_the_first_row_of_the_match_is_refused_and_the_search_goes_on() {
        new MatchCase("A? B+ C")
                .define("A", "a")
                .define("B", "b")
                .define("C", "c")
                .measure(first("B", 0))
                .skip(SkipMode.TO_FIRST, "B")
                .harness()
                .row(1000, "a", 0)
                .row(2000, "b", 1)
                .row(3000, "c", 2)
                .expect("+I @3000 1")
                .expectLedger("OVERFLOW 3000, c, 2")
                .verify();
    }

    @Test
    void next_waits_for_the_row_it_looks_at() {
        new MatchCase("A")
                .define("A", call("<", v(), near("", 1)))
                .measure(v())
                .measure(near("", 1))
                .harness()
                .row(1000, "", 1)
                .row(2000, "", 2)
                .row(3000, "", 1)
                .expect("+I @1000 1, 2")
                .verify();
    }

    @Test
    void start_that_holds_too_many_rows_is_given_up() {
        new MatchCase("A X* B")
                .define("A", "a")
                .define("B", "b")
                .measure(first("", 0))
                .limits(3, 100)
                .harness()
                .row(1000, "a", 1)
                .row(2000, "a", 2)
                .row(3000, "x", 3)
                .row(4000, "x", 4)
                .row(5000, "x", 5)
                .expect()
                .expectLedger("OVERFLOW 1000, a, 1", "OVERFLOW 2000, a, 2")
                .verify();
    }

    @Test
    void start_with_too_many_threads_is_given_up() {
        new MatchCase("(A | B)* C")
                .define("C", call(">", last("A", 0), last("B", 0)))
                .measure(count())
                .limits(100, 6)
                .harness()
                .row(1000, "", 1)
                .row(2000, "", 1)
                .row(3000, "", 1)
                .expect()
                .expectLedger("OVERFLOW 1000, , 1", "OVERFLOW 2000, , 1")
                .verify();
    }

    @Test
    void condition_that_overflows_is_noted_once_and_counts_as_false() {
        new MatchCase("A B*")
                .define("A", call("=", call("/", number(4), v()), number(4)))
                .define("B", call("=", call("/", number(4), v()), number(2)))
                .measure(count())
                .harness()
                .row(1000, "", 1)
                .row(2000, "", 0)
                .row(3000, "", 1)
                .row(4000, "", 2)
                .expect("+I @1000 1", "+I @4000 2")
                .expectLedger("OVERFLOW 2000, , 0")
                .verify();
    }

    @Test
    void evidence_shows_the_rows_and_shortens_long_runs() {
        var harness = new MatchCase("A X* B")
                .define("A", "a")
                .define("X", "x")
                .define("B", "b")
                .measure(evidence())
                .harness()
                .row(0, "a", 0);
        for (int i = 1; i <= 60; i++) {
            harness.row(i, "x", i);
        }
        harness.row(61, "b", 61)
                .expect("+I @61 [" + shown("A", 0) + "," + shown("X", 1) + "," + shown("X", 2) + ","
                        + shown("X", 3) + ",{\"symbol\":\"X\",\"elided\":54}," + shown("X", 58) + ","
                        + shown("X", 59) + "," + shown("X", 60) + "," + shown("B", 61) + "]")
                .verify();
    }

    @Test
    void match_rowtime_is_the_time_of_the_last_row() {
        new MatchCase("A B")
                .measure(new Call("MATCH_ROWTIME", List.of(), DataType.TIMESTAMP))
                .harness()
                .row(1000, "", 1)
                .row(2000, "", 2)
                .expect("+I @2000 2000")
                .verify();
    }

    @Test
    void state_is_dropped_after_its_time_to_live() {
        abc().harness()
                .row(1000, "a", 1)
                .progress(1_001_000)
                .row(1_002_000, "b", 2)
                .row(1_003_000, "c", 2)
                .expect()
                .verify();
    }

    private static MatchCase abc() {
        return new MatchCase("A B C")
                .define("A", "a")
                .define("B", "b")
                .define("C", "c")
                .measure(last("A", 0))
                .measure(last("C", 0))
                .within(60_000);
    }

    private static dev.millrace.plan.Expression text(String value) {
        return new dev.millrace.plan.Literal(value, DataType.STRING);
    }

    private static String shown(String symbol, int i) {
        return "{\"symbol\":\"" + symbol + "\",\"ts\":\"1970-01-01 00:00:00." + String.format("%03d", i) + "\",\"k\":\""
                + symbol.toLowerCase(java.util.Locale.ROOT) + "\",\"v\":" + i + "}";
    }
}
