// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import dev.millrace.functions.Numbers;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import dev.millrace.plan.Expression;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The operators {@code + - * / %} by the type of their result. */
final class Arithmetic {
    private Arithmetic() {}

    static Evaluator plus(List<Expression> operands, Evaluator[] arguments, DataType type) {
        if (isNull(arguments)) {
            return Constant.NULL;
        }
        if (isTime(type)) {
            return TimeArithmetic.plus(operands, arguments, type);
        }
        if (type.kind().isFloating()) {
            Evaluator left = asDouble(operands, arguments, 0);
            Evaluator right = asDouble(operands, arguments, 1);
            return rounded(type, (row, result) -> {
                left.eval(row, result);
                if (!result.isNull) {
                    double first = result.asDouble();
                    right.eval(row, result);
                    result.word = Double.doubleToRawLongBits(first + result.asDouble());
                }
            });
        }
        return type.kind() == TypeKind.DECIMAL
                ? DecimalArithmetic.of(operands, arguments, type, BigDecimal::add)
                : LongArithmetic.plus(arguments[0], arguments[1], type.kind());
    }

    static Evaluator minus(List<Expression> operands, Evaluator[] arguments, DataType type) {
        if (isNull(arguments)) {
            return Constant.NULL;
        }
        if (isTime(type)) {
            return TimeArithmetic.minus(operands, arguments, type);
        }
        if (type.kind().isFloating()) {
            Evaluator left = asDouble(operands, arguments, 0);
            Evaluator right = asDouble(operands, arguments, 1);
            return rounded(type, (row, result) -> {
                left.eval(row, result);
                if (!result.isNull) {
                    double first = result.asDouble();
                    right.eval(row, result);
                    result.word = Double.doubleToRawLongBits(first - result.asDouble());
                }
            });
        }
        return type.kind() == TypeKind.DECIMAL
                ? DecimalArithmetic.of(operands, arguments, type, BigDecimal::subtract)
                : LongArithmetic.minus(arguments[0], arguments[1], type.kind());
    }

    static Evaluator times(List<Expression> operands, Evaluator[] arguments, DataType type) {
        if (isNull(arguments)) {
            return Constant.NULL;
        }
        if (type.kind().isFloating()) {
            Evaluator left = asDouble(operands, arguments, 0);
            Evaluator right = asDouble(operands, arguments, 1);
            return rounded(type, (row, result) -> {
                left.eval(row, result);
                if (!result.isNull) {
                    double first = result.asDouble();
                    right.eval(row, result);
                    result.word = Double.doubleToRawLongBits(first * result.asDouble());
                }
            });
        }
        if (type.kind() == TypeKind.DECIMAL) {
            return DecimalArithmetic.of(operands, arguments, type, BigDecimal::multiply);
        }
        if (isFraction(operands)) {
            return wholeOf(times(operands, arguments, DataType.DOUBLE), type);
        }
        Evaluator left = asLong(operands, arguments, 0);
        Evaluator right = asLong(operands, arguments, 1);
        return LongArithmetic.times(left, right, type.kind());
    }

    static Evaluator divide(List<Expression> operands, Evaluator[] arguments, DataType type) {
        if (isNull(arguments)) {
            return Constant.NULL;
        }
        if (type.kind().isFloating()) {
            Evaluator left = asDouble(operands, arguments, 0);
            Evaluator right = asDouble(operands, arguments, 1);
            return rounded(type, (row, result) -> {
                left.eval(row, result);
                if (!result.isNull) {
                    double first = result.asDouble();
                    right.eval(row, result);
                    result.word = Double.doubleToRawLongBits(first / result.asDouble());
                }
            });
        }
        if (type.kind() == TypeKind.DECIMAL) {
            return DecimalArithmetic.of(operands, arguments, type, (a, b) -> {
                DecimalArithmetic.requireNotZero(a, b, "/");
                return a.divide(b, type.scale(), RoundingMode.HALF_UP);
            });
        }
        if (isFraction(operands)) {
            return wholeOf(divide(operands, arguments, DataType.DOUBLE), type);
        }
        return LongArithmetic.divide(asLong(operands, arguments, 0), asLong(operands, arguments, 1), type.kind());
    }

    static Evaluator remainder(List<Expression> operands, Evaluator[] arguments, DataType type) {
        if (isNull(arguments)) {
            return Constant.NULL;
        }
        if (type.kind().isFloating()) {
            Evaluator left = asDouble(operands, arguments, 0);
            Evaluator right = asDouble(operands, arguments, 1);
            return rounded(type, (row, result) -> {
                left.eval(row, result);
                if (!result.isNull) {
                    double first = result.asDouble();
                    right.eval(row, result);
                    result.word = Double.doubleToRawLongBits(first % result.asDouble());
                }
            });
        }
        if (type.kind() == TypeKind.DECIMAL || isDecimal(operands)) {
            DataType wide = type.kind() == TypeKind.DECIMAL ? type : DataType.decimal(38, 0);
            Evaluator decimal = DecimalArithmetic.of(operands, arguments, wide, (a, b) -> {
                DecimalArithmetic.requireNotZero(a, b, "%");
                return a.remainder(b);
            });
            return Casts.convert(decimal, wide, type);
        }
        return LongArithmetic.remainder(arguments[0], arguments[1], type.kind());
    }

    static Evaluator negate(Expression operand, Evaluator argument, DataType type) {
        if (type.kind().isFloating()) {
            return (row, result) -> {
                argument.eval(row, result);
                result.word = Double.doubleToRawLongBits(-result.asDouble());
            };
        }
        if (type.kind() == TypeKind.DECIMAL) {
            Evaluator decimal = Casts.convert(argument, operand.type(), type);
            return (row, result) -> {
                decimal.eval(row, result);
                if (!result.isNull) {
                    result.object = ((BigDecimal) result.object).negate();
                }
            };
        }
        return LongArithmetic.minus(Constant.of(0L, DataType.BIGINT), argument, type.kind());
    }

    private static boolean isNull(Evaluator[] arguments) {
        return arguments[0] == Constant.NULL || arguments[1] == Constant.NULL;
    }

    /** A length of time may be multiplied and divided by numbers with a fraction. */
    private static boolean isFraction(List<Expression> operands) {
        return isDecimal(operands)
                || operands.get(0).type().kind().isFloating()
                || operands.get(1).type().kind().isFloating();
    }

    private static Evaluator wholeOf(Evaluator doubles, DataType type) {
        return (row, result) -> {
            doubles.eval(row, result);
            if (!result.isNull) {
                Numbers.set(result, type, result.asDouble());
            }
        };
    }

    private static boolean isDecimal(List<Expression> operands) {
        return operands.get(0).type().kind() == TypeKind.DECIMAL
                || operands.get(1).type().kind() == TypeKind.DECIMAL;
    }

    private static boolean isTime(DataType type) {
        return switch (type.kind()) {
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY, INTERVAL_MONTH -> true;
            default -> false;
        };
    }

    private static Evaluator asDouble(List<Expression> operands, Evaluator[] arguments, int index) {
        return Casts.convert(arguments[index], operands.get(index).type(), DataType.DOUBLE);
    }

    private static Evaluator asLong(List<Expression> operands, Evaluator[] arguments, int index) {
        return Casts.convert(arguments[index], operands.get(index).type(), DataType.BIGINT);
    }

    private static Evaluator rounded(DataType type, Evaluator evaluator) {
        if (type.kind() == TypeKind.DOUBLE) {
            return evaluator;
        }
        return (row, result) -> {
            evaluator.eval(row, result);
            result.word = Double.doubleToRawLongBits((float) result.asDouble());
        };
    }
}
