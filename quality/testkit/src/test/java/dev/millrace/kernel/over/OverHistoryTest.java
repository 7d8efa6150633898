// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Literal;
import dev.millrace.plan.Over;
import dev.millrace.plan.Over.Frame;
import dev.millrace.plan.Over.OverCall;
import dev.millrace.plan.TimeRule;
import dev.millrace.testkit.Inputs;
import dev.millrace.testkit.OperatorHarness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Functions of a key's history and frames whose rows are taken out: restored runs are compared to the last bit. */
final class OverHistoryTest {
    private static final Schema INPUT =
            Schema.of(new Column("ts", DataType.TIMESTAMP), new Column("x", DataType.DOUBLE));
    private static final Schema OUTPUT = Schema.of(
            INPUT.column(0),
            INPUT.column(1),
            new Column("score", DataType.DOUBLE),
            new Column("mean", DataType.DOUBLE),
            new Column("robust", DataType.DOUBLE),
            new Column("recent", DataType.DOUBLE));
    private static final TimeRule RULE = new TimeRule(TimeRule.Clock.KEY, 5_000, 10_000, 60_000, 0, 100_000_000);

    @Test
    void rows_in_any_order_within_the_bound_give_what_rows_in_order_give() {
        List<double[]> rows = rows();
        List<String> inOrder = harness(Emit.ON_CLOSE, rows).verify().emissions();
        List<double[]> shuffled = new ArrayList<>(rows);
        Random random = new Random(2);
        for (int i = 0; i + 4 <= shuffled.size(); i += 4) {
            Collections.shuffle(shuffled.subList(i, i + 4), random);
        }

        assertEquals(inOrder, harness(Emit.ON_CLOSE, shuffled).verify().emissions());
    }

    @Test
    void eager_answers_are_corrected_to_the_same_result() {
        List<double[]> rows = rows().subList(0, 60);
        String[] expected = harness(Emit.EAGER, rows).run().result().toArray(String[]::new);
        List<double[]> shuffled = new ArrayList<>(rows);
        for (int i = 0; i + 4 <= shuffled.size(); i += 4) {
            Collections.swap(shuffled, i, i + 3);
        }

        harness(Emit.EAGER, shuffled).expectResult(expected).verify();
    }

    private static List<double[]> rows() {
        Random random = new Random(7);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(new double[] {1000L * i, i == 150 ? 50 : random.nextInt(20) / 4.0});
        }
        return rows;
    }

    private static OperatorHarness<OverState> harness(Emit emit, List<double[]> rows) {
        Frame history = new Frame(true, Frame.UNBOUNDED, 0);
        Literal alpha = new Literal(0.1, DataType.DOUBLE);
        Over plan = new Over(
                "over#1",
                Inputs.scan(INPUT, RULE),
                List.of(),
                List.of(
                        call("ANOMALY_SCORE", history),
                        call("EWMA", history, alpha),
                        call("ROBUST_ZSCORE", new Frame(true, 10, 1)),
                        call("ROBUST_ZSCORE", new Frame(false, 7_000, 1))),
                OUTPUT,
                RULE,
                emit,
                List.of());
        OperatorHarness<OverState> harness = OperatorHarness.of(
                        () -> new OverOperator(plan, FunctionCatalog.builtIn()), INPUT, OUTPUT)
                .time(RULE, 0);
        rows.forEach(row -> harness.row((long) row[0], row[1]));
        return harness;
    }

    private static OverCall call(String function, Frame frame, Literal... constants) {
        return new OverCall(
                new AggregateCall(function, List.of(1), false, -1, DataType.DOUBLE, List.of(constants)), frame);
    }
}
