// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.unit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;

/**
 * A unit: value in SI base units = (value + zero) * factor. Two units are equal when these and the dimension are, whatever
 * their symbols, so {@code hPa} equals {@code mbar}.
 */
public final class Unit {
    /** Relative difference of factors that comes from rounding and not from another unit. */
    private static final double FACTOR_ERROR_MAX = 1e-12;

    private final String symbol;
    private final Dimension dimension;
    private final double factor;
    private final double zero;

    Unit(String symbol, Dimension dimension, double factor, double zero) {
        this.symbol = Objects.requireNonNull(symbol, "symbol");
        this.dimension = dimension;
        this.factor = factor;
        this.zero = zero;
    }

    public String symbol() {
        return symbol;
    }

    Dimension dimension() {
        return dimension;
    }

    double factor() {
        return factor;
    }

    /** Whether zero of the scale is not zero of the quantity, as in degC. */
    public boolean hasOffset() {
        return zero != 0;
    }

    /** Whether the unit is one of differences on a scale with an offset. */
    public boolean isDifference() {
        return symbol.startsWith("delta_");
    }

    /** Whether values of the other unit can be expressed in this one. */
    public boolean isComparable(Unit other) {
        return dimension.equals(other.dimension);
    }

    /** Whether the unit is none at all: {@code m/m}. */
    public boolean isPlainNumber() {
        return dimension.equals(Dimension.NONE) && factor == 1;
    }

    /** How values in another unit that {@link #isComparable} become values in this one. */
    public Conversion from(Unit other) {
        double ratio = snapped(other.factor / factor, 1e-15);
        return equals(other) ? new Conversion(1, 0) : new Conversion(ratio, snapped(other.zero * ratio - zero, 1e-12));
    }

    /**
     * One rounding for each of two steps.
     *
     * @param ratio to multiply with
     * @param shift to add then
     */
    public record Conversion(double ratio, double shift) {
        public double apply(double value) {
            return value * ratio + shift;
        }
    }

    /** 1.8 for 1.7999999999999998: a short number that is the same but for rounding is meant. */
    private static double snapped(double value, double errorMax) {
        double shorter = new BigDecimal(value).round(new MathContext(12)).doubleValue();
        return Math.abs(shorter - value) < errorMax * Math.max(1, Math.abs(value)) ? shorter : value;
    }

    /** Unit of the difference of two values: {@code delta_degC} for degC, else the unit itself. */
    public Unit difference() {
        return hasOffset() ? new Unit("delta_" + symbol, dimension, factor, 0) : this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Unit unit
                && dimension.equals(unit.dimension)
                && Math.abs(factor / unit.factor - 1) < FACTOR_ERROR_MAX
                && zero == unit.zero;
    }

    @Override
    public int hashCode() {
        return dimension.hashCode();
    }

    @Override
    public String toString() {
        return symbol;
    }
}
