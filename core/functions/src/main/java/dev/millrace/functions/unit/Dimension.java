// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.unit;

import java.util.TreeMap;

/** What kind of quantity a unit measures: base quantities with exponents, for example {@code {length=1, time=-1}}. Immutable. */
final class Dimension {
    static final Dimension NONE = new Dimension(new TreeMap<>());

    private final TreeMap<String, Integer> exponents;

    private Dimension(TreeMap<String, Integer> exponents) {
        this.exponents = exponents;
    }

    static Dimension of(String base) {
        TreeMap<String, Integer> one = new TreeMap<>();
        one.put(base, 1);
        return new Dimension(one);
    }

    /** This quantity times another to a power. */
    Dimension times(Dimension other, int power) {
        TreeMap<String, Integer> product = new TreeMap<>(exponents);
        other.exponents.forEach((base, exponent) -> product.merge(base, exponent * power, Dimension::sum));
        return new Dimension(product);
    }

    /** Null removes the base from the map. */
    private static Integer sum(int a, int b) {
        return a + b == 0 ? null : a + b;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dimension dimension && exponents.equals(dimension.exponents);
    }

    @Override
    public int hashCode() {
        return exponents.hashCode();
    }

    @Override
    public String toString() {
        return exponents.toString();
    }
}
