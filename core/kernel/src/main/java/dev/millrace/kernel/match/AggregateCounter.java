// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Literal;
import dev.millrace.plan.PatternAggregate;
import dev.millrace.plan.PatternNavigation;

/** Counts the aggregates of conditions, so that a run has room for all of their sums. */
final class AggregateCounter implements Expression.Visitor<Void> {
    private int count;

    int count() {
        return count;
    }

    @Override
    public Void inputColumn(InputColumn expression) {
        return null;
    }

    @Override
    public Void literal(Literal expression) {
        return null;
    }

    @Override
    public Void call(Call expression) {
        expression.arguments().forEach(a -> a.accept(this));
        return null;
    }

    @Override
    public Void patternNavigation(PatternNavigation expression) {
        return expression.operand().accept(this);
    }

    @Override
    public Void patternAggregate(PatternAggregate expression) {
        count++;
        expression.arguments().forEach(a -> a.accept(this));
        return null;
    }
}
