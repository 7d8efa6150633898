// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.topn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.kernel.group.GroupState;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.plan.AttachedWindow;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Match.SortKey;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.TimeRule.Clock;
import dev.millrace.plan.TopN;
import dev.millrace.plan.TopN.Ranks;
import dev.millrace.testkit.HarnessOutcome;
import dev.millrace.testkit.Inputs;
import dev.millrace.testkit.OperatorHarness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Columns: ts, machine, n, window_end; then the number of the row. */
final class TopNOperatorTest {
    private static final Schema INPUT = Schema.of(
            new Column("ts", DataType.TIMESTAMP),
            new Column("machine", DataType.STRING),
            new Column("n", DataType.BIGINT),
            new Column("window_end", DataType.TIMESTAMP));
    private static final List<SortKey> GREATEST_FIRST = List.of(new SortKey(2, false, false));
    private static final AttachedWindow WINDOW = new AttachedWindow(List.of(3), 3, false);

    private TimeRule rule = rule(Clock.KEY, 0, 0);
    private AttachedWindow window = AttachedWindow.NONE;
    private List<SortKey> order = GREATEST_FIRST;
    private boolean isCorrected;

    @Test
    void a_better_row_moves_the_others_down() {
        harness(Emit.ON_CLOSE, new Ranks(1, 2, true))
                .row(1000, "a", 5, null)
                .row(2000, "b", 7, null)
                .row(3000, "c", 6, null)
                .row(4000, "d", 1, null)
                .expect(
                        "+I @1000 1000, a, 5, NULL, 1",
                        "-U @1000 1000, a, 5, NULL, 1",
                        "+U #1 @2000 2000, b, 7, NULL, 1",
                        "+I @1000 1000, a, 5, NULL, 2",
                        "-U @1000 1000, a, 5, NULL, 2",
                        "+U #1 @3000 3000, c, 6, NULL, 2")
                .verify();
    }

    @Test
    void without_numbers_rows_come_and_go() {
        harness(Emit.ON_CLOSE, new Ranks(1, 2, false))
                .row(1000, "a", 5, null)
                .row(2000, "b", 7, null)
                .row(3000, "c", 6, null)
                .expect(
                        "+I @1000 1000, a, 5, NULL",
                        "+I @2000 2000, b, 7, NULL",
                        "-D #1 @1000 1000, a, 5, NULL",
                        "+I @3000 3000, c, 6, NULL")
                .verify();
    }

    @Test
    void null_is_where_the_order_says() {
        order = List.of(new SortKey(2, false, true));

        harness(Emit.FINAL, new Ranks(1, 1, false))
                .row(1000, "a", 5, null)
                .row(2000, "b", null, null)
                .expect("+I @2000 2000, b, NULL, NULL")
                .verify();
    }

    @Test
    void the_newest_row_of_equal_times_is_the_one_that_came_last() {
        order = List.of(new SortKey(0, false, false));

        harness(Emit.FINAL, new Ranks(1, 1, false))
                .row(2000, "a", 5, null)
                .row(2000, "b", 7, null)
                .row(1000, "c", 9, null)
                .expect("+I @2000 2000, b, 7, NULL")
                .verify();
    }

    @Test
    void the_first_row_is_corrected_by_an_earlier_one() {
        order = List.of(new SortKey(0, true, true));

        harness(Emit.EAGER, new Ranks(1, 1, false))
                .row(2000, "a", 5, null)
                .row(1000, "b", 7, null)
                .row(1000, "c", 7, null)
                .expect("+I @2000 2000, a, 5, NULL", "-U @2000 2000, a, 5, NULL", "+U #1 @1000 1000, b, 7, NULL")
                .verify();
    }

    @Test
    void a_window_fires_at_its_end_and_is_revised_within_lateness() {
        window = WINDOW;
        rule = rule(Clock.KEY, 0, 500);

        harness(Emit.ON_CLOSE, new Ranks(1, 1, true))
                .row(100, "a", 5, 1000)
                .row(200, "b", 7, 1000)
                .row(1100, "a", 1, 2000)
                .row(300, "c", 9, 1000)
                .row(1600, "a", 0, 2000)
                .row(400, "d", 10, 1000)
                .expect(
                        "+I @999 200, b, 7, 1000, 1",
                        "-U @999 200, b, 7, 1000, 1",
                        "+U #1 @999 300, c, 9, 1000, 1",
                        "+I @1999 1100, a, 1, 2000, 1")
                .expectLedger("LATE 400, d, 10, 1000")
                .verify();
    }

