// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.join;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.plan.Emit;
import dev.millrace.plan.JoinSide;
import dev.millrace.plan.ReferenceJoin;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.TimeRule.Clock;
import dev.millrace.testkit.Inputs;
import dev.millrace.testkit.OperatorHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Port 0 is the stream, port 1 the table; both have columns ts, n; the key is empty. */
final class ReferenceJoinOperatorTest {
    private static final Schema INPUT =
            Schema.of(new Column("ts", DataType.TIMESTAMP), new Column("n", DataType.BIGINT));
    private static final int STREAM = 0;
    private static final int TABLE = 1;
    /** {@code -Dmillrace.effort=10} runs ten times as many random cases. */
    private static final int EFFORT = Integer.getInteger("millrace.effort", 1);

    private TimeRule rule = new TimeRule(Clock.KEY, 0, 50, 60_000, 1000, 1_000_000);

    @Test
    void newest_row_is_that_of_the_moment() {
        harness(false, true, Emit.ON_CLOSE)
                .row(STREAM, row(100, 1))
                .row(TABLE, row(100, 10))
                .row(STREAM, row(101, 2))
                .row(TABLE, row(90, 11))
                .row(STREAM, row(102, 3))
                .row(TABLE, row(90, 11).withKind(RowKind.DELETE))
                .row(STREAM, row(103, 4))
                .expect(
                        "+I @100 100, 1, NULL, NULL",
                        "+I @101 101, 2, 100, 10",
                        "+I @102 102, 3, 90, 11",
                        "+I @103 103, 4, NULL, NULL")
                .verify();
    }

    @Test
    void correction_of_the_stream_is_passed_on_with_its_revision() {
        harness(false, false, Emit.ON_CLOSE)
                .row(TABLE, row(100, 10))
                .row(STREAM, row(101, 2))
                .row(STREAM, row(101, 2).withKind(RowKind.UPDATE_BEFORE))
                .row(STREAM, row(101, 3).withKind(RowKind.UPDATE_AFTER).withRevision(1))
                .expect("+I @101 101, 2, 100, 10", "-U @101 101, 2, 100, 10", "+U #1 @101 101, 3, 100, 10")
                .verify();
    }

    @Test
    void version_valid_at_the_time_of_the_row() {
        harness(true, true, Emit.ON_CLOSE)
                .row(TABLE, row(100, 10))
                .row(TABLE, row(200, 20))
                .row(STREAM, row(99, 1))
                .row(STREAM, row(100, 2))
                .row(STREAM, row(199, 3))
                .row(STREAM, row(200, 4))
                .expect(
                        "+I @99 99, 1, NULL, NULL",
                        "+I @100 100, 2, 100, 10",
                        "+I @199 199, 3, 100, 10",
                        "+I @200 200, 4, 200, 20")
                .verify();
    }

    @Test
    void late_version_corrects_the_rows_of_its_time_only() {
        harness(true, false, Emit.ON_CLOSE)
                .row(TABLE, row(100, 10))
                .row(TABLE, row(300, 30))
                .row(STREAM, row(150, 1))
                .row(STREAM, row(250, 2))
                .row(STREAM, row(350, 3))
                .row(TABLE, row(200, 20))
                .expect(
                        "+I @150 150, 1, 100, 10",
                        "+I @250 250, 2, 100, 10",
                        "+I @350 350, 3, 300, 30",
                        "-U @250 250, 2, 100, 10",
                        "+U #1 @250 250, 2, 200, 20")
                .verify();
    }

    @Test
    void deletion_is_a_version_without_a_row() {
        harness(true, false, Emit.ON_CLOSE)
                .row(TABLE, row(100, 10))
                .row(STREAM, row(150, 1))
                .row(TABLE, row(150, 10).withKind(RowKind.DELETE))
                .row(STREAM, row(151, 2))
                .row(TABLE, row(160, 20))
                .row(STREAM, row(160, 3))
                .expect("+I @150 150, 1, 100, 10", "-D #1 @150 150, 1, 100, 10", "+I @160 160, 3, 160, 20")
                .verify();
    }

