// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import dev.millrace.functions.DateTimes;
import dev.millrace.kernel.KernelError;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.TypeKind;
import dev.millrace.plan.Expression;
import java.util.List;
import java.util.function.LongBinaryOperator;

/** Sums and differences of times and lengths of time. */
final class TimeArithmetic {
    private TimeArithmetic() {}

    static Evaluator plus(List<Expression> operands, Evaluator[] arguments, DataType type) {
        DataType first = operands.get(0).type();
        DataType second = operands.get(1).type();
        if (isInterval(first) && !isInterval(second)) {
            return shift(arguments[1], second, arguments[0], first, type, 1);
        }
        if (isInterval(second) && !isInterval(first)) {
            return shift(arguments[0], first, arguments[1], second, type, 1);
        }
        return LongArithmetic.plus(arguments[0], arguments[1], type.kind());
    }

    static Evaluator minus(List<Expression> operands, Evaluator[] arguments, DataType type) {
        DataType first = operands.get(0).type();
        DataType second = operands.get(1).type();
        if (isInterval(second) && !isInterval(first)) {
            return shift(arguments[0], first, arguments[1], second, type, -1);
        }
        if (isInterval(second)) {
            return LongArithmetic.minus(arguments[0], arguments[1], type.kind());
        }
        Evaluator left = Casts.convert(arguments[0], first, asTime(first));
        Evaluator right = Casts.convert(arguments[1], second, asTime(second));
        return type.kind() == TypeKind.INTERVAL_MONTH
                ? words(left, right, (a, b) -> DateTimes.monthsBetween(b, a))
                : LongArithmetic.minus(left, right, TypeKind.BIGINT);
    }

    private static DataType asTime(DataType type) {
        return type.kind() == TypeKind.DATE ? DataType.TIMESTAMP : type;
    }

    private static boolean isInterval(DataType type) {
        return type.kind() == TypeKind.INTERVAL_DAY || type.kind() == TypeKind.INTERVAL_MONTH;
    }

    private static Evaluator shift(
            Evaluator time, DataType timeType, Evaluator length, DataType lengthType, DataType type, int sign) {
        boolean isMonths = lengthType.kind() == TypeKind.INTERVAL_MONTH;
        // DATE + INTERVAL gives DATE or, where the planner says so, TIMESTAMP.
        Evaluator from = Casts.convert(time, timeType, type);
        return switch (type.kind()) {
            case TIMESTAMP, TIMESTAMP_LTZ ->
                isMonths
                        ? words(from, length, (t, months) -> DateTimes.plusMonths(t, sign * months))
                        : words(from, length, (t, ms) -> Math.addExact(t, sign * ms));
            case DATE ->
                isMonths
                        ? words(from, length, (d, months) -> DateTimes.plusMonthsToDate(d, sign * months))
                        : words(from, length, (d, ms) -> d + Math.floorDiv(sign * ms, DateTimes.DAY_MS));
            case TIME -> words(from, length, (t, ms) -> Math.floorMod(t + sign * ms, DateTimes.DAY_MS));
            default ->
                throw MillraceException.of(
                        KernelError.NO_CAST,
                        lengthType + " cannot be added to " + timeType,
                        "Cast the left side to TIMESTAMP(3).");
        };
    }

    private static Evaluator words(Evaluator left, Evaluator right, LongBinaryOperator operator) {
        return (row, result) -> {
            left.eval(row, result);
            if (result.isNull) {
                return;
            }
            long first = result.word;
            right.eval(row, result);
            if (!result.isNull) {
                result.word = operator.applyAsLong(first, result.word);
            }
        };
    }
}
