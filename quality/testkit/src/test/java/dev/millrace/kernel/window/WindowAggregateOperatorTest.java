// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Operator;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Emit;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.TimeRule.Clock;
import dev.millrace.plan.WindowSpec;
import dev.millrace.testkit.OperatorHarness;
import org.junit.jupiter.api.Test;

/** Input: ts, device, n. Output: device, COUNT, SUM of n, start of the window. */
final class WindowAggregateOperatorTest {
    private static final WindowSpec TEN_SECONDS = WindowSpec.tumble(10_000, 0);

    private TimeRule rule = rule(Clock.KEY, 0, 0);

    @Test
    void a_window_fires_when_the_clock_of_its_key_passes_its_last_millisecond() {
        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(9999, "a", 2)
                .row(10_000, "a", 4)
                .expect("+I @9999 a, 2, 3, 0", "+I @19999 a, 1, 4, 10000")
                .verify();
    }

    @Test
    void every_key_has_its_own_clock() {
        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(500_000, "b", 1)
                .row(2000, "a", 2)
                .expectResult("@9999 a, 2, 3, 0", "@509999 b, 1, 1, 500000")
                .verify();
    }

    @Test
    void disorder_within_the_bound_is_taken_and_time_below_zero_is_floored() {
        rule = rule(Clock.KEY, 5000, 0);

        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(-3000, "a", 2)
                .row(14_998, "a", 4)
                .row(14_999, "a", 8)
                .expect("+I @-1 a, 1, 2, -10000", "+I @9999 a, 1, 1, 0", "+I @19999 a, 2, 12, 10000")
                .verify();
    }

    @Test
    void a_late_row_within_the_lateness_revises_the_result() {
        rule = rule(Clock.KEY, 0, 5000);

        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(12_000, "a", 2)
                .row(2000, "a", 4)
                .row(3000, "a", 8)
                .expect(
                        "+I @9999 a, 1, 1, 0",
                        "-U @9999 a, 1, 1, 0",
                        "+U #1 @9999 a, 2, 5, 0",
                        "-U #1 @9999 a, 2, 5, 0",
                        "+U #2 @9999 a, 3, 13, 0",
                        "+I @19999 a, 1, 2, 10000")
                .verify();
    }

    @Test
    void a_row_that_is_too_late_goes_to_the_ledger() {
        rule = rule(Clock.KEY, 0, 5000);

        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(15_000, "a", 2)
                .row(2000, "a", 4)
                .expect("+I @9999 a, 1, 1, 0", "+I @19999 a, 1, 2, 10000")
                .expectLedger("LATE 2000, a, 4")
                .verify();
    }

    @Test
    void a_late_row_for_a_window_without_rows_gives_its_first_result_at_once() {
        rule = rule(Clock.KEY, 0, 20_000);

        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(25_000, "a", 2)
                .row(11_000, "a", 4)
                .expect("+I @9999 a, 1, 1, 0", "+I @19999 a, 1, 4, 10000", "+I @29999 a, 1, 2, 20000")
                .verify();
    }

    @Test
    void a_row_may_be_late_for_some_windows_of_a_hop_only() {
        harness(WindowSpec.hop(5000, 15_000, 0), Emit.ON_CLOSE)
                .row(21_000, "a", 1)
                .row(12_000, "a", 2)
                .expectResult("@24999 a, 2, 3, 10000", "@29999 a, 1, 1, 15000", "@34999 a, 1, 1, 20000")
                .expectLedger("LATE 12000, a, 2")
                .verify();
    }

