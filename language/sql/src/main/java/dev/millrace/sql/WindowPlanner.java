// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
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
    private final GroupPlanner groups;

    WindowPlanner(PlanContext context) {
        this.context = context;
        this.groups = new GroupPlanner(context);
    }

    /** {@code TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), ...))}. */
    Relation assign(TableFunctionScan scan, Relation input) {
        WindowTableFunction.Call call = ((WindowTableFunction) ((RexCall) scan.getCall()).getOperator()).call();
        Relation base = input.window() == null ? input : Relation.of(input.node(context.ids()));
        int column = base.names().indexOf(call.timeColumn());
        base = context.timedBy(base, column);
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

    Relation aggregate(Aggregate aggregate, Relation read) {
        Relation input = read.reassigned();
        if (input.window() == null) {
            return groups.aggregate(aggregate, input);
        }
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
        aggregate.getGroupSets().forEach(set -> requireWholeWindow(input, set.asList(), aggregate));
        for (org.apache.calcite.rel.core.AggregateCall call : aggregate.getAggCallList()) {
            if (call.getAggregation() instanceof WindowPropertyFunction property) {
                properties.add(property.property().ordinal());
            }
        }
        AggregateCalls calls = new AggregateCalls(aggregate, input);
        List<Expression> wanted = new ArrayList<>();
        keyColumns.forEach(k -> wanted.add(input.projection().get(k)));
        checkPartition(windowing, List.copyOf(wanted));
        wanted.addAll(calls.wanted());
        requireOutsideOfWindow(input, wanted);
        GroupingSets sets = new GroupingSets(aggregate, keyColumns);
        Grouped grouped = Grouped.of(input, wanted, keyColumns.size(), sets, context.ids());
        WindowAggregate node = node(grouped, calls, windowing.spec(), properties);
        return relation(aggregate, input, node, sets, grouped);
    }

    private WindowAggregate node(Grouped grouped, AggregateCalls calls, WindowSpec window, Set<Integer> wanted) {
        List<Column> columns = new ArrayList<>();
        grouped.keys().forEach(k -> columns.add(grouped.node().schema().column(k)));
        columns.addAll(calls.columns());
        List<WindowProperty> properties =
                PROPERTIES.stream().filter(p -> wanted.contains(p.ordinal())).toList();
        int time = -1;
        for (WindowProperty property : properties) {
            time = property == WindowProperty.TIME ? columns.size() : time;
            columns.add(new Column("window_" + property.name().toLowerCase(java.util.Locale.ROOT), DataType.TIMESTAMP));
        }
        return new WindowAggregate(
                context.ids().next("aggregate"),
                grouped.node(),
                window,
                grouped.keys(),
                calls.over(grouped.arguments()),
                properties,
                new Schema(columns),
                time,
                TimeRules.ofWindows(grouped.node(), context.emit()),
                context.emit());
    }

    /** Brings the node's columns into the order that the algebra expects: groups, then calls. */
    private static Relation relation(
            Aggregate aggregate, Relation input, WindowAggregate node, GroupingSets sets, Grouped grouped) {
        int first = node.keys().size() + node.aggregates().size();
        List<Expression> groups = new ArrayList<>();
        int key = 0;
        for (int group : aggregate.getGroupSet()) {
            int property = input.windowProperty(group);
            int position = property < 0 ? key++ : first + node.properties().indexOf(PROPERTIES.get(property));
            groups.add(new InputColumn(position, node.schema().type(position)));
        }
        return grouped.relation(
                new Grouped.Output(aggregate, node, groups, node.keys().size()),
                sets,
                property -> first + node.properties().indexOf(property));
    }

    private void requireWholeWindow(Relation input, List<Integer> group, Aggregate aggregate) {
        List<Integer> properties = group.stream().map(input::windowProperty).toList();
        boolean isWhole =
                properties.contains(Relation.START) && (input.window().isGroup() || properties.contains(Relation.END));
        if (isWhole) {
            return;
        }
        String missing = !properties.contains(Relation.START) ? "window_start" : "window_end";
        boolean isSets = aggregate.getGroupType() != Aggregate.Group.SIMPLE;
        throw context.error(
                SqlErrorCode.WINDOW_GROUP,
                (isSets ? "one of the sets of GROUP BY" : "GROUP BY") + " over "
                        + input.window().name() + " does not name \"" + missing + "\"",
                "Group by window_start and window_end"
                        + (isSets
                                ? " besides the sets: GROUP BY window_start, window_end, GROUPING SETS (...)."
                                : aggregate.getGroupCount() == 0 ? "." : " besides the other columns."),
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
}
