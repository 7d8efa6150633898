// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Over;
import dev.millrace.plan.Over.Frame;
import dev.millrace.plan.Over.OverCall;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.TimeRule.Clock;
import dev.millrace.testkit.Changelog;
import dev.millrace.testkit.HarnessOutcome;
import dev.millrace.testkit.Inputs;
import dev.millrace.testkit.OperatorHarness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Columns: ts, n; then one sum a frame. */
final class OverOperatorTest {
    private static final Schema INPUT =
            Schema.of(new Column("ts", DataType.TIMESTAMP), new Column("n", DataType.BIGINT));

    /** {@code -Dmillrace.effort=10} runs ten times as many random cases. */
    private static final int EFFORT = Integer.getInteger("millrace.effort", 1);

    private TimeRule rule = new TimeRule(Clock.KEY, 0, 10_000, 60_000, 0, 1_000_000);
    private int rowLimit = OverOperator.DEFAULT_ROW_LIMIT;

    @Test
    void frame_of_rows_slides_and_is_null_when_it_is_empty() {
        harness(Emit.ON_CLOSE, new Frame(true, 2, 1))
                .row(1000, 1)
                .row(2000, 2)
                .row(3000, 4)
                .row(4000, 8)
                .expect("+I @1000 1000, 1, NULL", "+I @2000 2000, 2, 1", "+I @3000 3000, 4, 3", "+I @4000 4000, 8, 6")
                .verify();
    }

    @Test
    void two_frames_share_the_rows() {
        harness(Emit.ON_CLOSE, new Frame(true, 1, 0), new Frame(false, 5000, 0))
                .row(1000, 1)
                .row(6000, 2)
                .row(6001, 4)
                .expect("+I @1000 1000, 1, 1, 1", "+I @6000 6000, 2, 3, 3", "+I @6001 6001, 4, 6, 6")
                .verify();
    }

    @Test
    void disorder_within_the_bound_is_put_in_order() {
        rule = rule(Clock.KEY, 5000, 0);

        harness(Emit.ON_CLOSE, new Frame(true, 1, 0))
                .row(2000, 2)
                .row(1000, 1)
                .row(7000, 4)
                .expect("+I @1000 1000, 1, 1", "+I @2000 2000, 2, 3", "+I @7000 7000, 4, 6")
                .verify();
    }

    @Test
    void late_row_corrects_only_rows_that_change() {
        rule = rule(Clock.KEY, 0, 5000);

        harness(Emit.ON_CLOSE, new Frame(true, 1, 0))
                .row(1000, 1)
                .row(3000, 4)
                .row(4000, 8)
                .row(2000, 2)
                .expect(
                        "+I @1000 1000, 1, 1",
                        "+I @3000 3000, 4, 5",
                        "+I @4000 4000, 8, 12",
                        "+I @2000 2000, 2, 3",
                        "-U @3000 3000, 4, 5",
                        "+U #1 @3000 3000, 4, 6")
                .verify();
    }

    @Test
    void row_behind_watermark_and_lateness_goes_to_the_ledger() {
        rule = rule(Clock.KEY, 1000, 2000);

        harness(Emit.ON_CLOSE, new Frame(true, 1, 0))
                .row(10_000, 1)
                .row(7_000, 2)
                .row(6_999, 4)
                .expect("+I @7000 7000, 2, 2", "+I @10000 10000, 1, 3")
                .expectLedger("LATE 6999, 4")
                .verify();
    }

    @Test
    void row_without_time_goes_to_the_ledger() {
        harness(Emit.EAGER, new Frame(true, 1, 0))
                .row(null, 1)
                .expect()
                .expectLedger("INVALID NULL, 1")
                .verify();
    }

    @Test
    void eager_emits_at_arrival_and_corrects() {
        rule = rule(Clock.KEY, 5000, 0);

        harness(Emit.EAGER, new Frame(true, Frame.UNBOUNDED, 0))
                .row(2000, 2)
                .row(1000, 1)
                .expect("+I @2000 2000, 2, 2", "+I @1000 1000, 1, 1", "-U @2000 2000, 2, 2", "+U #1 @2000 2000, 2, 3")
                .verify();
    }

