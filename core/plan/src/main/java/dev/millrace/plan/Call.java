// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.DataType;
import java.util.List;

/**
 * A function or operator.
 *
 * <p>Operators have the names {@code + - * / % MINUS = <> < <= > >= AND OR NOT IS_NULL IS_NOT_NULL IS_TRUE IS_NOT_TRUE
 * IS_FALSE IS_NOT_FALSE IS_DISTINCT_FROM IS_NOT_DISTINCT_FROM CASE CAST TRY_CAST LIKE ROW ARRAY MAP FIELD ITEM}. CASE has
 * arguments condition, value, condition, value, ..., else. FIELD has a ROW and an INT literal position. ITEM has an ARRAY
 * and a position from 1, or a MAP and a key. CLASSIFIER, MATCH_NUMBER and EVIDENCE are calls without arguments inside a
 * match. Everything else is a scalar function by its upper-case SQL name. Operand types may differ: the kernel promotes
 * numbers as SQL does.
 */
public record Call(String function, List<Expression> arguments, DataType type) implements Expression {
    public Call {
        arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.call(this);
    }
}
