// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers in slots: reading one type as another, and fitting a result into its type without silent overflow. */
public final class Numbers {
    private Numbers() {}

    /** Reads a number that is not NULL. */
    @FunctionalInterface
    public interface DoubleReader {
        double read(Slot slot);
    }

    /** Reads a number that is not NULL. */
    @FunctionalInterface
    public interface LongReader {
        long read(Slot slot);
    }

    /** Reads a number that is not NULL. */
    @FunctionalInterface
    public interface DecimalReader {
        BigDecimal read(Slot slot);
    }

    /** How a slot of a numeric type is read as double. */
    public static DoubleReader asDouble(DataType type) {
        if (type.kind().isFloating()) {
            return Slot::asDouble;
        }
        return type.kind() == TypeKind.DECIMAL ? slot -> ((BigDecimal) slot.object).doubleValue() : slot -> slot.word;
    }

    /** How a slot of a numeric type is read as a whole number, fractions cut off; throws when it does not fit 64 bits. */
    public static LongReader asLong(DataType type) {
        if (type.kind().isFloating()) {
            return slot -> truncate(slot.asDouble());
        }
        return type.kind() == TypeKind.DECIMAL ? slot -> truncate((BigDecimal) slot.object) : slot -> slot.word;
    }

    /** How a slot of a numeric type is read as DECIMAL. Throws for NaN and infinities. */
    public static DecimalReader asDecimal(DataType type) {
        if (type.kind().isFloating()) {
            return slot -> toDecimal(slot.asDouble());
        }
        return type.kind() == TypeKind.DECIMAL
                ? slot -> (BigDecimal) slot.object
                : slot -> BigDecimal.valueOf(slot.word);
    }

    public static BigDecimal toDecimal(double value) {
        if (!Double.isFinite(value)) {
            throw new ArithmeticException(value + " has no DECIMAL value");
        }
        return BigDecimal.valueOf(value);
    }

    public static long truncate(double value) {
        // 2^63 is the first double that does not fit; -2^63 fits.
        if (!(value >= -0x1p63 && value < 0x1p63)) {
            throw new ArithmeticException(value + " does not fit BIGINT");
        }
        return (long) value;
    }

    public static long truncate(BigDecimal value) {
        BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
        if (whole.precision() > 19) {
            throw new ArithmeticException(value.toPlainString() + " does not fit BIGINT");
        }
        return whole.longValueExact();
    }

    /** The value when it is in the range of a whole-number kind, else an exception for the ledger. */
    public static long fit(long value, TypeKind kind) {
        if (value < least(kind) || value > greatest(kind)) {
            throw new ArithmeticException(value + " does not fit " + kind);
        }
        return value;
    }

    /** Rounds half up to the scale of a DECIMAL type; throws when the digits do not fit its precision. */
    public static BigDecimal fit(BigDecimal value, DataType type) {
        BigDecimal rounded = value.scale() == type.scale() ? value : value.setScale(type.scale(), RoundingMode.HALF_UP);
        if (rounded.precision() - rounded.scale() > type.precision() - type.scale() && rounded.signum() != 0) {
            throw new ArithmeticException(rounded.toPlainString() + " does not fit " + type.withNullable(true));
        }
        return rounded;
    }

    /** Least value of a whole-number kind; that of BIGINT for every other. */
    public static long least(TypeKind kind) {
        return switch (kind) {
            case TINYINT -> Byte.MIN_VALUE;
            case SMALLINT -> Short.MIN_VALUE;
            case INT -> Integer.MIN_VALUE;
            default -> Long.MIN_VALUE;
        };
    }

    /** Greatest value of a whole-number kind; that of BIGINT for every other. */
    public static long greatest(TypeKind kind) {
        return switch (kind) {
            case TINYINT -> Byte.MAX_VALUE;
            case SMALLINT -> Short.MAX_VALUE;
            case INT -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }

    /** Puts a double into a slot of any numeric type: fractions are cut off for whole numbers, rounded for DECIMAL. */
    public static void set(Slot result, DataType type, double value) {
        switch (type.kind()) {
            case DOUBLE -> result.setDouble(value);
            case FLOAT -> result.setDouble((float) value);
            case DECIMAL -> result.setObject(fit(toDecimal(value), type));
            default -> result.setWord(fit(truncate(value), type.kind()));
        }
    }

    /** Puts a decimal into a slot of any numeric type: fractions are cut off for whole numbers, rounded for DECIMAL. */
    public static void set(Slot result, DataType type, BigDecimal value) {
        switch (type.kind()) {
            case DOUBLE -> result.setDouble(value.doubleValue());
            case FLOAT -> result.setDouble(value.floatValue());
            case DECIMAL -> result.setObject(fit(value, type));
            default -> result.setWord(fit(truncate(value), type.kind()));
        }
    }

    /** Puts a whole number into a slot of any numeric type. */
    public static void set(Slot result, DataType type, long value) {
        switch (type.kind()) {
            case DOUBLE -> result.setDouble(value);
            case FLOAT -> result.setDouble((float) value);
            case DECIMAL -> result.setObject(fit(BigDecimal.valueOf(value), type));
            default -> result.setWord(fit(value, type.kind()));
        }
    }
}
