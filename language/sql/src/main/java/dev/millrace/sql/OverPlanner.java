// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.OverFunction;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Over;
import dev.millrace.plan.Over.Frame;
import dev.millrace.plan.Over.OverCall;
import dev.millrace.plan.PlanNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexVisitorImpl;

/** OVER: one node for each list of keys, one call for each aggregate with its frame. */
final class OverPlanner {
    private final PlanContext context;
    private final Frames frames;
    private final OverFunctionCalls functions;

    OverPlanner(PlanContext context) {
        this.context = context;
        this.frames = new Frames(context);
        this.functions = new OverFunctionCalls(context, frames);
    }

    Relation plan(List<RexNode> expressions, List<String> names, Relation relation) {
        List<RexOver> overs = collect(expressions);
        Relation whole = relation.window() == null ? relation : Relation.of(relation.node(context.ids()));
        Relation input = context.timedBy(whole, orderColumn(overs.get(0)));
        overs.forEach(o -> requireTimeOrder(o, input));
        List<Expression> wanted = new ArrayList<>(input.projection());
        for (RexOver over : overs) {
            over.getWindow().partitionKeys.forEach(k -> wanted.add(PlanContext.translate(k, input.projection())));
            arguments(over).forEach(a -> wanted.add(PlanContext.translate(a, input.projection())));
        }
        Relation.Placed placed = input.placed(context.ids(), wanted);
        List<Expression> columns = placed.columns();
        Map<RexOver, Expression> results = new LinkedHashMap<>();
        PlanNode node = placed.node();
        for (Map.Entry<List<Integer>, List<Located>> group :
                byKeys(overs, columns, input.projection().size()).entrySet()) {
            node = over(node, group.getKey(), group.getValue(), results);
        }
        RexTranslator translator = new RexTranslator(
                PlanContext.builder(), columns.subList(0, input.projection().size()), results);
        return Relation.of(node, expressions.stream().map(translator::translate).toList(), names);
    }

    /** What has to be a column: of LAG and of functions that stand with OVER alone only the value, the rest is constant. */
    private static List<RexNode> arguments(RexOver over) {
        boolean isLag = over.getAggOperator().getName().equalsIgnoreCase("LAG");
        return isLag || CatalogAggregate.over(over.getAggOperator()).isPresent()
                ? over.getOperands().subList(0, 1)
                : over.getOperands();
    }

    /** An OVER and the columns of its arguments. */
    private record Located(RexOver over, List<Integer> arguments) {}

    private static Map<List<Integer>, List<Located>> byKeys(List<RexOver> overs, List<Expression> columns, int first) {
        Map<List<Integer>, List<Located>> groups = new LinkedHashMap<>();
        int next = first;
        for (RexOver over : overs) {
            int keys = over.getWindow().partitionKeys.size();
            int arguments = arguments(over).size();
            List<Integer> positions = columns.subList(next, next + keys + arguments).stream()
                    .map(c -> ((InputColumn) c).column())
                    .toList();
            next += keys + arguments;
            groups.computeIfAbsent(positions.subList(0, keys), k -> new ArrayList<>())
                    .add(new Located(over, positions.subList(keys, keys + arguments)));
        }
        return groups;
    }

    private Over over(PlanNode input, List<Integer> keys, List<Located> located, Map<RexOver, Expression> results) {
        List<Column> columns = new ArrayList<>(input.schema().columns());
        List<OverCall> calls = new ArrayList<>();
        for (Located one : located) {
            DataType type = CalciteTypes.of(one.over().getType());
            OverCall call = call(one, type);
            results.put(one.over(), new InputColumn(columns.size(), type));
            columns.add(
                    new Column(call.aggregate().function().toLowerCase(Locale.ROOT) + "_over_" + columns.size(), type));
            calls.add(call);
        }
        return new Over(
                context.ids().next("over"),
                input,
                keys,
                calls,
                new Schema(columns),
                TimeRules.of(input),
                context.emit(),
                Identity.of(input).columns());
    }

    private OverCall call(Located one, DataType type) {
        RexOver over = one.over();
        String name = over.getAggOperator().getName().toUpperCase(Locale.ROOT);
        Optional<OverFunction> function = CatalogAggregate.over(over.getAggOperator());
        if (function.isPresent()) {
            return functions.call(function.get(), over, one.arguments(), type);
        }
        return switch (name) {
            case "LAG" -> lag(one, type);
            case "ROW_NUMBER" ->
                new OverCall(
                        new AggregateCall("COUNT", List.of(), false, -1, type), new Frame(true, Frame.UNBOUNDED, 0));
            case "LEAD", "RANK", "DENSE_RANK", "NTILE", "NTH_VALUE", "PERCENT_RANK", "CUME_DIST" ->
                throw context.error(
                        SqlErrorCode.FRAME,
                        name + " needs rows that are not there yet",
                        "Use aggregates over the rows before, LAG or ROW_NUMBER; patterns with later rows are for MATCH_RECOGNIZE.",
                        context.places().overOrder());
            default ->
                new OverCall(
                        new AggregateCall(
                                CatalogAggregate.planName(over.getAggOperator()),
                                one.arguments(),
                                over.isDistinct(),
                                -1,
                                type),
                        frames.of(over.getWindow()));
        };
    }

    /** The value n rows ago is the last value of a frame of that one row. */
    private OverCall lag(Located one, DataType type) {
        List<RexNode> operands = one.over().getOperands();
        long back = operands.size() < 2 ? 1 : frames.constant(operands.get(1));
        if (operands.size() > 2) {
            throw context.error(
                    SqlErrorCode.FRAME,
                    "LAG has a default value, which it does not take",
                    "Write COALESCE(LAG(x, n) OVER (...), default).",
                    context.places().overOrder());
        }
        AggregateCall last = new AggregateCall("LAST_VALUE", one.arguments(), false, -1, type);
        return new OverCall(last, new Frame(true, back, back));
    }

    private static List<RexOver> collect(List<RexNode> expressions) {
        Set<RexOver> found = new LinkedHashSet<>();
        for (RexNode expression : expressions) {
            expression.accept(new RexVisitorImpl<Void>(true) {
                @Override
                public Void visitOver(RexOver over) {
                    found.add(over);
                    return null;
                }
            });
        }
        return List.copyOf(found);
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
