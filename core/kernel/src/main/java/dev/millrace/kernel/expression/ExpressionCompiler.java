// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.DataType;
import dev.millrace.plan.Expression;
import java.util.Objects;
import java.util.function.Function;

/** Makes evaluators of expressions. Thread-safe; what it makes is for one thread. */
public final class ExpressionCompiler {
    private static final Function<Expression, Evaluator> NO_HOOK = expression -> null;

    private final FunctionCatalog functions;

    public ExpressionCompiler(FunctionCatalog functions) {
        this.functions = Objects.requireNonNull(functions, "functions");
    }

    /** Evaluator of an expression over one row; its value has exactly the expression's type. */
    public Evaluator compile(Expression expression) {
        return compile(expression, NO_HOOK);
    }

    /**
     * As {@link #compile(Expression)}, for use inside a match.
     *
     * @param hook gives the evaluator of a {@link dev.millrace.plan.PatternNavigation}, of a {@link
     *     dev.millrace.plan.PatternAggregate} and of the calls CLASSIFIER, MATCH_NUMBER and EVIDENCE; null refuses
     */
    public Evaluator compile(Expression expression, Function<Expression, Evaluator> hook) {
        return expression.accept(new Compilation(functions, hook));
    }

    /** As {@link #compile(Expression)}, with the value converted to a type as CAST does. */
    public Evaluator compileAs(Expression expression, DataType type) {
        return Casts.convert(compile(expression), expression.type(), type);
    }
}
