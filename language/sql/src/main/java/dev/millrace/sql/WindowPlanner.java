// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowAggregate.WindowProperty;
import dev.millrace.plan.WindowSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;

/** Window functions, and GROUP BY over them. */
final class WindowPlanner {
    private static final List<WindowProperty> PROPERTIES =
            List.of(WindowProperty.START, WindowProperty.END, WindowProperty.TIME);

    private final PlanContext context;

    WindowPlanner(PlanContext context) {
        this.context = context;
    }

    /** {@code TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), ...))}. */
    Relation assign(TableFunctionScan scan, Relation input) {
        WindowTableFunction.Call call = ((WindowTableFunction) ((RexCall) scan.getCall()).getOperator()).call();
        Relation base = input.window() == null ? input : Relation.of(input.node(context.ids()));
        int column = base.names().indexOf(call.timeColumn());
        if (column != base.timeColumn() || column < 0) {
            throw context.noTime(call.name(), base, call.timeColumn(), call.timePosition());
        }
        List<Expression> partition = new ArrayList<>();
        for (String name : call.partition()) {
            int position = base.names().indexOf(name);
            if (position < 0) {
                throw context.error(
                        SqlErrorCode.UNKNOWN_COLUMN,
                        "column \"" + name + "\" of PARTITION BY is not in the table",
                        Suggestions.didYouMean(name, base.names()) + "Columns: " + String.join(", ", base.names())
                                + ".",
                        call.position());
            }
            partition.add(base.projection().get(position));
        }
        return base.withWindow(new Windowing(call.name(), call.window(), false, partition));
    }

    /** {@code TUMBLE(ts, ...)} in GROUP BY. */
    Windowing group(GroupWindowFunction function, RexCall rex, Relation input) {
        GroupWindowFunction.Call call = function.call();
        int column = rex.getOperands().get(0) instanceof RexInputRef ref ? ref.getIndex() : -1;
        if (column < 0 || column != input.timeColumn()) {
            String name = column < 0 ? "the expression" : input.names().get(column);
            throw context.noTime(call.name(), input, name, call.timePosition());
        }
        return new Windowing(call.name(), call.window(), true, List.of());
    }

    Relation aggregate(Aggregate aggregate, Relation input) {
        check(aggregate, input);
        Windowing windowing = input.window();
        List<Integer> keyColumns = new ArrayList<>();
        Set<Integer> properties = new HashSet<>();
        for (int column : aggregate.getGroupSet()) {
            if (input.windowProperty(column) >= 0) {
                properties.add(input.windowProperty(column));
            } else {
                keyColumns.add(column);
            }
        }
        requireWholeWindow(windowing, properties, aggregate);
        List<org.apache.calcite.rel.core.AggregateCall> calls = new ArrayList<>();
        for (org.apache.calcite.rel.core.AggregateCall call : aggregate.getAggCallList()) {
            if (call.getAggregation() instanceof WindowPropertyFunction property) {
                properties.add(property.property().ordinal());
            } else {
                calls.add(call);
            }
        }
        List<Expression> wanted = wanted(input, keyColumns, calls);
        requireOutsideOfWindow(input, wanted);
        Relation.Placed placed = input.placed(context.ids(), wanted);
        checkPartition(windowing, wanted.subList(0, keyColumns.size()));
        WindowAggregate node =
                node(aggregate, placed, new Grouping(windowing.spec(), keyColumns.size(), calls, properties));
        return new Output(aggregate, input, node).relation();
    }

    /** Keys, then the arguments and filters of the calls, in order. */
    private static List<Expression> wanted(
            Relation input, List<Integer> keys, List<org.apache.calcite.rel.core.AggregateCall> calls) {
        List<Expression> wanted = new ArrayList<>();
        keys.forEach(k -> wanted.add(input.projection().get(k)));
        for (org.apache.calcite.rel.core.AggregateCall call : calls) {
            call.getArgList().forEach(a -> wanted.add(input.projection().get(a)));
            if (call.filterArg >= 0) {
                wanted.add(input.projection().get(call.filterArg));
            }
        }
        return wanted;
    }

    private record Grouping(
            WindowSpec window,
            int keys,
            List<org.apache.calcite.rel.core.AggregateCall> calls,
            Set<Integer> properties) {}

