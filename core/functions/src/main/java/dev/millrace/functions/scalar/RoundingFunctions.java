// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.scalar;

import dev.millrace.functions.DateTimes;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Numbers;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** ABS, SIGN, ROUND, TRUNCATE, FLOOR, CEIL: functions whose result has the type of their argument. */
final class RoundingFunctions {
    private RoundingFunctions() {}

    static List<ScalarFunction> all() {
        ScalarFunction ceiling = rounding(
                "CEIL",
                "Least whole number that is not below, or start of the next unit of time.",
                "CEIL(2.1)",
                "3",
                RoundingMode.CEILING);
        return List.of(
                abs(),
                sign(),
                new Rounded(
                        "ROUND",
                        new FunctionDoc(
                                "ROUND(number[, digits])",
                                "Number with so many digits after the point (0 without), half up; negative: before the point.",
                                "ROUND(2.345, 2)",
                                "2.35"),
                        RoundingMode.HALF_UP),
                new Rounded(
                        "TRUNCATE",
                        new FunctionDoc(
                                "TRUNCATE(number[, digits])",
                                "Number cut off after so many digits (0 without).",
                                "TRUNCATE(2.349, 2)",
                                "2.34"),
                        RoundingMode.DOWN),
                rounding(
                        "FLOOR",
                        "Greatest whole number that is not above, or start of the unit of time.",
                        "FLOOR(-2.1)",
                        "-3",
                        RoundingMode.FLOOR),
                ceiling,
                Definition.alias("CEILING", ceiling));
    }

    private static Optional<DataType> sameNumber(List<DataType> types) {
        return types.size() == 1 && Typings.isNumber(types.get(0))
                ? Optional.of(types.get(0).withNullable(true))
                : Optional.empty();
    }

    private static ScalarFunction abs() {
        FunctionDoc doc = new FunctionDoc("ABS(number)", "Distance from zero.", "ABS(-2)", "2");
        return Definition.strict("ABS", doc, RoundingFunctions::sameNumber, (arguments, type) -> switch (arguments
                .get(0)
                .kind()) {
            case DOUBLE, FLOAT -> (slots, slot) -> Numbers.set(slot, type, Math.abs(slots[0].asDouble()));
            case DECIMAL -> (slots, slot) -> Numbers.set(slot, type, ((BigDecimal) slots[0].object).abs());
            default -> (slots, slot) -> Numbers.set(slot, type, Math.absExact(slots[0].word));
        });
    }

    private static ScalarFunction sign() {
        FunctionDoc doc = new FunctionDoc("SIGN(number)", "-1, 0 or 1.", "SIGN(-7)", "-1");
        return Definition.strict("SIGN", doc, RoundingFunctions::sameNumber, (arguments, type) -> switch (arguments
                .get(0)
                .kind()) {
            case DOUBLE, FLOAT -> (slots, slot) -> Numbers.set(slot, type, Math.signum(slots[0].asDouble()));
            case DECIMAL -> (slots, slot) -> Numbers.set(slot, type, (long) ((BigDecimal) slots[0].object).signum());
            default -> (slots, slot) -> Numbers.set(slot, type, (long) Long.signum(slots[0].word));
        });
    }

    private static DataType wholeDecimal(DataType type) {
        return DataType.decimal(Math.min(38, type.precision() - type.scale() + 1), 0);
    }

    /** FLOOR and CEIL of a number, or of a time to a unit. */
    private static ScalarFunction rounding(String name, String text, String example, String result, RoundingMode mode) {
        FunctionDoc doc = new FunctionDoc(name + "(number), " + name + "(time TO unit)", text, example, result);
        Definition.Typing typing = types -> {
            if (Typings.matches(types, Typings::isDay, Typings::isText)) {
                return Optional.of(types.get(0).withNullable(true));
            }
            return sameNumber(types).map(type -> type.kind() == TypeKind.DECIMAL ? wholeDecimal(type) : type);
        };
        return Definition.strict(name, doc, typing, (arguments, type) -> {
            if (arguments.size() == 2) {
                boolean isDate = arguments.get(0).kind() == TypeKind.DATE;
                return (slots, slot) -> roundTime(slots, slot, isDate, mode == RoundingMode.CEILING);
            }
            if (arguments.get(0).kind().isFloating()) {
                return mode == RoundingMode.FLOOR
                        ? (slots, slot) -> Numbers.set(slot, type, Math.floor(slots[0].asDouble()))
                        : (slots, slot) -> Numbers.set(slot, type, Math.ceil(slots[0].asDouble()));
            }
            Numbers.DecimalReader reader = Numbers.asDecimal(arguments.get(0));
            return (slots, slot) ->
                    Numbers.set(slot, type, reader.read(slots[0]).setScale(0, mode));
        });
    }

    private static void roundTime(Slot[] slots, Slot result, boolean isDate, boolean isUp) {
        TimeUnits unit = TimeUnits.of(slots[1].asString());
        long timeMs = isDate ? slots[0].word * DateTimes.DAY_MS : slots[0].word;
        long floorMs = unit.floor(timeMs);
        long roundedMs = isUp && floorMs < timeMs ? unit.plus(floorMs, 1) : floorMs;
        result.setWord(isDate ? Math.floorDiv(roundedMs, DateTimes.DAY_MS) : roundedMs);
    }
}