    @Test
    void a_silent_key_fires_by_the_progress_of_the_others() {
        window = WINDOW;

        harness(Emit.ON_CLOSE, new Ranks(1, 1, true))
                .row(100, "a", 5, 1000)
                .progress(10_999)
                .progress(11_000)
                .expect("+I @999 100, a, 5, 1000, 1")
                .verify();
    }

    @Test
    void a_group_is_forgotten_after_its_time_to_live() {
        harness(Emit.FINAL, new Ranks(1, 1, true))
                .row(1000, "a", 5, null)
                .progress(1_001_000)
                .row(1_002_000, "b", 3, null)
                .expect("+I @1000 1000, a, 5, NULL, 1", "+I @1002000 1002000, b, 3, NULL, 1")
                .verify();
    }

    @Test
    void the_next_row_takes_the_place_of_one_that_is_taken_back() {
        isCorrected = true;

        harness(Emit.ON_CLOSE, new Ranks(1, 1, true))
                .row(0, change(RowKind.INSERT, 1000, "a", 5))
                .row(0, change(RowKind.INSERT, 1000, "b", 3))
                .row(0, change(RowKind.DELETE, 1000, "a", 5))
                .row(0, change(RowKind.UPDATE_BEFORE, 1000, "b", 3))
                .row(0, change(RowKind.UPDATE_AFTER, 1000, "b", 4))
                .expect(
                        "+I @1000 1000, a, 5, NULL, 1",
                        "-U @1000 1000, a, 5, NULL, 1",
                        "+U #1 @1000 1000, b, 3, NULL, 1",
                        "-U #1 @1000 1000, b, 3, NULL, 1",
                        "+U #2 @1000 1000, b, 4, NULL, 1")
                .verify();
    }

    @Test
    void final_results_are_those_of_a_sorted_list_in_every_mode() {
        Random random = new Random(17);
        for (int round = 0; round < 400; round++) {
            window = random.nextBoolean() ? WINDOW : AttachedWindow.NONE;
            rule = rule(random.nextBoolean() ? Clock.KEY : Clock.STREAM, random.nextInt(400), random.nextInt(900));
            int from = 1 + random.nextInt(2);
            Ranks ranks = new Ranks(from, from + random.nextInt(3), random.nextBoolean());
            List<Object[]> rows = rows(random);
            Model model = new Model(rule, window, ranks);
            rows.forEach(model::add);
            for (Emit emit : Emit.values()) {
                OperatorHarness<GroupState<Ranking>> harness = harness(emit, ranks);
                rows.forEach(harness::row);
                harness.expectLedger(model.ledger.toArray(String[]::new));
                assertEquals(model.result(), harness.verify().result(), "round " + round + " " + emit + " " + ranks);
            }
        }
    }

