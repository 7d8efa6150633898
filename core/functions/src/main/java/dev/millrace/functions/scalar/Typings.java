// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.Numbers;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Typings that several functions share, and conversion into the type of the result. */
final class Typings {
    private static final int DIGITS_MAX = 38;

    private Typings() {}

    /** Moves a value that is not NULL into the result. */
    @FunctionalInterface
    interface Move {
        void apply(Slot from, Slot into);
    }

    /** A fixed result for arguments that are each of one of the given kinds. */
    @SafeVarargs
    static Definition.Typing of(DataType result, Predicate<DataType>... arguments) {
        return types -> matches(types, arguments) ? Optional.of(result) : Optional.empty();
    }

    @SafeVarargs
    static boolean matches(List<DataType> types, Predicate<DataType>... arguments) {
        if (types.size() != arguments.length) {
            return false;
        }
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].test(types.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The first typing that takes the arguments. */
    static Definition.Typing anyOf(Definition.Typing... typings) {
        return types -> {
            for (Definition.Typing typing : typings) {
                Optional<DataType> result = typing.of(types);
                if (result.isPresent()) {
                    return result;
                }
            }
            return Optional.empty();
        };
    }

    static boolean isNumber(DataType type) {
        return type.kind().isNumeric();
    }

    static boolean isInteger(DataType type) {
        return type.kind().isInteger();
    }

    static boolean isText(DataType type) {
        return type.kind() == TypeKind.STRING;
    }

    static boolean isBoolean(DataType type) {
        return type.kind() == TypeKind.BOOLEAN;
    }

    /** DATE, TIMESTAMP or TIMESTAMP_LTZ. */
    static boolean isDay(DataType type) {
        return type.kind() == TypeKind.DATE || type.kind().isTimestamp();
    }

    /** Type that all values can become: DOUBLE before DECIMAL before whole numbers, otherwise one kind. */
    static Optional<DataType> common(List<DataType> types) {
        DataType common = null;
        for (DataType type : types) {
            Optional<DataType> next = common == null ? Optional.of(type.withNullable(true)) : common(common, type);
            if (next.isEmpty()) {
                return next;
            }
            common = next.get();
        }
        return Optional.ofNullable(common);
    }

    private static Optional<DataType> common(DataType left, DataType right) {
        if (isNumber(left) && isNumber(right)) {
            return Optional.of(commonNumber(left, right));
        }
        return left.kind() == right.kind() ? Optional.of(left) : Optional.empty();
    }

    private static DataType commonNumber(DataType left, DataType right) {
        if (left.kind() == right.kind() && left.kind() != TypeKind.DECIMAL) {
            return left;
        }
        if (left.kind().isFloating() || right.kind().isFloating()) {
            return DataType.DOUBLE;
        }
        if (left.kind() != TypeKind.DECIMAL && right.kind() != TypeKind.DECIMAL) {
            TypeKind wider = left.kind().ordinal() > right.kind().ordinal() ? left.kind() : right.kind();
            return DataType.of(wider);
        }
        int scale = Math.max(left.scale(), right.scale());
        int whole = Math.max(wholeDigits(left), wholeDigits(right));
        return DataType.decimal(Math.min(DIGITS_MAX, whole + scale), Math.min(scale, DIGITS_MAX - 1));
    }

    private static int wholeDigits(DataType type) {
        return switch (type.kind()) {
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INT -> 10;
            case BIGINT -> 19;
            default -> type.precision() - type.scale();
        };
    }

    static Move move(DataType from, DataType to) {
        boolean isKept = from.kind() == to.kind() && from.scale() == to.scale();
        if (isKept || !isNumber(from) || !isNumber(to)) {
            return (slot, into) -> {
                into.isNull = slot.isNull;
                into.word = slot.word;
                into.object = slot.object;
            };
        }
        if (from.kind() == TypeKind.DECIMAL) {
            return (slot, into) -> Numbers.set(into, to, (BigDecimal) slot.object);
        }
        return from.kind().isFloating()
                ? (slot, into) -> Numbers.set(into, to, slot.asDouble())
                : (slot, into) -> Numbers.set(into, to, slot.word);
    }

    static Move[] moves(List<DataType> from, DataType to) {
        return from.stream().map(type -> move(type, to)).toArray(Move[]::new);
    }
}
