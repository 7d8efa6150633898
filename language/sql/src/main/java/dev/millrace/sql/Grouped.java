// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.WindowAggregate.WindowProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;

/**
 * The input of an aggregation as a node that has what is read as columns.
 *
 * @param keys positions of the keys, the number of the grouping set last when there are several
 * @param arguments positions of the arguments and filters of the calls
 */
record Grouped(PlanNode node, List<Integer> keys, List<Integer> arguments) {
    /**
     * Makes the node.
     *
     * @param wanted keys, then arguments and filters
     * @param keyCount how many of them are keys
     */
    static Grouped of(Relation input, List<Expression> wanted, int keyCount, GroupingSets sets, NodeNames ids) {
        Relation.Placed placed = input.placed(ids, wanted);
        List<Integer> keys = placed.positions().subList(0, keyCount);
        List<Integer> arguments = placed.positions().subList(keyCount, wanted.size());
        if (!sets.isSeveral()) {
            return new Grouped(placed.node(), keys, arguments);
        }
        int first = placed.node().schema().size();
        PlanNode repeated = sets.repeated(placed.node(), keys, ids);
        return new Grouped(
                repeated, IntStream.rangeClosed(first, first + keyCount).boxed().toList(), arguments);
    }

    /**
     * What is known of the columns of an aggregating node.
     *
     * @param groups expression for each group of the algebra
     * @param firstCall position of the first computed call
     */
    record Output(Aggregate aggregate, PlanNode node, List<Expression> groups, int firstCall) {}

    /** The node's columns in the order of the algebra: groups, then calls. */
    Relation relation(Output output, GroupingSets sets, ToIntFunction<WindowProperty> propertyColumn) {
        PlanNode made = output.node();
        Expression setNumber = sets.isSeveral() ? column(made, keys.size() - 1) : null;
        List<Expression> columns = new ArrayList<>(output.groups());
        int next = output.firstCall();
        for (AggregateCall call : output.aggregate().getAggCallList()) {
            if (call.getAggregation() instanceof WindowPropertyFunction function) {
                columns.add(column(made, propertyColumn.applyAsInt(function.property())));
            } else if (AggregateCalls.isGrouping(call)) {
                columns.add(sets.value(call, setNumber));
            } else {
                columns.add(column(made, next++));
            }
        }
        return Relation.of(made, columns, output.aggregate().getRowType().getFieldNames());
    }

    private static Expression column(PlanNode node, int position) {
        return new InputColumn(position, node.schema().type(position));
    }
}
