// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.AttachedWindow;
import dev.millrace.plan.Emit;
import dev.millrace.plan.GroupAggregate;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.TimeRule.Clock;
import dev.millrace.testkit.Inputs;
import dev.millrace.testkit.OperatorHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Columns: ts, machine, n, window_end; results: machine or window_end, COUNT(*), SUM(n). */
final class GroupAggregateOperatorTest {
    private static final Schema INPUT = Schema.of(
            new Column("ts", DataType.TIMESTAMP),
            new Column("machine", DataType.STRING),
            new Column("n", DataType.BIGINT),
            new Column("window_end", DataType.TIMESTAMP));
    private static final AttachedWindow WINDOW = new AttachedWindow(List.of(3), 3, false);

    private TimeRule rule = rule(Clock.KEY, 0, 0);
    private AttachedWindow window = AttachedWindow.NONE;
    private boolean isCorrected;

    @Test
    void every_row_that_changes_a_group_gives_its_new_result() {
        harness(Emit.ON_CLOSE)
                .row(1000, "a", 5, null)
                .row(2000, "b", 7, null)
                .row(500, "a", 1, null)
                .expect("+I @1000 a, 1, 5", "+I @2000 b, 1, 7", "-U @1000 a, 1, 5", "+U #1 @1000 a, 2, 6")
                .verify();
    }

    @Test
    void a_group_is_given_once_when_it_is_forgotten() {
        harness(Emit.FINAL)
                .row(1000, "a", 5, null)
                .row(2000, "a", 7, null)
                .progress(1_002_000)
                .row(1_003_000, "a", 1, null)
                .expect("+I @2000 a, 2, 12", "+I @1003000 a, 1, 1")
                .verify();
    }

    @Test
    void a_window_of_the_rows_fires_at_its_end() {
        window = WINDOW;
        rule = rule(Clock.KEY, 0, 500);

        harness(Emit.ON_CLOSE)
                .row(100, "a", 5, 1000)
                .row(200, "b", 7, 1000)
                .row(1000, "a", 1, 2000)
                .row(300, "c", 1, 1000)
                .row(1600, "a", 1, 2000)
                .row(400, "d", 9, 1000)
                .expect("+I @999 1000, 2, 12", "-U @999 1000, 2, 12", "+U #1 @999 1000, 3, 13", "+I @1999 2000, 2, 2")
                .expectLedger("LATE 400, d, 9, 1000")
                .verify();
    }

    @Test
    void a_group_that_loses_its_last_row_is_deleted_and_may_come_back() {
        isCorrected = true;

        harness(Emit.EAGER)
                .row(0, change(RowKind.INSERT, "a", 3))
                .row(0, change(RowKind.DELETE, "a", 3))
                .row(0, change(RowKind.INSERT, "a", 4))
                .expect("+I @1000 a, 1, 3", "-D #1 @1000 a, 1, 3", "+I #2 @1000 a, 1, 4")
                .verify();
    }

    @Test
    void a_replacement_is_one_change() {
        isCorrected = true;

        harness(Emit.EAGER)
                .row(0, change(RowKind.INSERT, "a", 3))
                .row(0, change(RowKind.UPDATE_BEFORE, "a", 3))
                .row(0, change(RowKind.UPDATE_AFTER, "a", 4))
                .expect("+I @1000 a, 1, 3", "-U @1000 a, 1, 3", "+U #1 @1000 a, 1, 4")
                .verify();
    }

