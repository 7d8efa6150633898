// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Over;
import dev.millrace.plan.Over.Frame;
import dev.millrace.plan.Over.OverCall;
import dev.millrace.plan.TimeRule;
import dev.millrace.testkit.HarnessOutcome;
import dev.millrace.testkit.Inputs;
import dev.millrace.testkit.OperatorHarness;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Functions as they ship, over frames. The harness compares restored runs to the last bit. */
final class OverFunctionsTest {
    private static final Schema INPUT =
            Schema.of(new Column("ts", DataType.TIMESTAMP), new Column("x", DataType.DOUBLE));
    private static final Schema OUTPUT = Schema.of(
            INPUT.column(0),
            INPUT.column(1),
            new Column("mean", DataType.DOUBLE),
            new Column("deviation", DataType.DOUBLE),
            new Column("least", DataType.DOUBLE),
            new Column("different", DataType.BIGINT));
    private static final Frame BASELINE = new Frame(true, 10, 1);

    @Test
    void mean_and_deviation_over_the_rows_before_are_exact_and_survive_a_restart_bit_by_bit() {
        Random random = new Random(7);
        OperatorHarness<OverState> harness = harness();
        double[] values = new double[60];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1e9 + random.nextInt(5) + 0.1;
            harness.row(1000L * i, values[i]);
        }

        HarnessOutcome outcome = harness.verify();

        for (int i = 2; i < values.length; i++) {
            String[] cells = outcome.emissions().get(i).split(", ");
            assertEquals(mean(values, i), Double.parseDouble(cells[2]), 1e-6);
            assertEquals(deviation(values, i), Double.parseDouble(cells[3]), 1e-6);
            assertEquals(least(values, i), Double.parseDouble(cells[4]));
            assertEquals(different(values, i), Long.parseLong(cells[5]));
        }
    }

    private static OperatorHarness<OverState> harness() {
        TimeRule rule = new TimeRule(TimeRule.Clock.KEY, 0, 10_000, 60_000, 0, 1_000_000);
        Over plan = new Over(
                "over#1",
                Inputs.scan(INPUT, rule),
                List.of(),
                List.of(
                        call("AVG", false, DataType.DOUBLE),
                        call("STDDEV_SAMP", false, DataType.DOUBLE),
                        call("MIN", false, DataType.DOUBLE),
                        call("COUNT", true, DataType.BIGINT)),
                OUTPUT,
                rule,
                Emit.ON_CLOSE,
                List.of());
        return OperatorHarness.of(() -> new OverOperator(plan, FunctionCatalog.builtIn()), INPUT, OUTPUT)
                .time(rule, 0);
    }

    private static OverCall call(String function, boolean isDistinct, DataType type) {
        return new OverCall(new AggregateCall(function, List.of(1), isDistinct, -1, type), BASELINE);
    }

    private static int from(int row) {
        return (int) Math.max(0, row - BASELINE.from());
    }

    private static double mean(double[] values, int row) {
        double sum = 0;
        for (int i = from(row); i < row; i++) {
            sum += values[i] - 1e9;
        }
        return 1e9 + sum / (row - from(row));
    }

    private static double deviation(double[] values, int row) {
        double squares = 0;
        for (int i = from(row); i < row; i++) {
            squares += Math.pow(values[i] - mean(values, row), 2);
        }
        return Math.sqrt(squares / (row - from(row) - 1));
    }

    private static double least(double[] values, int row) {
        double least = Double.MAX_VALUE;
        for (int i = from(row); i < row; i++) {
            least = Math.min(least, values[i]);
        }
        return least;
    }

    private static long different(double[] values, int row) {
        return java.util.Arrays.stream(values, from(row), row).distinct().count();
    }
}