    @Test
    void final_emits_once_when_lateness_is_over() {
        rule = rule(Clock.KEY, 0, 5000);

        harness(Emit.FINAL, new Frame(true, 1, 0))
                .row(2000, 2)
                .row(1000, 1)
                .row(7000, 4)
                .row(7001, 8)
                .expect("+I @1000 1000, 1, 1", "+I @2000 2000, 2, 3", "+I @7000 7000, 4, 6", "+I @7001 7001, 8, 12")
                .verify();
    }

    @Test
    void silent_key_is_emitted_when_the_stream_moved_on() {
        rule = rule(Clock.KEY, 5000, 60_000);

        harness(Emit.ON_CLOSE, new Frame(true, 1, 0))
                .row(2000, 2)
                .progress(12_000)
                .progress(12_001)
                .row(1000, 1)
                .expect("+I @2000 2000, 2, 2", "+I @1000 1000, 1, 1", "-U @2000 2000, 2, 2", "+U #1 @2000 2000, 2, 3")
                .verify();
    }

    @Test
    void clock_of_the_stream_decides_when_it_is_asked_to() {
        rule = rule(Clock.STREAM, 0, 1000);

        harness(Emit.ON_CLOSE, new Frame(true, 1, 0))
                .row(2000, 2)
                .progress(4000)
                .row(3000, 1)
                .row(2999, 4)
                .expect("+I @2000 2000, 2, 2", "+I @3000 3000, 1, 3")
                .expectLedger("LATE 2999, 4")
                .verify();
    }

    @Test
    void peers_are_in_each_others_frame_in_time_and_not_in_rows() {
        rule = rule(Clock.KEY, 0, 1000);

        harness(Emit.ON_CLOSE, new Frame(false, 1000, 0), new Frame(true, 1, 0))
                .row(2000, 1)
                .row(2000, 2)
                .expect(
                        "+I @2000 2000, 1, 1, 1",
                        "-U @2000 2000, 1, 1, 1",
                        "+U #1 @2000 2000, 1, 3, 1",
                        "+I @2000 2000, 2, 3, 3")
                .verify();
    }

    @Test
    void row_waits_for_the_rows_behind_it() {
        harness(Emit.ON_CLOSE, new Frame(true, -1, -1), new Frame(true, 1, -1))
                .row(1000, 1)
                .row(2000, 2)
                .row(3000, 4)
                .expect("+I @1000 1000, 1, 2, 3", "+I @2000 2000, 2, 4, 7", "+I @3000 3000, 4, NULL, 6")
                .verify();
    }

    @Test
    void row_waits_for_the_time_that_its_frame_goes_on() {
        harness(Emit.ON_CLOSE, new Frame(false, 0, -1000))
                .row(1000, 1)
                .row(1999, 2)
                .row(2500, 4)
                .row(5000, 8)
                .expect("+I @1000 1000, 1, 3", "+I @1999 1999, 2, 6", "+I @2500 2500, 4, 4", "+I @5000 5000, 8, 8")
                .verify();
    }

    @Test
    void eager_does_not_wait_and_corrects_when_the_next_row_comes() {
        harness(Emit.EAGER, new Frame(true, -1, -1))
                .row(1000, 1)
                .row(2000, 2)
                .expect(
                        "+I @1000 1000, 1, NULL",
                        "-U @1000 1000, 1, NULL",
                        "+U #1 @1000 1000, 1, 2",
                        "+I @2000 2000, 2, NULL")
                .verify();
    }

    @Test
    void silent_key_does_not_wait_and_corrects_when_it_comes_back() {
        harness(Emit.ON_CLOSE, new Frame(true, -1, -1))
                .row(1000, 1)
                .progress(12_000)
                .row(500_000, 2)
                .expect(
                        "+I @1000 1000, 1, NULL",
                        "-U @1000 1000, 1, NULL",
                        "+U #1 @1000 1000, 1, 2",
                        "+I @500000 500000, 2, NULL")
                .verify();
    }

