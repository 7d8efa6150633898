// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.DataType;
import java.util.List;

/**
 * An aggregate over the rows of a symbol.
 *
 * @param symbol or union symbol; empty text means all rows of the match
 * @param arguments over {@link InputColumn}s of each row; empty for COUNT(*)
 * @param isFinal over the whole match, else up to the current row
 */
public record PatternAggregate(
        String function, String symbol, List<Expression> arguments, boolean isDistinct, boolean isFinal, DataType type)
        implements Expression {
    public PatternAggregate {
        arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.patternAggregate(this);
    }
}
