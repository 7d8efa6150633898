// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.Column;
import dev.millrace.model.Schema;
import dev.millrace.plan.AttachedWindow;
import dev.millrace.plan.Expression;
import dev.millrace.plan.GroupAggregate;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.WindowAggregate.WindowProperty;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Aggregate;

/** GROUP BY and SELECT DISTINCT over rows that are in no window function: over windows of a query below, or over all rows. */
final class GroupPlanner {
    private static final String TTL = "state.ttl";

    private final PlanContext context;

    GroupPlanner(PlanContext context) {
        this.context = context;
    }

    Relation aggregate(Aggregate aggregate, Relation input) {
        List<Integer> groupColumns = aggregate.getGroupSet().asList();
        AggregateCalls calls = new AggregateCalls(aggregate, input);
        List<Expression> wanted = new ArrayList<>();
        groupColumns.forEach(k -> wanted.add(input.projection().get(k)));
        wanted.addAll(calls.wanted());
        boolean isWindow = isWindow(aggregate, input);
        if (!isWindow) {
            requireTtl(aggregate, input.input());
        }
        GroupingSets sets = new GroupingSets(aggregate, groupColumns);
        Grouped grouped = Grouped.of(input, wanted, groupColumns.size(), sets, context.ids());
        GroupAggregate node = node(grouped, calls, window(grouped, isWindow));
        List<Expression> groups = new ArrayList<>();
        for (int i = 0; i < groupColumns.size(); i++) {
            groups.add(new InputColumn(i, node.schema().type(i)));
        }
        return grouped.relation(
                new Grouped.Output(aggregate, node, groups, node.groups().size()), sets, property -> -1);
    }

    /** Whether every group names the end of a window that the rows bring along. */
    private static boolean isWindow(Aggregate aggregate, Relation input) {
        WindowColumns known = WindowColumns.of(input.input());
        return aggregate.getGroupSets().stream().allMatch(set -> set.asList().stream()
                .map(input.projection()::get)
                .anyMatch(e -> e instanceof InputColumn column
                        && known.properties().containsKey(column.column())
                        && known.properties().get(column.column()) != WindowProperty.START));
    }

    private static AttachedWindow window(Grouped grouped, boolean isWindow) {
        return isWindow ? AttachedWindows.among(grouped.node(), grouped.keys()) : AttachedWindow.NONE;
    }

    private GroupAggregate node(Grouped grouped, AggregateCalls calls, AttachedWindow window) {
        List<Column> columns = new ArrayList<>();
        grouped.keys().forEach(k -> columns.add(grouped.node().schema().column(k)));
        columns.addAll(calls.columns());
        WindowColumns known = WindowColumns.of(grouped.node());
        int time = -1;
        for (int i = 0; i < grouped.keys().size(); i++) {
            time = known.properties().get(grouped.keys().get(i)) == WindowProperty.TIME ? i : time;
        }
        return new GroupAggregate(
                context.ids().next("aggregate"),
                grouped.node(),
                grouped.keys(),
                window,
                calls.over(grouped.arguments()),
                new Schema(columns),
                window.isNone() ? -1 : time,
                TimeRules.ofWindows(grouped.node(), context.emit()),
                context.emit());
    }

    /** A group without a window lives as long as its table says. */
    private void requireTtl(Aggregate aggregate, PlanNode below) {
        List<TableDefinition> tables = Tables.below(below);
        TableDefinition without = tables.stream()
                .filter(t -> t.table().option(TTL).isEmpty())
                .findFirst()
                .orElse(null);
        boolean isDistinct = aggregate.getAggCallList().isEmpty();
        if (without != null) {
            String ttl = "or set '" + TTL + "' = '1 d' in CREATE TABLE " + without.name()
                    + " to keep each group until it had no row for that long";
            throw context.error(
                    isDistinct ? SqlErrorCode.DISTINCT : SqlErrorCode.UNBOUNDED_GROUP,
                    isDistinct
                            ? "SELECT DISTINCT would have to remember every row of the stream for ever"
                            : "aggregates without a window would keep every group for ever and never have a final value",
                    isDistinct
                            ? "Select window_start and window_end too, " + ttl
                                    + "; 'dedupe.key' drops repeated readings."
                            : "Group by a window too, for example  FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY ..., window_start, window_end;"
                                    + " over a view with windows take DESCRIPTOR(window_time). For the last rows of each key use OVER, "
                                    + ttl + ".",
                    isDistinct ? context.places().distinct() : context.places().group());
        }
        for (TableDefinition table : tables) {
            if (table.time().isEmpty()) {
                throw context.error(
                        SqlErrorCode.TIME_ATTRIBUTE,
                        "groups are kept for '" + TTL + "' of event time, but table \"" + table.name()
                                + "\" has no WATERMARK",
                        "Add  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND  to CREATE TABLE " + table.name() + ".",
                        isDistinct
                                ? context.places().distinct()
                                : context.places().group());
            }
        }
    }
}
