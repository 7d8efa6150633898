// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.DataType;
import java.util.List;

/**
 * An aggregate function over columns of the input.
 *
 * @param function upper-case name, for example {@code AVG}; {@code COUNT} without arguments is COUNT(*)
 * @param arguments column positions
 * @param isDistinct whether equal argument values count once
 * @param filterColumn BOOLEAN column that must be TRUE, -1 when there is no FILTER
 * @param type of the result
 * @param constants arguments behind the columns
 */
public record AggregateCall(
        String function,
        List<Integer> arguments,
        boolean isDistinct,
        int filterColumn,
        DataType type,
        List<Literal> constants) {
    public AggregateCall {
        arguments = List.copyOf(arguments);
        constants = List.copyOf(constants);
    }

    public AggregateCall(
            String function, List<Integer> arguments, boolean isDistinct, int filterColumn, DataType type) {
        this(function, arguments, isDistinct, filterColumn, type, List.of());
    }
}
