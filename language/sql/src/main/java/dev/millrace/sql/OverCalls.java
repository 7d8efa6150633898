// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.OverFunction;
import dev.millrace.functions.aggregate.NthValue;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Literal;
import dev.millrace.plan.Over.Frame;
import dev.millrace.plan.Over.OverCall;
import dev.millrace.sql.OverPlanner.Located;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindowExclusion;

/** What one OVER asks of the kernel, and how its value is made of the answers. */
final class OverCalls {
    private static final Set<String> RANKS = Set.of("RANK", "DENSE_RANK");
    private static final Set<String> OF_ONE_ROW = Set.of("LAG", "LEAD");
    private static final Frame ALL_SO_FAR = new Frame(true, Frame.UNBOUNDED, 0);

    private final PlanContext context;
    private final Frames frames;
    private final OverFunctionCalls functions;

    OverCalls(PlanContext context) {
        this.context = context;
        this.frames = new Frames(context);
        this.functions = new OverFunctionCalls(context, frames);
    }

    /** What has to be a column; what must be constant is none. */
    static List<RexNode> arguments(RexOver over) {
        List<RexNode> operands = over.getOperands();
        if (OF_ONE_ROW.contains(name(over)) && operands.size() > 2) {
            return List.of(operands.get(0), operands.get(2));
        }
        boolean isOfOne = OF_ONE_ROW.contains(name(over))
                || name(over).equals("NTH_VALUE")
                || CatalogAggregate.over(over.getAggOperator()).isPresent();
        return isOfOne ? operands.subList(0, 1) : operands;
    }

    private static String name(RexOver over) {
        return over.getAggOperator().getName().toUpperCase(Locale.ROOT);
    }

    List<OverCall> of(Located one) {
        RexOver over = one.over();
        if (over.getWindow().getExclude() != RexWindowExclusion.EXCLUDE_NO_OTHER) {
            throw error(
                    "EXCLUDE takes rows out of the middle of a frame, which is kept as a whole",
                    "Leave EXCLUDE out: subtract the row's own value, or end the frame at 1 PRECEDING.");
        }
        DataType type = CalciteTypes.of(one.whole().getType());
        Optional<OverFunction> function = CatalogAggregate.over(over.getAggOperator());
        if (function.isPresent()) {
            requireUnfiltered(one);
            return List.of(functions.call(function.get(), over, one.arguments(), type));
        }
        return switch (name(over)) {
            case "LAG", "LEAD" -> ofOneRow(one, type);
            case "ROW_NUMBER" -> List.of(call("COUNT", List.of(), one.filter(), type, ALL_SO_FAR));
            case "RANK", "DENSE_RANK" -> {
                requireUnfiltered(one);
                yield List.of(call(name(over), List.of(one.time()), -1, type, ALL_SO_FAR));
            }
            case "NTH_VALUE" -> List.of(nth(one, type));
            case "NTILE", "PERCENT_RANK", "CUME_DIST" ->
                throw error(
                        name(over) + " needs the number of all rows of the key, and there are always more to come",
                        "Use ROW_NUMBER or RANK, which count the rows so far; the share of a window's rows is COUNT(*)"
                                + " over the count of the window.");
            default ->
                List.of(new OverCall(
                        new AggregateCall(
                                CatalogAggregate.planName(over.getAggOperator()),
                                one.arguments(),
                                over.isDistinct(),
                                one.filter(),
                                type),
                        frames.of(over.getWindow())));
        };
    }

    private static OverCall call(String function, List<Integer> arguments, int filter, DataType type, Frame frame) {
        return new OverCall(new AggregateCall(function, arguments, false, filter, type), frame);
    }

    /** The value some rows before or behind is the last value of a frame of that one row. */
    private List<OverCall> ofOneRow(Located one, DataType type) {
        requireUnfiltered(one);
        String name = name(one.over());
        List<RexNode> operands = one.over().getOperands();
        long distance = operands.size() < 2 ? 1 : frames.constant(operands.get(1));
        if (distance < 0) {
            throw error(
                    name + " has the distance " + distance + ", which is below 0",
                    "Write " + (name.equals("LAG") ? "LEAD" : "LAG") + "(x, " + -distance + ").");
        }
        long back = name.equals("LAG") ? distance : -distance;
        Frame frame = new Frame(true, back, back);
        if (one.over().ignoreNulls()) {
            if (back != 1 || operands.size() > 2) {
                throw error(
                        name + " with IGNORE NULLS may have to look for a value that is any number of rows away",
                        "Write LAG(x) IGNORE NULLS: the last value before the row that is not NULL.");
            }
            frame = new Frame(true, Frame.UNBOUNDED, 1);
        }
        DataType valueType = CalciteTypes.of(operands.get(0).getType()).withNullable(true);
        OverCall value = call("LAST_VALUE", one.arguments().subList(0, 1), -1, valueType, frame);
        if (operands.size() < 3) {
            return List.of(value);
        }
        requireOneType(name, valueType, CalciteTypes.of(operands.get(2).getType()), type);
        return List.of(value, call("COUNT", List.of(), -1, DataType.BIGINT.withNullable(false), frame));
    }

    private void requireOneType(String name, DataType value, DataType otherwise, DataType result) {
        if (!Casts.isAssignable(value, result) || !Casts.isAssignable(otherwise, result)) {
            throw context.error(
                    SqlErrorCode.WRONG_ARGUMENTS,
                    name + " has a value of type " + value.withNullable(true) + ", but a default of type "
                            + otherwise.withNullable(true),
                    "Convert one of them with CAST.",
                    context.places().overOrder());
        }
    }

    private OverCall nth(Located one, DataType type) {
        requireUnfiltered(one);
        RexNode position = one.over().getOperands().get(1);
        long n = frames.constant(position);
        if (n < 1 || n > NthValue.POSITION_MAX) {
            throw error(
                    "NTH_VALUE asks for row " + n + " of the frame, but rows are numbered from 1 to "
                            + NthValue.POSITION_MAX,
                    "Write NTH_VALUE(x, 2) OVER (...) for the second row.");
        }
        Literal constant = (Literal) PlanContext.translate(position, List.of());
        return new OverCall(
                new AggregateCall("NTH_VALUE", one.arguments(), false, -1, type.withNullable(true), List.of(constant)),
                frames.of(one.over().getWindow()));
    }

    private void requireUnfiltered(Located one) {
        if (one.filter() >= 0) {
            throw error(
                    name(one.over()) + " is about the row itself and has no FILTER",
                    "Filter the rows in a view, or choose with CASE WHEN ... END around it.");
        }
    }

    /** The value of an OVER, from those of its calls. */
    static Expression result(Located one, List<Expression> values, List<Column> columns) {
        DataType type = CalciteTypes.of(one.whole().getType());
        if (values.size() == 1) {
            return values.get(0);
        }
        int position = one.arguments().get(1);
        Expression otherwise = Casts.to(
                type.withNullable(true),
                new InputColumn(position, columns.get(position).type()));
        Expression isThere = new Call(
                ">", List.of(values.get(1), new Literal(0L, DataType.BIGINT.withNullable(false))), DataType.BOOLEAN);
        return new Call("CASE", List.of(isThere, Casts.to(type.withNullable(true), values.get(0)), otherwise), type);
    }

    private MillraceException error(String fact, String hint) {
        return context.error(SqlErrorCode.FRAME, fact, hint, context.places().overFrame());
    }
}
