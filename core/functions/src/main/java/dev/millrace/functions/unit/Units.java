// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.unit;

import java.util.List;
import java.util.Optional;

/**
 * Units by name: {@code degC}, {@code kPa}, {@code m3/h}, {@code kg.m/s2}. SI prefixes n u m c d h k M G T are taken where they are
 * usual. Thread-safe.
 */
public final class Units {
    private static final UnitTable TABLE = new UnitTable();

    private Units() {}

    /** Empty when there is no such unit. Symbols are case-sensitive: {@code mW} is not {@code MW}. */
    public static Optional<Unit> parse(String text) {
        return UnitParser.parse(text.trim(), TABLE);
    }

    /** Symbols to suggest one from. */
    public static List<String> symbols() {
        return TABLE.symbols();
    }

    /** Unit of a product; empty for scales with an offset, whose products mean nothing. */
    public static Optional<Unit> product(Unit left, Unit right) {
        return combined(left, right, 1);
    }

    /** Unit of a quotient; empty for scales with an offset. */
    public static Optional<Unit> quotient(Unit left, Unit right) {
        return combined(left, right, -1);
    }

    private static Optional<Unit> combined(Unit left, Unit right, int power) {
        if (left.hasOffset() || right.hasOffset()) {
            return Optional.empty();
        }
        String symbol = left.symbol() + (power > 0 ? "." : "/") + right.symbol();
        return Optional.of(UnitParser.times(left, right, power, symbol));
    }
}
