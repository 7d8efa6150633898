// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Over;
import dev.millrace.plan.Over.OverCall;
import dev.millrace.plan.PlanNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexVisitorImpl;

/** OVER: one node for each list of keys, one call or two for each aggregate with its frame. */
final class OverPlanner {
    private final PlanContext context;
    private final OverCalls calls;

    OverPlanner(PlanContext context) {
        this.context = context;
        this.calls = new OverCalls(context);
    }

    Relation plan(List<RexNode> expressions, List<String> names, Relation relation) {
        List<Asked> overs = collect(expressions);
        Relation whole = relation.window() == null ? relation : Relation.of(relation.node(context.ids()));
        Relation input = context.timedBy(whole, orderColumn(overs.get(0).over()));
        overs.forEach(o -> requireTimeOrder(o.over(), input));
        List<Expression> wanted = new ArrayList<>(input.projection());
        for (Asked asked : overs) {
            asked.over().getWindow().partitionKeys.forEach(k -> wanted.add(translate(k, input)));
            OverCalls.arguments(asked.over()).forEach(a -> wanted.add(translate(a, input)));
            asked.filter().ifPresent(f -> wanted.add(translate(f, input)));
        }
        Relation.Placed placed = input.placed(context.ids(), wanted);
        List<Expression> columns = placed.columns();
        Map<RexNode, Expression> results = new LinkedHashMap<>();
        PlanNode node = placed.node();
        int time = timeColumn(input, columns);
        for (Map.Entry<List<Integer>, List<Located>> group :
                byKeys(overs, columns, input.projection().size(), time).entrySet()) {
            node = over(node, group.getKey(), group.getValue(), results);
        }
        RexTranslator translator = new RexTranslator(
                PlanContext.builder(), columns.subList(0, input.projection().size()), results);
        return Relation.of(node, expressions.stream().map(translator::translate).toList(), names);
    }

    private static Expression translate(RexNode node, Relation input) {
        return PlanContext.translate(node, input.projection());
    }

    private static int timeColumn(Relation input, List<Expression> columns) {
        return ((InputColumn) columns.get(input.timeColumn())).column();
    }

    /**
     * An OVER of a query.
     *
     * @param whole the OVER, or the call of {@link OverFilter} around it
     */
    private record Asked(RexNode whole, RexOver over, Optional<RexNode> filter) {}

    /**
     * An OVER and its columns.
     *
     * @param filter -1 for none
     * @param time of the time attribute
     */
    record Located(RexNode whole, RexOver over, List<Integer> arguments, int filter, int time) {}

    private static Map<List<Integer>, List<Located>> byKeys(
            List<Asked> overs, List<Expression> columns, int first, int time) {
        Map<List<Integer>, List<Located>> groups = new LinkedHashMap<>();
        int next = first;
        for (Asked asked : overs) {
            int keys = asked.over().getWindow().partitionKeys.size();
            int arguments = keys + OverCalls.arguments(asked.over()).size();
            int all = arguments + (asked.filter().isPresent() ? 1 : 0);
            List<Integer> positions = columns.subList(next, next + all).stream()
                    .map(c -> ((InputColumn) c).column())
                    .toList();
            next += all;
            int filter = asked.filter().isPresent() ? positions.get(arguments) : -1;
            groups.computeIfAbsent(positions.subList(0, keys), k -> new ArrayList<>())
                    .add(new Located(asked.whole(), asked.over(), positions.subList(keys, arguments), filter, time));
        }
        return groups;
    }

    private Over over(PlanNode input, List<Integer> keys, List<Located> located, Map<RexNode, Expression> results) {
        List<Column> columns = new ArrayList<>(input.schema().columns());
        List<OverCall> all = new ArrayList<>();
        for (Located one : located) {
            List<Expression> values = new ArrayList<>();
            for (OverCall call : calls.of(one)) {
                DataType type = call.aggregate().type();
                values.add(new InputColumn(columns.size(), type));
                String name = call.aggregate().function().toLowerCase(Locale.ROOT);
                columns.add(new Column(name + "_over_" + columns.size(), type));
                all.add(call);
            }
            results.put(one.whole(), OverCalls.result(one, values, columns));
        }
        return new Over(
                context.ids().next("over"),
                input,
                keys,
                all,
                new Schema(columns),
                TimeRules.of(input),
                context.emit(),
                Identity.of(input).columns());
    }

    private static List<Asked> collect(List<RexNode> expressions) {
        Map<RexNode, Asked> found = new LinkedHashMap<>();
        for (RexNode expression : expressions) {
            expression.accept(new RexVisitorImpl<Void>(true) {
                @Override
                public Void visitOver(RexOver over) {
                    found.putIfAbsent(over, new Asked(over, over, Optional.empty()));
                    return null;
                }

                @Override
                public Void visitCall(RexCall call) {
                    if (!OverFilter.is(call)) {
                        return super.visitCall(call);
                    }
                    RexOver over = (RexOver) call.getOperands().get(0);
                    found.putIfAbsent(
                            call,
                            new Asked(call, over, Optional.of(call.getOperands().get(1))));
                    return null;
                }
            });
        }
        return List.copyOf(found.values());
    }

    /** First column of ORDER BY, -1 when there is none. */
    private static int orderColumn(RexOver over) {
        List<RexFieldCollation> order = over.getWindow().orderKeys;
        return !order.isEmpty() && order.get(0).left instanceof RexInputRef ref ? ref.getIndex() : -1;
    }

    private void requireTimeOrder(RexOver over, Relation input) {
        List<RexFieldCollation> order = over.getWindow().orderKeys;
        if (order.isEmpty()) {
            throw context.error(
                    SqlErrorCode.TIME_ATTRIBUTE,
                    "OVER has no ORDER BY, but the rows before are about time",
                    "Add  ORDER BY  and the time attribute of the table.",
                    context.places().overOrder());
        }
        RexNode column = order.get(0).left;
        int position = column instanceof RexInputRef ref ? ref.getIndex() : -1;
        boolean isTime = position >= 0 && position == input.timeColumn();
        if (!isTime || order.size() > 1) {
            String name = position < 0 ? "the expression" : input.names().get(position);
            if (isTime) {
                throw context.error(
                        SqlErrorCode.TIME_ATTRIBUTE,
                        "OVER orders by more than the time attribute",
                        "Order by the time attribute alone; rows of the same time come in the order of arrival.",
                        context.places().overOrder());
            }
            throw context.noTime("OVER", input, name, context.places().overOrder());
        }
        if (order.get(0).getDirection() != RelFieldCollation.Direction.ASCENDING) {
            throw context.error(
                    SqlErrorCode.TIME_ATTRIBUTE,
                    "OVER orders the time attribute downwards",
                    "Leave DESC out: the rows before are those with earlier times.",
                    context.places().overOrder());
        }
    }
}