    @Test
    void final_results_are_those_of_all_rows_in_every_mode() {
        Random random = new Random(23);
        for (int round = 0; round < 400; round++) {
            window = random.nextBoolean() ? WINDOW : AttachedWindow.NONE;
            rule = rule(random.nextBoolean() ? Clock.KEY : Clock.STREAM, random.nextInt(400), random.nextInt(900));
            List<Object[]> rows = new ArrayList<>();
            Map<String, long[]> groups = new TreeMap<>();
            List<String> ledger = new ArrayList<>();
            fill(random, rows, groups, ledger);
            for (Emit emit : Emit.values()) {
                OperatorHarness<GroupState<AggregateGroup>> harness = harness(emit);
                rows.forEach(harness::row);
                harness.expectLedger(ledger.toArray(String[]::new));
                List<String> result = new ArrayList<>();
                groups.forEach((key, sums) -> result.add("@" + sums[2] + " " + key + ", " + sums[0] + ", " + sums[1]));
                assertEquals(
                        result.stream().sorted().toList(), harness.verify().result(), "round " + round + " " + emit);
            }
        }
    }

    private void fill(Random random, List<Object[]> rows, Map<String, long[]> groups, List<String> ledger) {
        long greatestMs = Long.MIN_VALUE;
        long timeMs = -3000;
        for (int i = 0; i < 25; i++) {
            timeMs += random.nextInt(300);
            long rowMs = timeMs - random.nextInt(1500);
            long endMs = Math.floorDiv(rowMs, 1000) * 1000 + 1000;
            String machine = window.isNone() ? "m" + random.nextInt(3) : "m";
            Object[] row = {rowMs, machine, random.nextInt(5), endMs};
            rows.add(row);
            long dropMs = endMs + rule.latenessMs() - (rule.isPerKey() ? 0 : 1);
            boolean isLate = !window.isNone() && greatestMs != Long.MIN_VALUE && greatestMs - rule.boundMs() >= dropMs;
            greatestMs = Math.max(greatestMs, rowMs);
            if (isLate) {
                ledger.add("LATE " + row[0] + ", " + row[1] + ", " + row[2] + ", " + row[3]);
                continue;
            }
            String key = window.isNone() ? machine : String.valueOf(endMs);
            long[] sums = groups.computeIfAbsent(key, k -> new long[3]);
            sums[0]++;
            sums[1] += (int) row[2];
            sums[2] = window.isNone() ? sums[0] == 1 ? rowMs : Math.max(sums[2], rowMs) : endMs - 1;
        }
    }

    private static Row change(RowKind kind, String machine, long n) {
        Row row = new Row(4);
        row.setLong(0, 1000);
        row.setObject(1, machine);
        row.setLong(2, n);
        return row.withKind(kind).withTimeMs(1000).withPosition(-1, machine.hashCode());
    }

    private static TimeRule rule(Clock clock, long boundMs, long latenessMs) {
        return new TimeRule(clock, boundMs, 10_000, 60_000, latenessMs, 1_000_000);
    }

    private OperatorHarness<GroupState<AggregateGroup>> harness(Emit emit) {
        PlanNode table = Inputs.scan(INPUT, rule);
        List<AggregateCall> calls = List.of(
                new AggregateCall("COUNT", List.of(), false, -1, DataType.BIGINT),
                new AggregateCall("SUM", List.of(2), false, -1, DataType.BIGINT));
        int group = window.isNone() ? 1 : 3;
        Schema output = Schema.of(
                INPUT.column(group), new Column("count", DataType.BIGINT), new Column("sum", DataType.BIGINT));
        PlanNode input = isCorrected ? corrected(table) : table;
        GroupAggregate node =
                new GroupAggregate("aggregate#2", input, List.of(group), window, calls, output, -1, rule, emit);
        return OperatorHarness.of(() -> new GroupAggregateOperator(node, FunctionCatalog.builtIn()), INPUT, output)
                .keys(node.keys().stream().mapToInt(Integer::intValue).toArray())
                .time(rule, 0);
    }

    /** A node with the same columns that takes rows back. */
    private PlanNode corrected(PlanNode table) {
        return new GroupAggregate(
                "aggregate#1", table, List.of(0, 1), AttachedWindow.NONE, List.of(), INPUT, -1, rule, Emit.EAGER);
    }
}