    @Test
    void final_results_are_those_of_the_newest_revisions() {
        Random random = new Random(19);
        isCorrected = true;
        for (int round = 0; round < 200; round++) {
            Ranks ranks = new Ranks(1, 1 + random.nextInt(3), random.nextBoolean());
            Emit emit = Emit.values()[random.nextInt(3)];
            OperatorHarness<GroupState<Ranking>> harness = harness(emit, ranks);
            Map<String, Row> newest = new TreeMap<>();
            for (int i = 0; i < 30; i++) {
                change(harness, newest, random);
            }
            HarnessOutcome outcome = harness.verify();
            List<Row> sorted = newest.values().stream()
                    .sorted(Comparator.<Row>comparingLong(r -> -r.longAt(2)).thenComparing(r -> r.stringAt(1)))
                    .limit(ranks.to())
                    .toList();
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < sorted.size(); i++) {
                lines.add("@1000 1000, " + sorted.get(i).stringAt(1) + ", "
                        + sorted.get(i).longAt(2) + ", NULL" + (ranks.isShown() ? ", " + (i + 1) : ""));
            }
            assertEquals(lines.stream().sorted().toList(), outcome.result(), "round " + round);
        }
    }

    private static void change(OperatorHarness<GroupState<Ranking>> harness, Map<String, Row> newest, Random random) {
        String machine = "m" + random.nextInt(5);
        Row old = newest.get(machine);
        boolean isDelete = old != null && random.nextInt(4) == 0;
        if (isDelete) {
            harness.row(0, old.copy().withKind(RowKind.DELETE));
            newest.remove(machine);
            return;
        }
        if (old != null) {
            harness.row(0, old.copy().withKind(RowKind.UPDATE_BEFORE));
        }
        Row now = change(old == null ? RowKind.INSERT : RowKind.UPDATE_AFTER, 1000, machine, random.nextInt(6));
        newest.put(machine, now);
        harness.row(0, now.copy());
    }

    private static List<Object[]> rows(Random random) {
        List<Object[]> rows = new ArrayList<>();
        long timeMs = -3000;
        for (int i = 0; i < 25; i++) {
            timeMs += random.nextInt(300);
            long rowMs = timeMs - random.nextInt(1500);
            long endMs = Math.floorDiv(rowMs, 1000) * 1000 + 1000;
            rows.add(new Object[] {rowMs, "m" + random.nextInt(3), random.nextInt(5), endMs});
        }
        return rows;
    }

    /** Every row of every window, sorted at the end. */
    private static final class Model {
        private final TimeRule rule;
        private final AttachedWindow window;
        private final Ranks ranks;
        private final Map<Long, List<Object[]>> windows = new TreeMap<>();
        private final List<String> ledger = new ArrayList<>();
        private long greatestMs = Long.MIN_VALUE;

        Model(TimeRule rule, AttachedWindow window, Ranks ranks) {
            this.rule = rule;
            this.window = window;
            this.ranks = ranks;
        }

        void add(Object[] row) {
            long endMs = window.isNone() ? 0 : (long) row[3];
            long dropMs = endMs + rule.latenessMs() - (rule.isPerKey() ? 0 : 1);
            boolean isLate = !window.isNone() && greatestMs != Long.MIN_VALUE && greatestMs - rule.boundMs() >= dropMs;
            if (isLate) {
                ledger.add("LATE " + row[0] + ", " + row[1] + ", " + row[2] + ", " + row[3]);
            } else {
                windows.computeIfAbsent(endMs, e -> new ArrayList<>()).add(row);
            }
            greatestMs = Math.max(greatestMs, (long) row[0]);
        }

        List<String> result() {
            List<String> lines = new ArrayList<>();
            windows.values().forEach(rows -> {
                rows.sort(Comparator.<Object[]>comparingInt(r -> -(int) r[2])
                        .thenComparingLong(r -> (long) r[0])
                        .thenComparing(r -> (String) r[1]));
                for (int i = ranks.from() - 1; i < Math.min(rows.size(), ranks.to()); i++) {
                    Object[] row = rows.get(i);
                    long timeMs = window.isNone() ? (long) row[0] : (long) row[3] - 1;
                    lines.add("@" + timeMs + " " + row[0] + ", " + row[1] + ", " + row[2] + ", " + row[3]
                            + (ranks.isShown() ? ", " + (i + 1) : ""));
                }
            });
            return lines.stream().sorted().toList();
        }
    }

    private static Row change(RowKind kind, long timeMs, String machine, long n) {
        Row row = new Row(4);
        row.setLong(0, timeMs);
        row.setObject(1, machine);
        row.setLong(2, n);
        return row.withKind(kind).withTimeMs(timeMs).withPosition(-1, machine.hashCode());
    }

    private static TimeRule rule(Clock clock, long boundMs, long latenessMs) {
        return new TimeRule(clock, boundMs, 10_000, 60_000, latenessMs, 1_000_000);
    }

    private OperatorHarness<GroupState<Ranking>> harness(Emit emit, Ranks ranks) {
        PlanNode table = Inputs.scan(INPUT, rule);
        // A ranking that is corrected, and lets everything pass, as an input that takes rows back.
        PlanNode input = isCorrected
                ? new TopN(
                        "topn#1",
                        table,
                        List.of(1),
                        GREATEST_FIRST,
                        AttachedWindow.NONE,
                        new Ranks(1, 1, false),
                        0,
                        rule,
                        Emit.EAGER,
                        List.of(1))
                : table;
        TopN node = new TopN("topn#2", input, List.of(), order, window, ranks, -1, rule, emit, List.of());
        return OperatorHarness.of(() -> new TopNOperator(node), INPUT, node.schema())
                .time(rule, 0);
    }
}
