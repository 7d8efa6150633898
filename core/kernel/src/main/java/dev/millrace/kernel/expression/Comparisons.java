// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import dev.millrace.functions.DateTimes;
import dev.millrace.functions.Slot;
import dev.millrace.kernel.KernelError;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.TypeKind;
import dev.millrace.plan.Expression;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Comparison of two values after promotion to a common type. */
final class Comparisons {
    private static final DataType WIDE_DECIMAL = DataType.decimal(38, 18);

    private Comparisons() {}

    static Evaluator of(String operator, List<Expression> operands, Evaluator[] arguments) {
        if (arguments[0] == Constant.NULL || arguments[1] == Constant.NULL) {
            return Constant.NULL;
        }
        DataType type = commonType(operands.get(0).type(), operands.get(1).type());
        Evaluator left = promoted(arguments[0], operands.get(0).type(), type);
        Evaluator right = promoted(arguments[1], operands.get(1).type(), type);
        if (type.kind().isFloating()) {
            return DoubleComparisons.of(operator, left, right);
        }
        return type.kind().isWord()
                ? LongComparisons.of(operator, left, right)
                : ofObjects(operator, left, right, comparator(type));
    }

    /** {@code IS [NOT] DISTINCT FROM}: NULL equals NULL, the answer is never NULL. */
    static Evaluator distinct(List<Expression> operands, Evaluator[] arguments, boolean isDistinct) {
        if (arguments[0] == Constant.NULL || arguments[1] == Constant.NULL) {
            Evaluator other = arguments[0] == Constant.NULL ? arguments[1] : arguments[0];
            return isDistinct ? Logic.isNotNull(other) : Logic.isNull(other);
        }
        Evaluator equal = of("=", operands, arguments);
        Slot second = new Slot();
        return (row, result) -> {
            equal.eval(row, result);
            if (!result.isNull) {
                result.setBoolean((result.word == 0) == isDistinct);
                return;
            }
            arguments[0].eval(row, result);
            arguments[1].eval(row, second);
            boolean bothNull = result.isNull && second.isNull;
            result.setBoolean(bothNull != isDistinct);
        };
    }

    private static Evaluator ofObjects(
            String operator, Evaluator left, Evaluator right, Comparator<Object> comparator) {
        int wanted =
                switch (operator) {
                    case "=" -> 0b010;
                    case "<>" -> 0b101;
                    case "<" -> 0b001;
                    case "<=" -> 0b011;
                    case ">" -> 0b100;
                    default -> 0b110;
                };
        return (row, result) -> {
            left.eval(row, result);
            if (result.isNull) {
                return;
            }
            Object first = result.object;
            right.eval(row, result);
            if (!result.isNull) {
                int order = Integer.signum(comparator.compare(first, result.object)) + 1;
                result.setBoolean((wanted >> order & 1) != 0);
            }
        };
    }

    /** DOUBLE before DECIMAL before whole numbers; TIMESTAMP before DATE; anything else must be of one kind. */
    static DataType commonType(DataType left, DataType right) {
        TypeKind a = left.kind();
        TypeKind b = right.kind();
        if (a.isNumeric() && b.isNumeric()) {
            if (a.isFloating() || b.isFloating()) {
                return DataType.DOUBLE;
            }
            if (a == TypeKind.DECIMAL || b == TypeKind.DECIMAL) {
                return a == b && left.scale() >= right.scale() ? left : WIDE_DECIMAL;
            }
            return DataType.BIGINT;
        }
        if ((a.isTimestamp() || a == TypeKind.DATE) && (b.isTimestamp() || b == TypeKind.DATE)) {
            return a == b ? left : DataType.TIMESTAMP;
        }
        if (a == b) {
            return left;
        }
        throw MillraceException.of(
                KernelError.NO_CAST,
                left + " cannot be compared with " + right,
                "Cast one side to the type of the other.");
    }

    private static Evaluator promoted(Evaluator evaluator, DataType from, DataType to) {
        if (from.kind() == to.kind()) {
            return evaluator;
        }
        if (to.kind() == TypeKind.DECIMAL) {
            // Comparison needs no common scale, so whole numbers stay as they are.
            return (row, result) -> {
                evaluator.eval(row, result);
                if (!result.isNull) {
                    result.setObject(BigDecimal.valueOf(result.word));
                }
            };
        }
        if (to.kind().isTimestamp() && from.kind() == TypeKind.DATE) {
            return (row, result) -> {
                evaluator.eval(row, result);
                result.word *= DateTimes.DAY_MS;
            };
        }
        return Casts.convert(evaluator, from, to);
    }

    /** Order of two values that are not words; nested ones by their elements from left to right, NULL first. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Comparator<Object> comparator(DataType type) {
        return switch (type.kind()) {
            case BYTES -> (a, b) -> Arrays.compareUnsigned((byte[]) a, (byte[]) b);
            case ROW, ARRAY, MAP -> new NestedOrder(type);
            default -> (a, b) -> ((Comparable) a).compareTo(b);
        };
    }
}