    @Test
    void late_row_between_a_row_and_the_one_behind_it_corrects_the_first() {
        rule = rule(Clock.KEY, 0, 5000);

        harness(Emit.ON_CLOSE, new Frame(true, -1, -1))
                .row(1000, 1)
                .row(3000, 4)
                .row(2000, 2)
                .expect(
                        "+I @1000 1000, 1, 4",
                        "-U @1000 1000, 1, 4",
                        "+U #1 @1000 1000, 1, 2",
                        "+I @2000 2000, 2, 4",
                        "+I @3000 3000, 4, NULL")
                .verify();
    }

    @Test
    void overflow_sends_one_row_to_the_ledger_and_a_correction_takes_back() {
        rule = rule(Clock.KEY, 0, 5000);

        harness(Emit.EAGER, new Frame(true, 1, 0))
                .row(1000, 600)
                .row(2000, 700)
                .row(3000, 100)
                .row(2500, 950)
                .row(2600, 1)
                .expect(
                        "+I @1000 1000, 600, 600",
                        "+I @3000 3000, 100, 800",
                        "-D #1 @3000 3000, 100, 800",
                        "+I @2600 2600, 1, 951",
                        "+I #2 @3000 3000, 100, 101")
                .expectLedger("OVERFLOW 2000, 700", "OVERFLOW 2500, 950", "OVERFLOW 3000, 100")
                .verify();
    }

    @Test
    void rows_beyond_the_limit_leave_early_and_are_noted() {
        rowLimit = 2;

        harness(Emit.EAGER, new Frame(true, 5, 0))
                .row(1000, 1)
                .row(2000, 2)
                .row(3000, 4)
                .row(4000, 8)
                .expect("+I @1000 1000, 1, 1", "+I @2000 2000, 2, 3", "+I @3000 3000, 4, 7", "+I @4000 4000, 8, 14")
                .expectLedger("OVERFLOW 1000, 1", "OVERFLOW 2000, 2")
                .verify();
    }

    @Test
    void state_is_dropped_after_its_time_to_live() {
        harness(Emit.ON_CLOSE, new Frame(true, Frame.UNBOUNDED, 0))
                .row(1000, 1)
                .progress(1_001_000)
                .row(1_002_000, 2)
                .expect("+I @1000 1000, 1, 1", "+I @1002000 1002000, 2, 2")
                .verify();
    }

