// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.kernel.KernelError;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Literal;
import dev.millrace.plan.PatternAggregate;
import dev.millrace.plan.PatternNavigation;
import java.util.List;
import java.util.function.Function;

/** One walk over an expression, from the leaves up. */
final class Compilation implements Expression.Visitor<Evaluator> {
    private static final long MICROS_PER_MS = 1000;

    private final FunctionCatalog functions;
    private final Function<Expression, Evaluator> hook;

    Compilation(FunctionCatalog functions, Function<Expression, Evaluator> hook) {
        this.functions = functions;
        this.hook = hook;
    }

    @Override
    public Evaluator inputColumn(InputColumn expression) {
        return expression.type().kind().isWord()
                ? new Columns.WordColumn(expression.column())
                : new Columns.ObjectColumn(expression.column());
    }

    @Override
    public Evaluator literal(Literal expression) {
        return Constant.of(expression.value(), expression.type());
    }

    @Override
    public Evaluator patternNavigation(PatternNavigation expression) {
        return fromHook(expression, "a navigation over the rows of a match");
    }

    @Override
    public Evaluator patternAggregate(PatternAggregate expression) {
        return fromHook(expression, expression.function() + " over the rows of a match");
    }

    @Override
    public Evaluator call(Call call) {
        switch (call.function()) {
            case "PROCTIME":
                return Compilation::arrival;
            case "CLASSIFIER", "MATCH_NUMBER", "MATCH_ROWTIME", "MATCH_TIMED_OUT", "EVIDENCE":
                return fromHook(call, call.function());
            default:
                Evaluator[] arguments =
                        call.arguments().stream().map(a -> a.accept(this)).toArray(Evaluator[]::new);
                Evaluator evaluator = operator(call, arguments);
                return areConstant(arguments) ? Constant.fold(evaluator) : evaluator;
        }
    }

    /**
     * When the row arrived, epoch milliseconds, NULL when nobody noted it: the one time of processing that is the same in every run.
     */
    private static void arrival(Row row, Slot result) {
        if (row.arrivalMicros() == Row.NO_TIME) {
            result.setNull();
        } else {
            result.setWord(Math.floorDiv(row.arrivalMicros(), MICROS_PER_MS));
        }
    }

    private Evaluator operator(Call call, Evaluator[] arguments) {
        List<Expression> operands = call.arguments();
        DataType type = call.type();
        return switch (call.function()) {
            case "+", "DATETIME_PLUS" -> Arithmetic.plus(operands, arguments, type);
            case "-", "MINUS_DATE" -> Arithmetic.minus(operands, arguments, type);
            case "*" -> Arithmetic.times(operands, arguments, type);
            case "/", "/INT" -> Arithmetic.divide(operands, arguments, type);
            case "%", "MOD" -> Arithmetic.remainder(operands, arguments, type);
            case "MINUS" -> Arithmetic.negate(operands.get(0), arguments[0], type);
            case "=", "<>", "<", "<=", ">", ">=" -> Comparisons.of(call.function(), operands, arguments);
            case "IS_DISTINCT_FROM" -> Comparisons.distinct(operands, arguments, true);
            case "IS_NOT_DISTINCT_FROM" -> Comparisons.distinct(operands, arguments, false);
            case "AND" -> Logic.and(arguments);
            case "OR" -> Logic.or(arguments);
            case "NOT" -> Logic.not(arguments[0]);
            case "IS_NULL" -> Logic.isNull(arguments[0]);
            case "IS_NOT_NULL" -> Logic.isNotNull(arguments[0]);
            case "IS_TRUE" -> Logic.is(arguments[0], true, true);
            case "IS_NOT_TRUE" -> Logic.is(arguments[0], true, false);
            case "IS_FALSE" -> Logic.is(arguments[0], false, true);
            case "IS_NOT_FALSE" -> Logic.is(arguments[0], false, false);
            case "CASE" -> Logic.choose(converted(call, arguments));
            case "CAST", "REINTERPRET" ->
                Casts.convert(arguments[0], operands.get(0).type(), type);
            case "TRY_CAST" -> Casts.tryConvert(arguments[0], operands.get(0).type(), type);
            case "LIKE" -> Like.of(arguments);
            case "SIMILAR TO" -> Similar.of(arguments);
            case "ROW" -> Nested.row(arguments, type);
            case "ARRAY" -> Nested.array(operands, arguments, type);
            case "MAP" -> Nested.map(operands, arguments, type);
            case "FIELD" -> Nested.field(arguments[0], operands.get(1), type);
            case "ITEM" -> Nested.item(operands, arguments, type);
            default -> function(call, arguments);
        };
    }

    /** CASE: conditions as they are, values in the type of the result. */
    private static Evaluator[] converted(Call call, Evaluator[] arguments) {
        Evaluator[] parts = arguments.clone();
        for (int i = 0; i < parts.length; i++) {
            boolean isValue = i % 2 == 1 || i == parts.length - 1;
            if (isValue) {
                parts[i] = Casts.convert(parts[i], call.arguments().get(i).type(), call.type());
            }
        }
        return parts;
    }

    private Evaluator function(Call call, Evaluator[] arguments) {
        List<DataType> types = call.arguments().stream().map(Expression::type).toList();
        ScalarFunction function = functions
                .scalar(call.function())
                .orElseThrow(() -> MillraceException.of(
                        KernelError.UNKNOWN_FUNCTION,
                        "function \"" + call.function() + "\" is not in the catalogue",
                        "Use a function that the function reference lists, or CASE and arithmetic."));
        return new FunctionEvaluator(function.bind(types, call.type()), arguments);
    }

    private Evaluator fromHook(Expression expression, String what) {
        Evaluator evaluator = hook.apply(expression);
        if (evaluator == null) {
            throw MillraceException.of(
                    KernelError.NO_MATCH_HERE,
                    what + " stands outside of MATCH_RECOGNIZE",
                    "Report this pipeline: the planner should have refused it.");
        }
        return evaluator;
    }

    private static boolean areConstant(Evaluator[] arguments) {
        for (Evaluator argument : arguments) {
            if (!(argument instanceof Constant)) {
                return false;
            }
        }
        return true;
    }

    /** A call of a catalogue function. */
    private static final class FunctionEvaluator implements Evaluator {
        private final ScalarFunction.Invocation invocation;
        private final Evaluator[] arguments;
        private final Slot[] slots;

        FunctionEvaluator(ScalarFunction.Invocation invocation, Evaluator[] arguments) {
            this.invocation = invocation;
            this.arguments = arguments;
            this.slots = new Slot[arguments.length];
            for (int i = 0; i < slots.length; i++) {
                slots[i] = new Slot();
            }
        }

        @Override
        public void eval(Row row, Slot result) {
            for (int i = 0; i < slots.length; i++) {
                arguments[i].eval(row, slots[i]);
            }
            invocation.call(slots, result);
        }
    }
}
