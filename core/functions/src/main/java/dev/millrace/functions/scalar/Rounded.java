// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Numbers;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** ROUND and TRUNCATE. A DECIMAL keeps as many digits as are asked for, when their number is a constant. */
record Rounded(String name, FunctionDoc doc, RoundingMode mode) implements ScalarFunction {
    private static final int DIGITS_MAX = 38;

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        boolean isTaken = Typings.matches(arguments, Typings::isNumber)
                || Typings.matches(arguments, Typings::isNumber, Typings::isInteger);
        if (!isTaken) {
            return Optional.empty();
        }
        DataType type = arguments.get(0).withNullable(true);
        return Optional.of(arguments.size() == 1 ? rounded(type, 0) : type);
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments, List<Integer> constants) {
        boolean isKnown = constants.size() == 2 && constants.get(1) != null;
        return resultType(arguments).map(type -> isKnown ? rounded(type, constants.get(1)) : type);
    }

    /** Rounding up may need one digit more before the point. */
    private static DataType rounded(DataType type, int digits) {
        if (type.kind() != TypeKind.DECIMAL || digits >= type.scale()) {
            return type;
        }
        int scale = Math.max(0, digits);
        return DataType.decimal(Math.min(DIGITS_MAX, 1 + type.precision() - type.scale() + scale), scale);
    }

    @Override
    public Invocation bind(List<DataType> arguments, DataType result) {
        Numbers.DecimalReader reader = Numbers.asDecimal(arguments.get(0));
        boolean isFloating = arguments.get(0).kind().isFloating();
        return (slots, slot) -> {
            if (slots[0].isNull || slots.length > 1 && slots[1].isNull) {
                slot.setNull();
            } else if (isFloating && !Double.isFinite(slots[0].asDouble())) {
                slot.setDouble(slots[0].asDouble());
            } else {
                round(slots, slot, reader, result);
            }
        };
    }

    private void round(Slot[] slots, Slot result, Numbers.DecimalReader reader, DataType type) {
        int digits = slots.length < 2 ? 0 : (int) Math.max(-400, Math.min(400, slots[1].word));
        Numbers.set(result, type, reader.read(slots[0]).setScale(digits, mode));
    }
}
