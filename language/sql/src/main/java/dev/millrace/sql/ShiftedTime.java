// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.TypeKind;
import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Literal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A time attribute and a constant length that is added to it. Calcite computes what an equality compares in a projection below
 * the join, so that a column of the join's input may be such a sum.
 *
 * @param column position of the time attribute among the columns
 */
record ShiftedTime(int column, long byMs) {
    ShiftedTime plus(long ms) {
        return new ShiftedTime(column, byMs + ms);
    }

    /** What a column of a projection is; empty when it is nothing of the kind. */
    static Optional<ShiftedTime> of(int column, List<Expression> projection, Set<Integer> times) {
        if (times.contains(column)) {
            return Optional.of(new ShiftedTime(column, 0));
        }
        return of(projection.get(column), projection, times);
    }

    private static Optional<ShiftedTime> of(Expression value, List<Expression> projection, Set<Integer> times) {
        if (value instanceof InputColumn) {
            return times.stream()
                    .filter(time -> projection.get(time).equals(value))
                    .map(time -> new ShiftedTime(time, 0))
                    .findFirst();
        }
        if (!(value instanceof Call call) || call.arguments().size() != 2) {
            return Optional.empty();
        }
        boolean isPlus = call.function().equals("+");
        Optional<Long> lengthMs = lengthMs(call.arguments().get(1));
        if (lengthMs.isEmpty() || !isPlus && !call.function().equals("-")) {
            return Optional.empty();
        }
        return of(call.arguments().get(0), projection, times)
                .map(time -> time.plus(isPlus ? lengthMs.get() : -lengthMs.get()));
    }

    private static Optional<Long> lengthMs(Expression value) {
        boolean isLength = value instanceof Literal literal
                && literal.type().kind() == TypeKind.INTERVAL_DAY
                && literal.value() instanceof Long;
        return isLength ? Optional.of((Long) ((Literal) value).value()) : Optional.empty();
    }
}
