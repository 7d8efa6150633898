// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import dev.millrace.functions.DateTimes;
import dev.millrace.functions.Numbers;
import dev.millrace.functions.Slot;
import dev.millrace.kernel.KernelError;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.TypeKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * CAST. As in Flink: fractions are cut off on the way to whole numbers, decimals round half up, text that does not parse fails.
 * Unlike Flink a number that does not fit its new type fails too instead of wrapping around.
 */
final class Casts {
    private Casts() {}

    /** Changes a value that is not NULL in place. */
    @FunctionalInterface
    interface Conversion {
        void apply(Slot slot);
    }

    static Evaluator convert(Evaluator evaluator, DataType from, DataType to) {
        if (evaluator == Constant.NULL || isSame(from, to)) {
            return evaluator;
        }
        Conversion conversion = conversion(from, to);
        Evaluator converted = (row, result) -> {
            evaluator.eval(row, result);
            if (!result.isNull) {
                conversion.apply(result);
            }
        };
        return evaluator instanceof Constant ? Constant.fold(converted) : converted;
    }

    /** TRY_CAST: NULL where CAST fails. */
    static Evaluator tryConvert(Evaluator evaluator, DataType from, DataType to) {
        if (evaluator == Constant.NULL || isSame(from, to)) {
            return evaluator;
        }
        Conversion conversion = conversion(from, to);
        return (row, result) -> {
            evaluator.eval(row, result);
            if (result.isNull) {
                return;
            }
            try {
                conversion.apply(result);
            } catch (ArithmeticException | IllegalArgumentException e) {
                result.setNull();
            }
        };
    }

    /** Whether a value of one type is already one of the other. */
    private static boolean isSame(DataType from, DataType to) {
        if (from.kind() != to.kind()) {
            return false;
        }
        return switch (to.kind()) {
            case DECIMAL ->
                from.scale() == to.scale() && from.precision() - from.scale() <= to.precision() - to.scale();
            case ROW, ARRAY, MAP -> NestedCasts.isSame(from, to);
            default -> true;
        };
    }

    static Conversion conversion(DataType from, DataType to) {
        if (isSame(from, to)) {
            return slot -> {};
        }
        Conversion conversion =
                switch (to.kind()) {
                    case BOOLEAN -> toBoolean(from);
                    case TINYINT, SMALLINT, INT, BIGINT -> toInteger(from, to.kind());
                    case FLOAT, DOUBLE -> toDouble(from, to);
                    case DECIMAL -> toDecimal(from, to);
                    case STRING -> TextCasts.toText(from);
                    case BYTES -> toBytes(from);
                    case DATE -> toDate(from);
                    case TIME -> toTime(from);
                    case TIMESTAMP, TIMESTAMP_LTZ -> toTimestamp(from);
                    case INTERVAL_DAY, INTERVAL_MONTH -> toInterval(from);
                    case ROW, ARRAY, MAP -> NestedCasts.of(from, to);
                };
        if (conversion == null) {
            throw MillraceException.of(
                    KernelError.NO_CAST,
                    from + " cannot be cast to " + to,
                    "Cast to a type that both can become, for example STRING.");
        }
        return conversion;
    }

    private static Conversion toBoolean(DataType from) {
        if (from.kind() == TypeKind.STRING) {
            return slot -> slot.setBoolean(TextCasts.parseBoolean(slot.asString()));
        }
        if (from.kind() == TypeKind.DECIMAL) {
            return slot -> slot.setBoolean(((BigDecimal) slot.object).signum() != 0);
        }
        if (from.kind().isFloating()) {
            return slot -> slot.setBoolean(slot.asDouble() != 0);
        }
        return from.kind().isInteger() ? slot -> slot.setBoolean(slot.word != 0) : null;
    }

    private static Conversion toInteger(DataType from, TypeKind to) {
        if (from.kind() == TypeKind.STRING) {
            return slot -> slot.setWord(Numbers.fit(TextCasts.parseLong(slot.asString()), to));
        }
        if (from.kind().isFloating() || from.kind() == TypeKind.DECIMAL) {
            Numbers.LongReader reader = Numbers.asLong(from);
            return slot -> slot.setWord(Numbers.fit(reader.read(slot), to));
        }
        if (!from.kind().isWord()) {
            return null;
        }
        return to == TypeKind.BIGINT ? slot -> {} : slot -> Numbers.fit(slot.word, to);
    }

    private static Conversion toDouble(DataType from, DataType to) {
        if (from.kind() == TypeKind.STRING) {
            return slot -> Numbers.set(slot, to, TextCasts.parseDouble(slot.asString()));
        }
        if (from.kind() == TypeKind.FLOAT) {
            return slot -> {};
        }
        if (from.kind() == TypeKind.DOUBLE) {
            return slot -> slot.setDouble((float) slot.asDouble());
        }
        if (from.kind() == TypeKind.DECIMAL) {
            return slot -> Numbers.set(slot, to, (BigDecimal) slot.object);
        }
        boolean isWhole =
                switch (from.kind()) {
                    case TINYINT, SMALLINT, INT, BIGINT, BOOLEAN, INTERVAL_DAY, INTERVAL_MONTH -> true;
                    default -> false;
                };
        return !isWhole
                ? null
                : to.kind() == TypeKind.DOUBLE
                        ? slot -> slot.setDouble(slot.word)
                        : slot -> slot.setDouble((float) slot.word);
    }

    private static Conversion toDecimal(DataType from, DataType to) {
        if (from.kind() == TypeKind.STRING) {
            return slot -> slot.setObject(Numbers.fit(TextCasts.parseDecimal(slot.asString()), to));
        }
        // A BOOLEAN is kept as the whole number 0 or 1.
        if (from.kind().isNumeric() || from.kind() == TypeKind.BOOLEAN) {
            Numbers.DecimalReader reader = Numbers.asDecimal(from);
            return slot -> slot.setObject(Numbers.fit(reader.read(slot), to));
        }
        return null;
    }

    private static Conversion toBytes(DataType from) {
        return from.kind() == TypeKind.STRING
                ? slot -> slot.setObject(slot.asString().getBytes(StandardCharsets.UTF_8))
                : null;
    }

    private static Conversion toDate(DataType from) {
        if (from.kind() == TypeKind.STRING) {
            return slot -> slot.setWord(DateTimes.parseDate(slot.asString()));
        }
        return from.kind().isTimestamp() ? slot -> slot.word = Math.floorDiv(slot.word, DateTimes.DAY_MS) : null;
    }

    private static Conversion toTime(DataType from) {
        if (from.kind() == TypeKind.STRING) {
            return slot -> slot.setWord(DateTimes.parseTime(slot.asString()));
        }
        return from.kind().isTimestamp() ? slot -> slot.word = Math.floorMod(slot.word, DateTimes.DAY_MS) : null;
    }

    private static Conversion toTimestamp(DataType from) {
        if (from.kind() == TypeKind.STRING) {
            return slot -> slot.setWord(DateTimes.parseTimestamp(slot.asString()));
        }
        if (from.kind() == TypeKind.DATE) {
            return slot -> slot.word *= DateTimes.DAY_MS;
        }
        // A TIME is that time of 1970-01-01; a BIGINT is taken for epoch milliseconds.
        boolean isKept = from.kind().isTimestamp() || from.kind() == TypeKind.TIME || from.kind() == TypeKind.BIGINT;
        return isKept ? slot -> {} : null;
    }

    private static Conversion toInterval(DataType from) {
        return from.kind().isWord() && !from.kind().isFloating() ? slot -> {} : null;
    }
}
