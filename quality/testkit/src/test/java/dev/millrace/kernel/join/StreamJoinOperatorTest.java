// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.join;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.plan.Call;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.JoinSide;
import dev.millrace.plan.StreamJoin;
import dev.millrace.plan.StreamJoin.Kind;
import dev.millrace.plan.StreamJoin.Range;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.TimeRule.Clock;
import dev.millrace.testkit.Inputs;
import dev.millrace.testkit.OperatorHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both sides have columns ts, n; the key is empty, so that all rows meet. */
final class StreamJoinOperatorTest {
    private static final Schema INPUT =
            Schema.of(new Column("ts", DataType.TIMESTAMP), new Column("n", DataType.BIGINT));
    /** {@code -Dmillrace.effort=10} runs ten times as many random cases. */
    private static final int EFFORT = Integer.getInteger("millrace.effort", 1);

    private TimeRule rule = rule(Clock.KEY, 0, 1000);
    private Emit emit = Emit.ON_CLOSE;
    private Range range = new Range(-5, 5);
    private Optional<Expression> condition = Optional.empty();
    private int rowLimit = StreamJoinOperator.DEFAULT_ROW_LIMIT;

    @Test
    void pairs_come_at_once_and_bounds_are_inclusive() {
        harness(Kind.INNER)
                .row(0, row(100, 1))
                .row(1, row(94, 2))
                .row(1, row(95, 3))
                .row(1, row(105, 4))
                .row(1, row(106, 5))
                .expect("+I @100 100, 1, 95, 3", "+I @100 100, 1, 105, 4")
                .verify();
    }

    @Test
    void row_without_partner_comes_when_the_other_clock_has_passed_it() {
        harness(Kind.LEFT)
                .row(0, row(100, 1))
                .row(1, row(104, 2))
                .row(0, row(200, 3))
                .row(1, row(205, 4))
                .row(0, row(300, 5))
                .row(1, row(306, 6))
                .expect("+I @100 100, 1, 104, 2", "+I @200 200, 3, 205, 4", "+I @300 300, 5, NULL, NULL")
                .verify();
    }

    @Test
    void late_partner_takes_back_what_was_said() {
        harness(Kind.FULL)
                .row(0, row(100, 1))
                .row(1, row(200, 2))
                .row(1, row(101, 3))
                .expect(
                        "+I @100 100, 1, NULL, NULL",
                        "-D #1 @100 100, 1, NULL, NULL",
                        "+I #2 @101 100, 1, 101, 3",
                        "+I @200 NULL, NULL, 200, 2")
                .verify();
    }

    @Test
    void row_is_late_when_all_its_partners_may_be_gone_and_partly_late_when_some_may() {
        rule = rule(Clock.KEY, 0, 10);
        harness(Kind.INNER)
                .row(0, row(100, 1))
                .row(0, row(200, 2))
                .row(1, row(200, 3))
                .row(1, row(179, 4))
                .row(1, row(185, 5))
                .expect("+I @200 200, 2, 200, 3")
                .expectLedger("LATE 179, 4", "LATE 185, 5")
                .verify();
    }

    @Test
    void silence_ends_the_wait_and_the_silent_side_may_come_back() {
        harness(Kind.LEFT)
                .row(0, row(100, 1))
                .progress(100 + 5 + 50)
                .progress(100 + 5 + 51)
                .row(1, row(103, 2))
                .expectResult("@100 100, 1, 103, 2")
                .verify();
    }

    @Test
    void wall_clock_silence_ends_the_wait() {
        harness(Kind.ANTI).row(0, row(100, 1)).idle().expect("+I @100 100, 1").verify();
    }

    @Test
    void final_rows_are_said_once() {
        emit = Emit.FINAL;
        rule = rule(Clock.KEY, 0, 10);
        harness(Kind.LEFT)
                .row(0, row(100, 1))
                .row(0, row(101, 2))
                .row(1, row(115, 3))
                .row(1, row(105, 4))
                .row(1, row(117, 5))
                .expect("+I @100 100, 1, 105, 4", "+I @101 101, 2, 105, 4")
                .verify();
    }

    @Test
    void semi_join_gives_a_row_once_and_takes_it_back_with_its_last_partner() {
        harness(Kind.SEMI)
                .row(1, row(100, 1))
                .row(0, row(101, 2))
                .row(1, row(102, 3))
                .row(1, change(100, 1, RowKind.DELETE, 0))
                .row(1, change(102, 3, RowKind.DELETE, 2))
                .expect("+I @101 101, 2", "-D #1 @101 101, 2")
                .verify();
    }

    @Test
    void anti_join_gives_a_row_again_when_its_partner_is_taken_back() {
        harness(Kind.ANTI)
                .row(0, row(100, 1))
                .row(1, row(200, 2))
                .row(1, row(100, 3))
                .row(1, change(100, 3, RowKind.DELETE, 2))
                .expect("+I @100 100, 1", "-D #1 @100 100, 1", "+I #2 @100 100, 1")
                .verify();
    }

    @Test
    void pairs_go_with_the_row_that_is_taken_back() {
        harness(Kind.LEFT)
                .row(0, row(100, 1))
                .row(1, row(101, 2))
                .row(1, change(101, 2, RowKind.UPDATE_BEFORE, 1))
                .row(1, change(101, 9, RowKind.UPDATE_AFTER, 1))
                .expectResult("@100 100, 1, 101, 9")
                .verify();
    }

