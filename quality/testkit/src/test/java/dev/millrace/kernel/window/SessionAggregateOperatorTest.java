// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.plan.Emit;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.TimeRule.Clock;
import dev.millrace.plan.WindowSpec;
import dev.millrace.testkit.OperatorHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Gap: 10 s. Input: ts, device, n. Output: device, COUNT, SUM of n, start of the session. */
final class SessionAggregateOperatorTest {
    private TimeRule rule = WindowAggregateOperatorTest.rule(Clock.KEY, 0, 0);

    @Test
    void rows_exactly_one_gap_apart_are_in_different_sessions() {
        harness(Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(10_999, "a", 2)
                .row(20_999, "a", 4)
                .expect("+I @20998 a, 2, 3, 1000", "+I @30998 a, 1, 4, 20999")
                .verify();
    }

    @Test
    void a_row_that_joins_two_sessions_deletes_their_results() {
        rule = WindowAggregateOperatorTest.rule(Clock.KEY, 0, 60_000);

        harness(Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(15_000, "a", 2)
                .row(40_000, "a", 4)
                .row(8000, "a", 8)
                .expect(
                        "+I @10999 a, 1, 1, 1000",
                        "+I @24999 a, 1, 2, 15000",
                        "-D #1 @10999 a, 1, 1, 1000",
                        "-D #1 @24999 a, 1, 2, 15000",
                        "+I @24999 a, 3, 11, 1000",
                        "+I @49999 a, 1, 4, 40000")
                .verify();
    }

    @Test
    void a_late_row_inside_a_session_revises_it() {
        rule = WindowAggregateOperatorTest.rule(Clock.KEY, 0, 60_000);

        harness(Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(5000, "a", 2)
                .row(40_000, "a", 4)
                .row(3000, "a", 8)
                .expect(
                        "+I @14999 a, 2, 3, 1000",
                        "-U @14999 a, 2, 3, 1000",
                        "+U #1 @14999 a, 3, 11, 1000",
                        "+I @49999 a, 1, 4, 40000")
                .verify();
    }

    @Test
    void a_row_whose_own_session_is_over_is_late() {
        harness(Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(40_000, "a", 2)
                .row(29_999, "a", 4)
                .expect("+I @10999 a, 1, 1, 1000", "+I @49999 a, 1, 2, 40000")
                .expectLedger("LATE 29999, a, 4")
                .verify();
    }

    @Test
    void eager_deletes_the_shorter_session_when_it_grows() {
        harness(Emit.EAGER)
                .row(1000, "a", 1)
                .row(4000, "a", 2)
                .row(2000, "a", 4)
                .expect(
                        "+I @10999 a, 1, 1, 1000",
                        "-D #1 @10999 a, 1, 1, 1000",
                        "+I @13999 a, 2, 3, 1000",
                        "-U @13999 a, 2, 3, 1000",
                        "+U #1 @13999 a, 3, 7, 1000")
                .verify();
    }

    @Test
    void silence_and_the_clock_of_the_stream_fire_sessions() {
        harness(Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .progress(21_000)
                .expect("+I @10999 a, 1, 1, 1000")
                .verify();

        rule = WindowAggregateOperatorTest.rule(Clock.STREAM, 5000, 0);
        harness(Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(15_999, "b", 2)
                .row(999, "a", 4)
                .expect("+I @10999 a, 1, 1, 1000", "+I @25998 b, 1, 2, 15999")
                .expectLedger("LATE 999, a, 4")
                .verify();
    }

    @Test
    void final_results_are_those_of_the_sorted_rows() {
        Random random = new Random(13);
        rule = WindowAggregateOperatorTest.rule(Clock.KEY, 5000, 1_000_000);
        for (int round = 0; round < 8; round++) {
            List<Long> times = new ArrayList<>();
            OperatorHarness<SessionState> onClose = harness(Emit.ON_CLOSE);
            OperatorHarness<SessionState> eager = harness(Emit.EAGER);
            for (int i = 0; i < 50; i++) {
                long timeMs = random.nextInt(400_000);
                times.add(timeMs);
                onClose.row(timeMs, "a", 1);
                eager.row(timeMs, "a", 1);
            }
            assertEquals(sessions(times), onClose.verify().result(), "round " + round);
            assertEquals(sessions(times), eager.verify().result(), "eager round " + round);
        }
    }

    private static List<String> sessions(List<Long> times) {
        List<Long> sorted = times.stream().sorted().toList();
        List<String> sessions = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= sorted.size(); i++) {
            if (i == sorted.size() || sorted.get(i) - sorted.get(i - 1) >= 10_000) {
                int count = (int) IntStream.range(start, i).count();
                sessions.add(
                        "@" + (sorted.get(i - 1) + 9999) + " a, " + count + ", " + count + ", " + sorted.get(start));
                start = i;
            }
        }
        return sessions.stream().sorted().toList();
    }

    private OperatorHarness<SessionState> harness(Emit emit) {
        WindowSpec window = new WindowSpec(WindowSpec.Kind.SESSION, 10_000, 0, 0);
        TimeRule current = rule;
        return OperatorHarness.of(
                        () -> new SessionAggregateOperator(
                                WindowNodes.node(window, emit, current), FunctionCatalog.builtIn()),
                        WindowNodes.INPUT,
                        WindowNodes.OUTPUT)
                .keys(1)
                .time(current, 0);
    }
}
