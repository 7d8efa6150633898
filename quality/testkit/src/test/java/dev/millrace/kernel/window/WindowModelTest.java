// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.DataType;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Emit;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.TimeRule.Clock;
import dev.millrace.plan.WindowSpec;
import dev.millrace.testkit.HarnessOutcome;
import dev.millrace.testkit.OperatorHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The operator against a model that keeps every row in every window, over random disorder. */
final class WindowModelTest {
    private static final List<AggregateCall> COUNT_AND_SUM = List.of(
            new AggregateCall("COUNT", List.of(), false, -1, DataType.BIGINT),
            new AggregateCall("SUM", List.of(2), false, -1, DataType.BIGINT));
    private static final List<AggregateCall> COUNT_AND_MAX = List.of(
            new AggregateCall("COUNT", List.of(), false, -1, DataType.BIGINT),
            new AggregateCall("MAX", List.of(2), false, -1, DataType.BIGINT));

    @Test
    void final_results_are_those_of_the_model_in_every_mode() {
        Random random = new Random(3);
        for (int round = 0; round < 40; round++) {
            int panes = 1 + random.nextInt(12);
            long slideMs = 1 + random.nextInt(20);
            long offsetMs = random.nextInt(40) - 20;
            WindowSpec window = round % 4 == 3
                    ? new WindowSpec(WindowSpec.Kind.CUMULATE, panes * slideMs, slideMs, offsetMs)
                    : WindowSpec.hop(slideMs, panes * slideMs, offsetMs);
            Clock clock = random.nextBoolean() ? Clock.KEY : Clock.STREAM;
            TimeRule rule = WindowAggregateOperatorTest.rule(clock, random.nextInt(30), random.nextInt(60));
            List<long[]> rows = rows(random, 60, 1 + random.nextInt(100));
            for (Emit emit : Emit.values()) {
                check("round " + round + " " + window + " " + rule + " " + emit, window, rule, emit, rows, false);
            }
        }
    }

    @Test
    void final_results_are_those_of_the_model_with_many_panes() {
        Random random = new Random(5);
        for (int round = 0; round < 3; round++) {
            WindowSpec window = WindowSpec.hop(10, 10 * (40 + random.nextInt(40)), 0);
            TimeRule rule = WindowAggregateOperatorTest.rule(Clock.KEY, 20, 200);
            List<long[]> rows = rows(random, 400, 120);

            check("round " + round + " " + window, window, rule, Emit.ON_CLOSE, rows, round % 2 == 0);
        }
    }

    private static List<long[]> rows(Random random, int count, int disorderMs) {
        List<long[]> rows = new ArrayList<>();
        long timeMs = -50;
        for (int i = 0; i < count; i++) {
            timeMs += random.nextInt(10) == 0 ? random.nextInt(150) : random.nextInt(15);
            rows.add(new long[] {timeMs - random.nextInt(disorderMs), random.nextInt(1000)});
        }
        return rows;
    }

    private static void check(
            String what, WindowSpec window, TimeRule rule, Emit emit, List<long[]> rows, boolean isMax) {
        List<AggregateCall> calls = isMax ? COUNT_AND_MAX : COUNT_AND_SUM;
        OperatorHarness<WindowState> harness = OperatorHarness.of(
                        () -> new WindowAggregateOperator(
                                WindowNodes.node(window, emit, rule, calls), FunctionCatalog.builtIn()),
                        WindowNodes.INPUT,
                        WindowNodes.OUTPUT)
                .keys(1)
                .time(rule, 0);
        rows.forEach(row -> harness.row(row[0], "a", row[1]));
        Model model = new Model(window, rule, isMax);
        rows.forEach(row -> model.add(row[0], row[1]));
        harness.expectLedger(model.ledger.toArray(String[]::new));

        HarnessOutcome outcome;
        try {
            outcome = harness.verify();
        } catch (AssertionError e) {
            throw new AssertionError(what + ": " + e.getMessage(), e);
        }

        assertEquals(model.result(), outcome.result(), what);
    }

    /** Every row in every window. */
    private static final class Model {
        private final WindowSpec window;
        private final TimeRule rule;
        private final boolean isMax;
        private final TreeMap<Long, long[]> windows = new TreeMap<>();
        private final List<String> ledger = new ArrayList<>();
        private long greatestMs = Long.MIN_VALUE;

        Model(WindowSpec window, TimeRule rule, boolean isMax) {
            this.window = window;
            this.rule = rule;
            this.isMax = isMax;
        }

        void add(long timeMs, long value) {
            boolean isAnyLate = false;
            for (long end = firstEnd(timeMs); startOf(end) <= timeMs; end += window.slideMs()) {
                if (isLate(end)) {
                    isAnyLate = true;
                } else {
                    long[] sums = windows.computeIfAbsent(end, e -> new long[2]);
                    sums[0]++;
                    sums[1] = isMax ? Math.max(sums[1], value) : sums[1] + value;
                }
            }
            if (isAnyLate) {
                ledger.add("LATE " + timeMs + ", a, " + value);
            }
            greatestMs = Math.max(greatestMs, timeMs);
        }

        private long firstEnd(long timeMs) {
            return timeMs - Math.floorMod(timeMs - window.offsetMs(), window.slideMs()) + window.slideMs();
        }

        private long startOf(long end) {
            return window.kind() == WindowSpec.Kind.CUMULATE
                    ? end - 1 - Math.floorMod(end - 1 - window.offsetMs(), window.sizeMs())
                    : end - window.sizeMs();
        }

        private boolean isLate(long end) {
            if (greatestMs == Long.MIN_VALUE) {
                return false;
            }
            long watermarkMs = greatestMs - rule.boundMs();
            long dropMs = rule.isPerKey() ? end + rule.latenessMs() : end - 1 + rule.latenessMs();
            return watermarkMs >= dropMs;
        }

        List<String> result() {
            return windows.entrySet().stream()
                    .map(e -> "@" + (e.getKey() - 1) + " a, " + e.getValue()[0] + ", " + e.getValue()[1] + ", "
                            + startOf(e.getKey()))
                    .sorted()
                    .toList();
        }
    }
}
