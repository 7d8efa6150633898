// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Numbers;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.functions.unit.Unit;
import dev.millrace.functions.unit.Units;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.Optional;

/** Functions of units. The compiler checks units and gives CONVERT_UNIT the one to convert from. */
final class UnitFunctions {
    /** Names that the compiler knows too. */
    private static final String CONVERT = "CONVERT_UNIT";

    private static final String ASSIGN = "AS_UNIT";

    private UnitFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(convert(), assign());
    }

    private static ScalarFunction convert() {
        FunctionDoc doc = new FunctionDoc(
                "CONVERT_UNIT(number[, from], to)",
                "Number in another unit, as DOUBLE. Without the unit to convert from it is that of the column: COMMENT 'unit:"
                        + " degC'. Units are constants.",
                "CONVERT_UNIT(100, 'degC', 'degF')",
                "212.0");
        Definition.Typing typing = Typings.anyOf(
                Typings.of(DataType.DOUBLE, Typings::isNumber, Typings::isText),
                Typings.of(DataType.DOUBLE, Typings::isNumber, Typings::isText, Typings::isText));
        return Definition.strict(CONVERT, doc, typing, (arguments, type) -> {
            Numbers.DoubleReader reader = Numbers.asDouble(arguments.get(0));
            Conversion conversion = new Conversion();
            return (slots, slot) -> slot.setDouble(conversion.apply(reader.read(slots[0]), slots));
        });
    }

    /** The last pair of units, parsed; they are constants. */
    private static final class Conversion {
        private String fromText;
        private String toText;
        private Unit.Conversion conversion;

        double apply(double value, Slot[] slots) {
            if (slots.length < 3) {
                throw new IllegalArgumentException("CONVERT_UNIT does not know the unit to convert from");
            }
            if (!slots[1].asString().equals(fromText) || !slots[2].asString().equals(toText)) {
                Unit from = unit(slots[1].asString());
                Unit to = unit(slots[2].asString());
                if (!from.isComparable(to)) {
                    throw new IllegalArgumentException("values in " + from + " cannot be converted to " + to);
                }
                conversion = to.from(from);
                fromText = slots[1].asString();
                toText = slots[2].asString();
            }
            return conversion.apply(value);
        }

        private static Unit unit(String text) {
            return Units.parse(text).orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no unit"));
        }
    }

    private static ScalarFunction assign() {
        FunctionDoc doc = new FunctionDoc(
                ASSIGN + "(number, unit)",
                "The number as it is, said to be in a unit: for values whose column has no annotation. '1' takes the unit off.",
                ASSIGN + "(20.5, 'degC')",
                "20.5");
        Definition.Typing typing = types -> Typings.matches(types, Typings::isNumber, Typings::isText)
                ? Optional.of(types.get(0).withNullable(true))
                : Optional.empty();
        return Definition.strict(ASSIGN, doc, typing, (arguments, type) -> {
            Typings.Move move = Typings.move(arguments.get(0), type);
            return (slots, slot) -> move.apply(slots[0], slot);
        });
    }
}