    @Test
    void condition_decides_about_each_pair() {
        condition = Optional.of(new Call(
                "<",
                List.of(new InputColumn(1, DataType.BIGINT), new InputColumn(3, DataType.BIGINT)),
                DataType.BOOLEAN));
        harness(Kind.LEFT)
                .row(0, row(100, 5))
                .row(1, row(100, 4))
                .row(1, row(100, 6))
                .row(1, row(200, 0))
                .expect("+I @100 100, 5, 100, 6")
                .verify();
    }

    @Test
    void rows_above_the_limit_are_given_up_and_noted() {
        rowLimit = 2;
        harness(Kind.LEFT)
                .row(0, row(100, 1))
                .row(0, row(101, 2))
                .row(0, row(102, 3))
                .row(1, row(100, 4))
                .expect("+I @100 100, 1, NULL, NULL", "+I @101 101, 2, 100, 4", "+I @102 102, 3, 100, 4")
                .expectLedger("OVERFLOW 100, 1", "LATE 100, 4")
                .verify();
    }

    @Test
    void empty_range_has_no_partners_and_keeps_nothing() {
        range = new Range(5, 4);
        harness(Kind.LEFT)
                .row(0, row(100, 1))
                .row(1, row(104, 2))
                .expect("+I @100 100, 1, NULL, NULL")
                .verify();
    }

    @Test
    void row_without_time_is_invalid() {
        harness(Kind.INNER)
                .row(0, row(Row.NO_TIME, 1))
                .expectLedger("INVALID NULL, 1")
                .verify();
    }

    @Test
    void random_rows_give_what_two_loops_give() {
        for (int seed = 0; seed < 60 * EFFORT; seed++) {
            Random random = new Random(seed);
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            emit = Emit.values()[random.nextInt(Emit.values().length)];
            rule = rule(Clock.KEY, 20, 50);
            range = new Range(random.nextInt(15) - 10, random.nextInt(15));
            OperatorHarness<JoinState> harness = harness(kind);
            List<List<Row>> sides = List.of(new ArrayList<>(), new ArrayList<>());
            long[] times = {1000, 1000};
            for (int i = 0; i < 30; i++) {
                int port = random.nextInt(2);
                times[port] += random.nextInt(12);
                Row row = row(times[port] - random.nextInt(20), i);
                sides.get(port).add(row);
                harness.row(port, row);
            }
            assertEquals(naive(kind, sides), harness.verify().result(), "seed " + seed + " " + kind + " " + emit);
        }
    }

    private List<String> naive(Kind kind, List<List<Row>> sides) {
        List<String> lines = new ArrayList<>();
        boolean[] hasPartner = new boolean[sides.get(1).size()];
        for (Row left : sides.get(0)) {
            int partners = 0;
            for (int j = 0; j < sides.get(1).size(); j++) {
                Row right = sides.get(1).get(j);
                long apart = right.longAt(0) - left.longAt(0);
                if (apart >= range.fromMs() && apart <= range.toMs()) {
                    partners++;
                    hasPartner[j] = true;
                    if (kind.isPaired()) {
                        lines.add("@" + time(kind, left, right) + " " + text(left) + ", " + text(right));
                    }
                }
            }
            boolean isOut = kind == Kind.SEMI ? partners > 0 : kind.keepsLeft() && partners == 0;
            if (isOut) {
                lines.add("@" + left.longAt(0) + " " + text(left) + (kind.isPaired() ? ", NULL, NULL" : ""));
            }
        }
        for (int j = 0; kind.keepsRight() && j < hasPartner.length; j++) {
            Row right = sides.get(1).get(j);
            if (!hasPartner[j]) {
                lines.add("@" + right.longAt(0) + " NULL, NULL, " + text(right));
            }
        }
        return lines.stream().sorted().toList();
    }

    private static long time(Kind kind, Row left, Row right) {
        return switch (kind) {
            case INNER, LEFT, SEMI, ANTI -> left.longAt(0);
            case RIGHT -> right.longAt(0);
            case FULL -> Math.max(left.longAt(0), right.longAt(0));
        };
    }

    private static String text(Row row) {
        return row.longAt(0) + ", " + row.longAt(1);
    }

    private static Row row(long timeMs, long n) {
        Row row = new Row(2);
        if (timeMs != Row.NO_TIME) {
            row.setLong(0, timeMs);
        }
        row.setLong(1, n);
        return row;
    }

    /** Takes back or replaces the row that came as the given one. */
    private static Row change(long timeMs, long n, RowKind kind, long offset) {
        return row(timeMs, n).withKind(kind).withPosition(0, offset);
    }

    private static TimeRule rule(Clock clock, long boundMs, long latenessMs) {
        return new TimeRule(clock, boundMs, 50, 60_000, latenessMs, 1_000_000);
    }

    private OperatorHarness<JoinState> harness(Kind kind) {
        List<Column> columns = new ArrayList<>(INPUT.columns());
        columns.addAll(INPUT.columns());
        Schema output = kind.isPaired() ? new Schema(columns) : INPUT;
        int timeColumn =
                switch (kind) {
                    case INNER, LEFT, SEMI, ANTI -> 0;
                    case RIGHT -> 2;
                    case FULL -> -1;
                };
        JoinSide side = new JoinSide(Inputs.scan(INPUT, rule), List.of(), -1, rule);
        StreamJoin plan =
                new StreamJoin("join#1", side, side, kind, range, condition, output, timeColumn, List.of(), emit);
        return OperatorHarness.of(
                        () -> new StreamJoinOperator(plan, FunctionCatalog.builtIn(), rowLimit), INPUT, output)
                .time(rule, 0);
    }
}
