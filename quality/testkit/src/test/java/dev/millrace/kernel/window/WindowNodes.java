// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Emit;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowAggregate.WindowProperty;
import dev.millrace.plan.WindowSpec;
import dev.millrace.testkit.Inputs;
import java.util.List;

/** Plans of the window tests: {@code SELECT device, COUNT(*), SUM(n), window_start ... GROUP BY device}. */
final class WindowNodes {
    static final Schema INPUT = Schema.of(
            new Column("ts", DataType.TIMESTAMP),
            new Column("device", DataType.STRING),
            new Column("n", DataType.BIGINT));
    static final Schema OUTPUT = Schema.of(
            new Column("device", DataType.STRING),
            new Column("count", DataType.BIGINT),
            new Column("sum", DataType.BIGINT),
            new Column("window_start", DataType.BIGINT));

    private WindowNodes() {}

    static WindowAggregate node(WindowSpec window, Emit emit, TimeRule rule) {
        return node(
                window,
                emit,
                rule,
                List.of(
                        new AggregateCall("COUNT", List.of(), false, -1, DataType.BIGINT),
                        new AggregateCall("SUM", List.of(2), false, -1, DataType.BIGINT)));
    }

    static WindowAggregate node(WindowSpec window, Emit emit, TimeRule rule, List<AggregateCall> aggregates) {
        return new WindowAggregate(
                "window#1",
                Inputs.scan(INPUT, rule),
                window,
                List.of(1),
                aggregates,
                List.of(WindowProperty.START),
                OUTPUT,
                -1,
                rule,
                emit);
    }
}