    private WindowAggregate node(Aggregate aggregate, Relation.Placed placed, Grouping grouping) {
        Schema input = placed.node().schema();
        List<Integer> keys = placed.positions().subList(0, grouping.keys());
        List<Column> columns = new ArrayList<>();
        keys.forEach(k -> columns.add(input.column(k)));
        List<AggregateCall> calls = new ArrayList<>();
        int next = grouping.keys();
        for (org.apache.calcite.rel.core.AggregateCall call : grouping.calls()) {
            int count = call.getArgList().size();
            List<Integer> arguments = placed.positions().subList(next, next + count);
            next += count;
            int filter = call.filterArg < 0 ? -1 : placed.positions().get(next++);
            DataType type = CalciteTypes.of(call.getType());
            calls.add(new AggregateCall(call.getAggregation().getName(), arguments, call.isDistinct(), filter, type));
            columns.add(new Column(name(aggregate, call), type));
        }
        List<WindowProperty> properties = PROPERTIES.stream()
                .filter(p -> grouping.properties().contains(p.ordinal()))
                .toList();
        int time = -1;
        for (WindowProperty property : properties) {
            time = property == WindowProperty.TIME ? columns.size() : time;
            columns.add(new Column("window_" + property.name().toLowerCase(java.util.Locale.ROOT), DataType.TIMESTAMP));
        }
        return new WindowAggregate(
                context.ids().next("aggregate"),
                placed.node(),
                grouping.window(),
                keys,
                calls,
                properties,
                new Schema(columns),
                time,
                TimeRules.ofWindows(placed.node(), context.emit()),
                context.emit());
    }

    private static String name(Aggregate aggregate, org.apache.calcite.rel.core.AggregateCall call) {
        int position = aggregate.getGroupCount() + aggregate.getAggCallList().indexOf(call);
        return aggregate.getRowType().getFieldNames().get(position);
    }

    private void check(Aggregate aggregate, Relation input) {
        if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
            throw context.error(
                    SqlErrorCode.WINDOW_GROUP,
                    "GROUP BY has several groupings at once",
                    "Write one query for each grouping and bring them together with UNION ALL.",
                    context.places().group());
        }
        if (input.window() != null) {
            return;
        }
        String cure =
                "Group by a window too, for example  FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY ..., window_start, window_end;"
                        + " over a view with windows take DESCRIPTOR(window_time). For the last rows of each key use OVER.";
        throw context.error(
                SqlErrorCode.UNBOUNDED_GROUP,
                "aggregates without a window would keep every group for ever and never have a final value",
                cure,
                context.places().group());
    }

    private void requireWholeWindow(Windowing windowing, Set<Integer> properties, Aggregate aggregate) {
        boolean isWhole = windowing.isGroup()
                ? properties.contains(Relation.START)
                : properties.contains(Relation.START) && properties.contains(Relation.END);
        if (isWhole) {
            return;
        }
        String missing = !properties.contains(Relation.START) ? "window_start" : "window_end";
        throw context.error(
                SqlErrorCode.WINDOW_GROUP,
                "GROUP BY over " + windowing.name() + " does not name \"" + missing + "\"",
                "Group by window_start and window_end"
                        + (aggregate.getGroupCount() == 0 ? "." : " besides the other columns."),
                context.places().group());
    }

    private void requireOutsideOfWindow(Relation input, List<Expression> wanted) {
        int first = input.input().schema().size();
        boolean isInside = input.condition() != null && Columns.greatest(input.condition()) >= first
                || wanted.stream().anyMatch(e -> Columns.greatest(e) >= first);
        if (isInside) {
            throw context.error(
                    SqlErrorCode.WINDOW_GROUP,
                    "window_start, window_end or window_time stands in WHERE or inside an aggregate or key",
                    "Move the condition to HAVING, or compute with the window in a query over this one.",
                    context.places().group());
        }
    }

    private void checkPartition(Windowing windowing, List<Expression> keys) {
        boolean isSession = windowing.spec().kind() == WindowSpec.Kind.SESSION && !windowing.isGroup();
        if (isSession && !new HashSet<>(windowing.partition()).equals(new HashSet<>(keys))) {
            throw context.error(
                    SqlErrorCode.WINDOW_GROUP,
                    "SESSION is over other keys than GROUP BY, so a session would belong to several groups",
                    "Write the same columns:  SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), gap) ... GROUP BY k, window_start, window_end.",
                    context.places().group());
        }
    }

    /** Brings the node's columns into the order that the algebra expects: groups, then calls. */
    private record Output(Aggregate aggregate, Relation input, WindowAggregate node) {
        Relation relation() {
            List<Expression> columns = new ArrayList<>();
            int key = 0;
            for (int group : aggregate.getGroupSet()) {
                int property = input.windowProperty(group);
                columns.add(property >= 0 ? property(PROPERTIES.get(property)) : column(key++));
            }
            int call = node.keys().size();
            for (org.apache.calcite.rel.core.AggregateCall aggregateCall : aggregate.getAggCallList()) {
                columns.add(
                        aggregateCall.getAggregation() instanceof WindowPropertyFunction function
                                ? property(function.property())
                                : column(call++));
            }
            return Relation.of(node, columns, aggregate.getRowType().getFieldNames());
        }

        private Expression property(WindowProperty property) {
            int first = node.keys().size() + node.aggregates().size();
            return column(first + node.properties().indexOf(property));
        }

        private Expression column(int position) {
            return new InputColumn(position, node.schema().type(position));
        }
    }
}
