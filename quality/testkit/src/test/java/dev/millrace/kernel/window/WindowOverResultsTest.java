// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Emit;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.TimeRule.Clock;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowAggregate.WindowProperty;
import dev.millrace.plan.WindowSpec;
import dev.millrace.testkit.OperatorHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Windows over the results of windows per device: SUM and MAX of the devices' sums. Rows: device, count, sum, window_start. */
final class WindowOverResultsTest {
    private static final Schema OUTPUT = Schema.of(
            new Column("total", DataType.BIGINT),
            new Column("greatest", DataType.BIGINT),
            new Column("window_start", DataType.BIGINT));
    private static final TimeRule RULE = WindowAggregateOperatorTest.rule(Clock.KEY, 0, 60_000);

    @Test
    void a_revision_replaces_what_it_replaces() {
        harness(10_000)
                .row(0, result(RowKind.INSERT, "a", 3, 0))
                .row(0, result(RowKind.INSERT, "b", 5, 0))
                .row(0, result(RowKind.UPDATE_BEFORE, "b", 5, 0))
                .row(0, result(RowKind.UPDATE_AFTER, "b", 4, 0))
                .row(0, result(RowKind.INSERT, "a", 1, 10_000))
                .expect(
                        "+I @9999 3, 3, 0",
                        "-U @9999 3, 3, 0",
                        "+U #1 @9999 8, 5, 0",
                        "-U #1 @9999 8, 5, 0",
                        "+U #2 @9999 3, 3, 0",
                        "-U #2 @9999 3, 3, 0",
                        "+U #3 @9999 7, 4, 0",
                        "+I @19999 1, 1, 10000")
                .verify();
    }

    @Test
    void a_window_that_loses_its_last_row_is_deleted_and_may_come_back() {
        harness(10_000)
                .row(0, result(RowKind.INSERT, "a", 3, 0))
                .row(0, result(RowKind.DELETE, "a", 3, 0))
                .row(0, result(RowKind.INSERT, "a", 4, 0))
                .expect("+I @9999 3, 3, 0", "-D #1 @9999 3, 3, 0", "+I #2 @9999 4, 4, 0")
                .verify();
    }

    @Test
    void a_window_that_loses_its_last_row_after_silence_is_deleted_when_it_would_fire_again() {
        harness(20_000)
                .row(0, result(RowKind.INSERT, "a", 3, 0))
                .idle()
                .row(0, result(RowKind.DELETE, "a", 3, 0))
                .row(0, result(RowKind.INSERT, "a", 4, 30_000))
                .expect(
                        "+I @9999 3, 3, -10000",
                        "+I @19999 3, 3, 0",
                        "-D #1 @9999 3, 3, -10000",
                        "-D #1 @19999 3, 3, 0",
                        "+I @39999 4, 4, 20000",
                        "+I @49999 4, 4, 30000")
                .verify();
    }

    @Test
    void final_results_are_those_of_the_newest_revisions() {
        checkFinalResults(new Random(9), Integer.MAX_VALUE);
    }

    @Test
    void and_when_silence_fires_windows_in_between() {
        checkFinalResults(new Random(10), 5);
    }

    private static void checkFinalResults(Random random, int rowsBetweenSilences) {
        for (int round = 0; round < 8; round++) {
            OperatorHarness<WindowState> harness = harness(40_000);
            Map<String, Row> newest = new TreeMap<>();
            for (int i = 0; i < 60; i++) {
                if (random.nextInt(rowsBetweenSilences) == 0) {
                    harness.idle();
                }
                String device = "d" + random.nextInt(4);
                long start = 10_000L * random.nextInt(6);
                String key = device + start;
                Row old = newest.get(key);
                if (old != null) {
                    harness.row(0, old.copy().withKind(RowKind.UPDATE_BEFORE));
                }
                if (old != null && random.nextInt(4) == 0) {
                    newest.remove(key);
                } else {
                    Row row = result(
                            old == null ? RowKind.INSERT : RowKind.UPDATE_AFTER, device, random.nextInt(100), start);
                    newest.put(key, row);
                    harness.row(0, row);
                }
            }
            assertEquals(totals(newest), harness.verify().result(), "round " + round);
        }
    }

    private static List<String> totals(Map<String, Row> newest) {
        TreeMap<Long, long[]> windows = new TreeMap<>();
        for (Row row : newest.values()) {
            for (long start = row.longAt(3) - 30_000; start <= row.longAt(3); start += 10_000) {
                long[] total = windows.computeIfAbsent(start, s -> new long[] {0, Long.MIN_VALUE});
                total[0] += row.longAt(2);
                total[1] = Math.max(total[1], row.longAt(2));
            }
        }
        List<String> lines = new ArrayList<>();
        windows.forEach(
                (start, total) -> lines.add("@" + (start + 39_999) + " " + total[0] + ", " + total[1] + ", " + start));
        return lines.stream().sorted().toList();
    }

    private static Row result(RowKind kind, String device, long sum, long startMs) {
        Row row = new Row(4);
        row.setObject(0, device);
        row.setLong(1, 1);
        row.setLong(2, sum);
        row.setLong(3, startMs);
        return row.withTimeMs(startMs + 9999).withKind(kind);
    }

    private static OperatorHarness<WindowState> harness(long sizeMs) {
        TimeRule lenient = WindowAggregateOperatorTest.rule(Clock.KEY, 0, 600_000);
        WindowAggregate perDevice = WindowNodes.node(WindowSpec.tumble(10_000, 0), Emit.ON_CLOSE, RULE);
        WindowAggregate node = new WindowAggregate(
                "window#2",
                perDevice,
                WindowSpec.hop(10_000, sizeMs, 0),
                List.of(),
                List.of(
                        new AggregateCall("SUM", List.of(2), false, -1, DataType.BIGINT),
                        new AggregateCall("MAX", List.of(2), false, -1, DataType.BIGINT)),
                List.of(WindowProperty.START),
                OUTPUT,
                -1,
                lenient,
                Emit.ON_CLOSE);
        return OperatorHarness.of(
                        () -> new WindowAggregateOperator(node, FunctionCatalog.builtIn()), perDevice.schema(), OUTPUT)
                .time(lenient, -1);
    }
}
