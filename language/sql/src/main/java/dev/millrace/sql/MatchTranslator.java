// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.PatternAggregate;
import dev.millrace.plan.PatternNavigation;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexInputRef;

/**
 * Expressions of MEASURES and DEFINE.
 *
 * @param columns of the input
 * @param timeColumn which of them is the time attribute, -1 when rows are not ordered by it
 */
record MatchTranslator(List<Expression> columns, int timeColumn) {
    MatchTranslator {
        columns = List.copyOf(columns);
    }

    Expression translate(MatchExpression expression) {
        List<Expression> inputs = new ArrayList<>(columns);
        expression.parts().forEach(part -> inputs.add(part(part)));
        return PlanContext.translate(expression.rex(), inputs);
    }

    private Expression part(MatchPart part) {
        if (part instanceof MatchPart.Navigation navigation) {
            MatchPart.MatchRow row = navigation.row();
            Expression operand = translate(navigation.operand());
            return new PatternNavigation(
                    row.symbol(),
                    operand,
                    row.isFirst(),
                    row.logical(),
                    row.physical(),
                    row.isFinal(),
                    operand.type().withNullable(true));
        }
        if (part instanceof MatchPart.Aggregate aggregate) {
            return new PatternAggregate(
                    aggregate.function(),
                    aggregate.symbol(),
                    aggregate.arguments().stream().map(this::translate).toList(),
                    aggregate.isDistinct(),
                    aggregate.isFinal(),
                    CalciteTypes.of(aggregate.type()));
        }
        MatchPart.Special special = (MatchPart.Special) part;
        if (special.function().equals(SqlFunctions.MATCH_ROWTIME)) {
            Expression time = columns.get(timeColumn);
            return new PatternNavigation("", time, false, 0, 0, special.isFinal(), time.type());
        }
        return new Call(special.function(), List.of(), CalciteTypes.of(special.type()));
    }

    /** Whether a measure is {@code MATCH_ROWTIME()} and nothing else. */
    static boolean isRowTime(MatchExpression expression) {
        return expression.rex() instanceof RexInputRef && uses(expression, SqlFunctions.MATCH_ROWTIME);
    }

    /** Whether a function of matches stands in an expression itself. */
    static boolean uses(MatchExpression expression, String function) {
        return expression.parts().stream()
                .anyMatch(p -> p instanceof MatchPart.Special special
                        && special.function().equals(function));
    }
}
