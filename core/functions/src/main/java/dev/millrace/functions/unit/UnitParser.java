// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.unit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Products of units: {@code kg.m/s2}. What follows the slash, all of it, divides; a number at the end of a symbol is its power. */
final class UnitParser {
    private static final Pattern POWER = Pattern.compile("(.*?[^0-9^²³-])\\^?(-?[0-9]|²|³)");

    private UnitParser() {}

    static Optional<Unit> parse(String text, UnitTable table) {
        Optional<Unit> whole = table.find(text);
        if (whole.isPresent()) {
            return whole;
        }
        String[] parts = text.split("/", -1);
        if (parts.length > 2) {
            return Optional.empty();
        }
        Unit product = new Unit(text, Dimension.NONE, 1, 0);
        for (int i = 0; i < parts.length; i++) {
            for (String factor : parts[i].split("[.*·]", -1)) {
                Optional<Unit> power = factor.equals("1") && i == 0 ? Optional.of(product) : power(factor, table);
                if (power.isEmpty()) {
                    return power;
                }
                product = factor.equals("1") ? product : times(product, power.get(), i == 0 ? 1 : -1, text);
            }
        }
        return Optional.of(product);
    }

    private static Optional<Unit> power(String text, UnitTable table) {
        Optional<Unit> plain = table.find(text);
        if (plain.isPresent()) {
            // A scale with an offset has no products: degC/h is a rate of difference.
            return plain.map(Unit::difference);
        }
        Matcher matcher = POWER.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digit = matcher.group(2);
        int power = digit.equals("²") ? 2 : digit.equals("³") ? 3 : Integer.parseInt(digit);
        return table.find(matcher.group(1))
                .map(u -> times(new Unit(text, Dimension.NONE, 1, 0), u.difference(), power, text));
    }

    static Unit times(Unit left, Unit right, int power, String symbol) {
        return new Unit(
                symbol,
                left.dimension().times(right.dimension(), power),
                left.factor() * Math.pow(right.factor(), power),
                0);
    }
}
