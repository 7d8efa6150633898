// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Literal;
import dev.millrace.plan.PatternAggregate;
import dev.millrace.plan.PatternNavigation;

/** Which columns an expression reads. */
final class Columns implements Expression.Visitor<Integer> {
    private static final Columns VISITOR = new Columns();

    private Columns() {}

    /** Greatest position that is read, -1 when none is. */
    static int greatest(Expression expression) {
        return expression.accept(VISITOR);
    }

    @Override
    public Integer inputColumn(InputColumn expression) {
        return expression.column();
    }

    @Override
    public Integer literal(Literal expression) {
        return -1;
    }

    @Override
    public Integer call(Call expression) {
        return expression.arguments().stream()
                .mapToInt(a -> a.accept(this))
                .max()
                .orElse(-1);
    }

    @Override
    public Integer patternNavigation(PatternNavigation expression) {
        return expression.operand().accept(this);
    }

    @Override
    public Integer patternAggregate(PatternAggregate expression) {
        return expression.arguments().stream()
                .mapToInt(a -> a.accept(this))
                .max()
                .orElse(-1);
    }
}
