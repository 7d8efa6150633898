// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.sql.SqlKind;

/** The aggregate calls of one GROUP BY without those that ask for the window or the grouping: what they read, and what they are. */
final class AggregateCalls {
    /** Their result depends on the order of rows, which is that of event time wherever rows have one. */
    private static final Set<String> ORDERED = Set.of("FIRST_VALUE", "LAST_VALUE", "LISTAGG", "ARRAY_AGG");

    private static final Set<SqlKind> GROUPINGS = Set.of(SqlKind.GROUPING, SqlKind.GROUPING_ID, SqlKind.GROUP_ID);

    private final Aggregate aggregate;
    private final List<org.apache.calcite.rel.core.AggregateCall> calls = new ArrayList<>();
    private final List<Expression> wanted = new ArrayList<>();
    private final List<Integer> arguments = new ArrayList<>();

    AggregateCalls(Aggregate aggregate, Relation input) {
        this.aggregate = aggregate;
        for (org.apache.calcite.rel.core.AggregateCall call : aggregate.getAggCallList()) {
            if (!isComputed(call)) {
                continue;
            }
            calls.add(call);
            int before = wanted.size();
            call.getArgList().forEach(a -> wanted.add(input.projection().get(a)));
            Expression time = timeOf(call, input);
            if (time != null) {
                wanted.add(time);
            }
            arguments.add(wanted.size() - before);
            if (call.filterArg >= 0) {
                wanted.add(input.projection().get(call.filterArg));
            }
        }
    }

    /** Whether a call is computed from rows, and not from the group. */
    static boolean isComputed(org.apache.calcite.rel.core.AggregateCall call) {
        return !(call.getAggregation() instanceof WindowPropertyFunction) && !isGrouping(call);
    }

    static boolean isGrouping(org.apache.calcite.rel.core.AggregateCall call) {
        return GROUPINGS.contains(call.getAggregation().getKind());
    }

    /** The event time of the rows as one more argument, null when the call or the rows have no order. */
    private static Expression timeOf(org.apache.calcite.rel.core.AggregateCall call, Relation input) {
        boolean isOrdered = ORDERED.contains(call.getAggregation().getName()) && !call.isDistinct();
        int time = input.input().timeColumn();
        return isOrdered && time >= 0
                ? new InputColumn(time, input.input().schema().type(time))
                : null;
    }

    /** Arguments and filters, in order. */
    List<Expression> wanted() {
        return wanted;
    }

    /** The calls over columns of a node. */
    List<AggregateCall> over(List<Integer> positions) {
        List<AggregateCall> found = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < calls.size(); i++) {
            org.apache.calcite.rel.core.AggregateCall call = calls.get(i);
            List<Integer> columns = positions.subList(next, next + arguments.get(i));
            next += arguments.get(i);
            int filter = call.filterArg < 0 ? -1 : positions.get(next++);
            found.add(new AggregateCall(
                    CatalogAggregate.planName(call.getAggregation()),
                    columns,
                    call.isDistinct(),
                    filter,
                    CalciteTypes.of(call.getType())));
        }
        return found;
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (org.apache.calcite.rel.core.AggregateCall call : calls) {
            int position =
                    aggregate.getGroupCount() + aggregate.getAggCallList().indexOf(call);
            DataType type = CalciteTypes.of(call.getType());
            columns.add(new Column(aggregate.getRowType().getFieldNames().get(position), type));
        }
        return columns;
    }
}
