// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * A window table function that is not aggregated by its window: every row once for each of its windows, with {@code
 * window_start, window_end, window_time} appended. Keeps no state. Not for SESSION.
 */
public record WindowAssign(String id, PlanNode input, WindowSpec window, int timeColumn) implements PlanNode {
    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public Schema schema() {
        List<Column> columns = new ArrayList<>(input.schema().columns());
        columns.add(new Column("window_start", DataType.TIMESTAMP));
        columns.add(new Column("window_end", DataType.TIMESTAMP));
        columns.add(new Column("window_time", DataType.TIMESTAMP));
        return new Schema(columns);
    }

    @Override
    public List<Integer> resultKey() {
        return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.windowAssign(this);
    }
}
