// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import dev.millrace.functions.Numbers;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.plan.Expression;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BinaryOperator;

/** Exact decimals: computed with all digits, then rounded half up to the scale of the result. */
final class DecimalArithmetic {
    private DecimalArithmetic() {}

    static Evaluator of(
            List<Expression> operands, Evaluator[] arguments, DataType type, BinaryOperator<BigDecimal> operator) {
        Evaluator left = arguments[0];
        Evaluator right = arguments[1];
        Numbers.DecimalReader first = Numbers.asDecimal(operands.get(0).type());
        Numbers.DecimalReader second = Numbers.asDecimal(operands.get(1).type());
        return (row, result) -> {
            left.eval(row, result);
            if (result.isNull) {
                return;
            }
            BigDecimal value = first.read(result);
            right.eval(row, result);
            if (!result.isNull) {
                apply(value, second.read(result), operator, type, result);
            }
        };
    }

    private static void apply(
            BigDecimal left, BigDecimal right, BinaryOperator<BigDecimal> operator, DataType type, Slot result) {
        result.setObject(Numbers.fit(operator.apply(left, right), type));
    }

    static void requireNotZero(BigDecimal left, BigDecimal right, String operator) {
        if (right.signum() == 0) {
            throw new ArithmeticException("division by zero: " + left.toPlainString() + " " + operator + " 0");
        }
    }
}