    @Test
    void random_rows_give_what_a_naive_sum_gives() {
        for (int seed = 0; seed < 30 * EFFORT; seed++) {
            Random random = new Random(seed);
            Clock clock = Clock.values()[random.nextInt(2)];
            rule = rule(clock, random.nextInt(4), 20);
            Frame[] frames =
                    IntStream.range(0, 3).mapToObj(i -> randomFrame(random)).toArray(Frame[]::new);
            List<long[]> rows = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                rows.add(new long[] {i - random.nextInt(8), random.nextInt(10)});
            }

            for (Emit emit : Emit.values()) {
                OperatorHarness<?> harness = harness(emit, frames);
                rows.forEach(row -> harness.row(row[0], row[1]));
                HarnessOutcome outcome = harness.verify();

                assertEquals(naive(rows, frames), outcome.result(), "seed " + seed + " " + emit);
            }
        }
    }

    @Test
    void input_that_corrects_itself_gives_what_its_last_state_gives() {
        for (int seed = 0; seed < 20 * EFFORT; seed++) {
            Random random = new Random(seed);
            rule = rule(Clock.values()[random.nextInt(2)], random.nextInt(10), 1000);
            Frame[] frames =
                    IntStream.range(0, 3).mapToObj(i -> randomFrame(random)).toArray(Frame[]::new);
            Changelog changelog = new Changelog(random, 30, 4, (time, value) -> {
                Row row = new Row(2);
                row.setLong(0, time);
                row.setLong(1, value);
                return row;
            });

            for (Emit emit : Emit.values()) {
                OperatorHarness<?> harness = harness(emit, frames);
                changelog.changes().forEach(row -> harness.row(0, row));
                HarnessOutcome outcome = harness.verify();

                List<long[]> left = changelog.left().stream()
                        .map(r -> new long[] {r[0], r[1]})
                        .toList();
                assertEquals(naive(left, frames), outcome.result(), "seed " + seed + " " + emit);
            }
        }
    }

    @Test
    void row_that_is_replaced_by_an_equal_one_says_nothing() {
        rule = rule(Clock.KEY, 0, 5000);

        harness(Emit.EAGER, new Frame(true, 1, 0))
                .row(1000, 1)
                .row(2000, 2)
                .row(0, change(1000, 1, RowKind.UPDATE_BEFORE))
                .row(0, change(1000, 1, RowKind.UPDATE_AFTER))
                .row(0, change(1000, 1, RowKind.UPDATE_BEFORE))
                .row(3000, 4)
                .row(0, change(1000, 8, RowKind.UPDATE_AFTER))
                .expect(
                        "+I @1000 1000, 1, 1",
                        "+I @2000 2000, 2, 3",
                        "-D #1 @1000 1000, 1, 1",
                        "-U @2000 2000, 2, 3",
                        "+U #1 @2000 2000, 2, 2",
                        "+I @3000 3000, 4, 6",
                        "+I #2 @1000 1000, 8, 8",
                        "-U #1 @2000 2000, 2, 2",
                        "+U #2 @2000 2000, 2, 10")
                .verify();
    }

    private static Row change(long timeMs, int value, RowKind kind) {
        Row row =
                new Row(2).withTimeMs(timeMs).withPosition(0, 0).withKind(kind).withRevision(1);
        row.setLong(0, timeMs);
        row.setLong(1, value);
        return row;
    }

    private static Frame randomFrame(Random random) {
        int to = random.nextBoolean() ? Math.max(0, random.nextInt(4) - 1) : -random.nextInt(6);
        long from = random.nextInt(5) == 0 ? Frame.UNBOUNDED : to + random.nextInt(8);
        return new Frame(random.nextBoolean(), from, to);
    }

    private static List<String> naive(List<long[]> arrived, Frame... frames) {
        List<long[]> rows = new ArrayList<>(arrived);
        rows.sort(Comparator.comparingLong(r -> r[0]));
        List<String> result = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            StringBuilder line = new StringBuilder("@" + rows.get(i)[0] + " " + rows.get(i)[0] + ", " + rows.get(i)[1]);
            for (Frame frame : frames) {
                line.append(", ").append(naiveSum(rows, i, frame));
            }
            result.add(line.toString());
        }
        Collections.sort(result);
        return result;
    }

    private static String naiveSum(List<long[]> rows, int current, Frame frame) {
        Long sum = null;
        for (int i = 0; i < rows.size(); i++) {
            long distance = frame.isRows() ? current - i : rows.get(current)[0] - rows.get(i)[0];
            if (distance >= frame.to() && distance <= frame.from()) {
                sum = (sum == null ? 0 : sum) + rows.get(i)[1];
            }
        }
        return sum == null ? "NULL" : sum.toString();
    }

    private static TimeRule rule(Clock clock, long boundMs, long latenessMs) {
        return new TimeRule(clock, boundMs, 10_000, 60_000, latenessMs, 1_000_000);
    }

    private OperatorHarness<OverState> harness(Emit emit, Frame... frames) {
        List<Column> columns = new ArrayList<>(INPUT.columns());
        List<OverCall> calls = new ArrayList<>();
        for (Frame frame : frames) {
            columns.add(new Column("s" + calls.size(), DataType.BIGINT));
            calls.add(new OverCall(new AggregateCall("SMALL_SUM", List.of(1), false, -1, DataType.BIGINT), frame));
        }
        Schema output = new Schema(columns);
        Over plan = new Over("over#1", Inputs.scan(INPUT, rule), List.of(), calls, output, rule, emit, List.of());
        return OperatorHarness.of(() -> new OverOperator(plan, SumFunction.CATALOG, rowLimit), INPUT, output)
                .time(rule, 0);
    }
}