    @Test
    void a_hop_gives_a_result_for_every_slide_that_has_rows() {
        harness(WindowSpec.hop(5000, 10_000, 0), Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(6000, "a", 2)
                .row(31_000, "a", 4)
                .expect(
                        "+I @4999 a, 1, 1, -5000",
                        "+I @9999 a, 2, 3, 0",
                        "+I @14999 a, 1, 2, 5000",
                        "+I @34999 a, 1, 4, 25000",
                        "+I @39999 a, 1, 4, 30000")
                .verify();
    }

    @Test
    void an_offset_moves_the_windows() {
        harness(WindowSpec.tumble(10_000, 3000), Emit.ON_CLOSE)
                .row(2999, "a", 1)
                .row(3000, "a", 2)
                .expect("+I @2999 a, 1, 1, -7000", "+I @12999 a, 1, 2, 3000")
                .verify();
    }

    @Test
    void cumulate_grows_by_its_step_and_starts_anew() {
        harness(new WindowSpec(WindowSpec.Kind.CUMULATE, 15_000, 5000, 0), Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(11_000, "a", 2)
                .row(16_000, "a", 4)
                .expect(
                        "+I @4999 a, 1, 1, 0",
                        "+I @9999 a, 1, 1, 0",
                        "+I @14999 a, 2, 3, 0",
                        "+I @19999 a, 1, 4, 15000",
                        "+I @24999 a, 1, 4, 15000",
                        "+I @29999 a, 1, 4, 15000")
                .verify();
    }

    @Test
    void the_windows_of_a_silent_key_fire_by_the_progress_of_the_others() {
        rule = rule(Clock.KEY, 0, 60_000);

        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .progress(19_999)
                .progress(20_000)
                .row(2000, "a", 2)
                .progress(29_999)
                .expect("+I @9999 a, 1, 1, 0", "-U @9999 a, 1, 1, 0", "+U #1 @9999 a, 2, 3, 0")
                .verify();
    }

    @Test
    void a_device_that_uploads_its_past_does_not_fire_after_each_row() {
        rule = rule(Clock.KEY, 0, 60_000);

        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .progress(1_000_000)
                .row(1000, "a", 1)
                .row(2000, "a", 2)
                .progress(1_009_999)
                .row(3000, "a", 4)
                .progress(1_019_999)
                .expect("+I @9999 a, 3, 7, 0")
                .verify();
    }

    @Test
    void idleness_fires_everything_and_what_comes_later_revises() {
        rule = rule(Clock.KEY, 0, 60_000);

        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .idle()
                .row(2000, "a", 2)
                .row(11_000, "a", 4)
                .expectResult("@9999 a, 2, 3, 0", "@19999 a, 1, 4, 10000")
                .verify();
    }

    @Test
    void rows_after_silence_correct_the_result_once_and_not_each() {
        rule = rule(Clock.KEY, 0, 60_000);

        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .idle()
                .row(2000, "a", 2)
                .row(3000, "a", 4)
                .row(4000, "a", 8)
                .idle()
                .row(5000, "a", 16)
                .row(6000, "a", 32)
                .row(11_000, "a", 64)
                .row(7000, "a", 128)
                .expect(
                        "+I @9999 a, 1, 1, 0",
                        "-U @9999 a, 1, 1, 0",
                        "+U #1 @9999 a, 4, 15, 0",
                        "-U #1 @9999 a, 4, 15, 0",
                        "+U #2 @9999 a, 6, 63, 0",
                        "-U #2 @9999 a, 6, 63, 0",
                        "+U #3 @9999 a, 7, 191, 0",
                        "+I @19999 a, 1, 64, 10000")
                .verify();
    }

    @Test
    void rows_after_silence_correct_those_windows_of_a_hop_that_they_change() {
        rule = rule(Clock.KEY, 0, 60_000);

        harness(WindowSpec.hop(5000, 15_000, 0), Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(4000, "a", 2)
                .idle()
                .row(6000, "a", 4)
                .row(7000, "a", 8)
                .row(16_000, "a", 16)
                .expect(
                        "+I @4999 a, 2, 3, -10000",
                        "+I @9999 a, 2, 3, -5000",
                        "+I @14999 a, 2, 3, 0",
                        "-U @9999 a, 2, 3, -5000",
                        "+U #1 @9999 a, 4, 15, -5000",
                        "-U @14999 a, 2, 3, 0",
                        "+U #1 @14999 a, 4, 15, 0",
                        "+I @19999 a, 3, 28, 5000",
                        "+I @24999 a, 1, 16, 10000",
                        "+I @29999 a, 1, 16, 15000")
                .verify();
    }

    @Test
    void with_one_clock_too_rows_after_silence_correct_the_result_once() {
        rule = rule(Clock.STREAM, 0, 60_000);

        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .idle()
                .row(2000, "a", 2)
                .row(3000, "a", 4)
                .row(11_000, "b", 8)
                .expect(
                        "+I @9999 a, 1, 1, 0",
                        "-U @9999 a, 1, 1, 0",
                        "+U #1 @9999 a, 3, 7, 0",
                        "+I @19999 b, 1, 8, 10000")
                .verify();
    }

    @Test
    void with_one_clock_the_stream_decides_what_is_late() {
        rule = rule(Clock.STREAM, 5000, 0);

        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(14_998, "b", 1)
                .row(2000, "a", 2)
                .row(14_999, "b", 2)
                .row(3000, "a", 4)
                .expect("+I @9999 a, 2, 3, 0", "+I @19999 b, 2, 3, 10000")
                .expectLedger("LATE 3000, a, 4")
                .verify();
    }

    @Test
    void with_one_clock_late_rows_within_the_lateness_revise() {
        rule = rule(Clock.STREAM, 0, 5000);

        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(1000, "a", 1)
                .row(12_000, "b", 1)
                .row(2000, "a", 2)
                .row(14_999, "b", 2)
                .row(3000, "a", 4)
                .expect(
                        "+I @9999 a, 1, 1, 0",
                        "-U @9999 a, 1, 1, 0",
                        "+U #1 @9999 a, 2, 3, 0",
                        "+I @19999 b, 2, 3, 10000")
                .expectLedger("LATE 3000, a, 4")
                .verify();
    }

    @Test
    void eager_gives_a_result_at_every_change() {
        harness(TEN_SECONDS, Emit.EAGER)
                .row(1000, "a", 1)
                .row(2000, "a", 2)
                .row(12_000, "a", 4)
                .expect(
                        "+I @9999 a, 1, 1, 0",
                        "-U @9999 a, 1, 1, 0",
                        "+U #1 @9999 a, 2, 3, 0",
                        "+I @19999 a, 1, 4, 10000")
                .verify();
    }

    @Test
    void final_gives_one_result_when_the_lateness_is_over() {
        rule = rule(Clock.KEY, 0, 5000);

        harness(TEN_SECONDS, Emit.FINAL)
                .row(1000, "a", 1)
                .row(12_000, "a", 2)
                .row(2000, "a", 4)
                .row(15_000, "a", 8)
                .expect("+I @9999 a, 2, 5, 0", "+I @19999 a, 2, 10, 10000")
                .verify();
    }

    @Test
    void a_key_without_rows_is_forgotten_after_its_time_to_live() {
        rule = new TimeRule(Clock.KEY, 0, 10_000, 60_000, 0, 100_000);

        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(50_000, "a", 1)
                .progress(150_000)
                .row(1000, "a", 2)
                .expect("+I @59999 a, 1, 1, 50000", "+I @9999 a, 1, 2, 0")
                .verify();
    }

    @Test
    void a_row_without_time_is_invalid() {
        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(null, "a", 1)
                .expect()
                .expectLedger("INVALID NULL, a, 1")
                .verify();
    }

    @Test
    void a_sum_that_does_not_fit_refuses_the_row_and_keeps_the_window() {
        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(1000, "a", Long.MAX_VALUE)
                .row(2000, "a", 1)
                .row(11_000, "a", 2)
                .expectResult("@9999 a, 1, 9223372036854775807, 0", "@19999 a, 1, 2, 10000")
                .expectLedger("OVERFLOW 2000, a, 1")
                .verify();
    }

    @Test
    void null_keys_group_together() {
        harness(TEN_SECONDS, Emit.ON_CLOSE)
                .row(1000, null, 1)
                .row(2000, null, 2)
                .expect("+I @9999 NULL, 2, 3, 0")
                .verify();
    }

    @Test
    void a_size_that_is_no_multiple_of_the_slide_is_refused() {
        MillraceException refused =
                assertThrows(MillraceException.class, () -> operator(WindowSpec.hop(25_000, 60_000, 0), Emit.ON_CLOSE));

        assertEquals("KRN-202", refused.code().id());
    }

    private Operator<WindowState> operator(WindowSpec window, Emit emit) {
        return new WindowAggregateOperator(WindowNodes.node(window, emit, rule), FunctionCatalog.builtIn());
    }

    private OperatorHarness<WindowState> harness(WindowSpec window, Emit emit) {
        return OperatorHarness.of(() -> operator(window, emit), WindowNodes.INPUT, WindowNodes.OUTPUT)
                .keys(1)
                .time(rule, 0);
    }

    static TimeRule rule(Clock clock, long boundMs, long latenessMs) {
        return new TimeRule(clock, boundMs, 10_000, 60_000, latenessMs, 604_800_000);
    }
}
