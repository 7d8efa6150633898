// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ROW_NUMBER() OVER (PARTITION BY ... ORDER BY ...)} filtered by its number: the first rows of each group in an order, as a
 * result that is corrected when another row takes a place. Output columns: those of the input, and the number when it is wanted.
 *
 * @param keys columns of PARTITION BY without those of the window
 * @param order of the rows; rows that are equal in it are ordered by event time, then by their values. The time attribute in it
 *     means event time and then arrival
 * @param window of PARTITION BY
 * @param timeColumn position of window_time in the output, -1 when there is none
 * @param resultKey columns that identify a result row: the group and the number, or what identifies a row of the input; empty:
 *     its position
 */
public record TopN(
        String id,
        PlanNode input,
        List<Integer> keys,
        List<Match.SortKey> order,
        AttachedWindow window,
        Ranks ranks,
        int timeColumn,
        TimeRule timeRule,
        Emit emit,
        List<Integer> resultKey)
        implements PlanNode {
    /** Rows of one group that are kept at most; a greater number is refused. */
    public static final int ROWS_MAX = 10_000;

    /**
     * Which rows come out.
     *
     * @param from first number, 1 or more
     * @param to last number, {@code from} to {@link #ROWS_MAX}
     * @param isShown whether the number is a column of the output
     */
    public record Ranks(int from, int to, boolean isShown) {
        /** Whether a place in the order identifies a result row. */
        public boolean isPlace() {
            return isShown || from == to;
        }
    }

    public TopN {
        keys = List.copyOf(keys);
        order = List.copyOf(order);
        resultKey = List.copyOf(resultKey);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public Schema schema() {
        if (!ranks.isShown()) {
            return input.schema();
        }
        List<Column> columns = new ArrayList<>(input.schema().columns());
        columns.add(new Column("row_number", DataType.BIGINT));
        return new Schema(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.topN(this);
    }
}
