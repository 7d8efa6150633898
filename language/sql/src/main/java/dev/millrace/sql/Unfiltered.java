// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.Calc;
import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Literal;
import dev.millrace.plan.PatternAggregate;
import dev.millrace.plan.PatternNavigation;
import java.util.ArrayList;
import java.util.List;

/**
 * A relation without its filters, and the filters as values. A table's row that no longer passes a filter must be seen all the same:
 * it replaces the one that did.
 *
 * @param conditions over the relation's input; all must be TRUE
 */
record Unfiltered(Relation relation, List<Expression> conditions) {
    Unfiltered {
        conditions = List.copyOf(conditions);
    }

    static Unfiltered of(Relation filtered) {
        Relation relation = filtered;
        List<Expression> conditions = new ArrayList<>();
        if (relation.condition() != null) {
            conditions.add(relation.condition());
        }
        while (relation.input() instanceof Calc calc && hasFilter(calc)) {
            Replacing replacing = new Replacing(calc.projection());
            conditions.replaceAll(c -> c.accept(replacing));
            calc.condition().ifPresent(conditions::add);
            List<Expression> projection =
                    relation.projection().stream().map(e -> e.accept(replacing)).toList();
            relation = new Relation(calc.input(), null, projection, relation.names(), null);
        }
        return new Unfiltered(
                new Relation(relation.input(), null, relation.projection(), relation.names(), null), conditions);
    }

    private static boolean hasFilter(Calc calc) {
        return calc.condition().isPresent() || calc.input() instanceof Calc below && hasFilter(below);
    }

    /** Puts the expressions of a projection in the place of its columns. */
    record Replacing(List<Expression> projection) implements Expression.Visitor<Expression> {
        @Override
        public Expression inputColumn(InputColumn expression) {
            return projection.get(expression.column());
        }

        @Override
        public Expression literal(Literal expression) {
            return expression;
        }

        @Override
        public Expression call(Call expression) {
            List<Expression> arguments =
                    expression.arguments().stream().map(a -> a.accept(this)).toList();
            return new Call(expression.function(), arguments, expression.type());
        }

        @Override
        public Expression patternNavigation(PatternNavigation expression) {
            return expression;
        }

        @Override
        public Expression patternAggregate(PatternAggregate expression) {
            return expression;
        }
    }
}