    @Test
    void final_waits_until_no_version_can_come() {
        rule = new TimeRule(Clock.KEY, 0, 50, 60_000, 10, 1_000_000);
        harness(true, true, Emit.FINAL)
                .row(STREAM, row(150, 1))
                .row(TABLE, row(155, 10))
                .row(TABLE, row(149, 20))
                .row(TABLE, row(161, 30))
                .row(TABLE, row(150, 40))
                .expect("+I @150 150, 1, 149, 20")
                .expectLedger("LATE 150, 40")
                .verify();
    }

    @Test
    void versions_outlive_silence_but_rows_do_not() {
        harness(true, false, Emit.ON_CLOSE)
                .row(TABLE, row(100, 10))
                .row(STREAM, row(150, 1))
                .progress(2_000_000)
                .row(STREAM, row(2_000_000, 2))
                .expect("+I @150 150, 1, 100, 10", "+I @2000000 2000000, 2, 100, 10")
                .verify();
    }

    @Test
    void row_taken_back_takes_its_result_back() {
        harness(true, true, Emit.EAGER)
                .row(TABLE, row(100, 10))
                .row(STREAM, row(150, 1))
                .row(STREAM, row(150, 1).withKind(RowKind.DELETE).withPosition(0, 1))
                .expect("+I @150 150, 1, 100, 10", "-D #1 @150 150, 1, 100, 10")
                .verify();
    }

    @Test
    void random_rows_give_the_same_in_every_interleaving() {
        for (int seed = 0; seed < 40 * EFFORT; seed++) {
            Random random = new Random(seed);
            boolean isOuter = random.nextBoolean();
            Emit emit = Emit.values()[random.nextInt(Emit.values().length)];
            rule = new TimeRule(Clock.KEY, 20, 50, 60_000, 50, 1_000_000);
            List<Row> rows = times(random, 15);
            List<Row> versions = times(random, 10);
            OperatorHarness<JoinState> harness = harness(true, isOuter, emit);
            int nextRow = 0;
            int nextVersion = 0;
            while (nextRow < rows.size() || nextVersion < versions.size()) {
                boolean isRow = nextVersion == versions.size() || nextRow < rows.size() && random.nextBoolean();
                harness.row(isRow ? STREAM : TABLE, isRow ? rows.get(nextRow++) : versions.get(nextVersion++));
            }
            assertEquals(naive(rows, versions, isOuter), harness.verify().result(), "seed " + seed + " " + emit);
        }
    }

    private static List<Row> times(Random random, int count) {
        List<Row> rows = new ArrayList<>();
        long timeMs = 1000;
        for (int i = 0; i < count; i++) {
            timeMs += random.nextInt(15);
            rows.add(row(timeMs - random.nextInt(20), i));
        }
        return rows;
    }

    private static List<String> naive(List<Row> rows, List<Row> versions, boolean isOuter) {
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            Row valid = null;
            for (Row version : versions) {
                boolean isBetter =
                        version.longAt(0) <= row.longAt(0) && (valid == null || version.longAt(0) >= valid.longAt(0));
                valid = isBetter ? version : valid;
            }
            if (valid != null || isOuter) {
                String table = valid == null ? "NULL, NULL" : valid.longAt(0) + ", " + valid.longAt(1);
                lines.add("@" + row.longAt(0) + " " + row.longAt(0) + ", " + row.longAt(1) + ", " + table);
            }
        }
        return lines.stream().sorted().toList();
    }

    private static Row row(long timeMs, long n) {
        Row row = new Row(2);
        row.setLong(0, timeMs);
        row.setLong(1, n);
        return row;
    }

    private OperatorHarness<JoinState> harness(boolean isVersioned, boolean isOuter, Emit emit) {
        List<Column> columns = new ArrayList<>(INPUT.columns());
        columns.addAll(INPUT.columns());
        Schema output = new Schema(columns);
        JoinSide side = new JoinSide(Inputs.scan(INPUT, rule), List.of(), -1, rule);
        ReferenceJoin plan = new ReferenceJoin(
                "join#1", side, side, isVersioned, isOuter, Optional.empty(), output, emit, List.of());
        return OperatorHarness.of(() -> new ReferenceJoinOperator(plan, FunctionCatalog.builtIn()), INPUT, output)
                .time(rule, 0);
    }
}
