// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected values: NIST Special Publication 811, appendix B. */
class UnitsTest {
    @Test
    void scales_with_an_offset_are_converted_both_ways() {
        assertEquals(32, convert(0, "degC", "degF"), 1e-9);
        assertEquals(-40, convert(-40, "degF", "degC"), 1e-9);
        assertEquals(273.15, convert(0, "degC", "K"), 1e-9);
        assertEquals(255.372222222, convert(0, "degF", "K"), 1e-9);
        assertEquals(9, convert(5, "delta_degC", "delta_degF"), 1e-9);
    }

    @Test
    void pressures_flows_and_energies_are_converted() {
        assertEquals(14.503773773, convert(1, "bar", "psi"), 1e-9);
        assertEquals(1000, convert(1, "bar", "hPa"), 1e-9);
        assertEquals(1, convert(60, "L/min", "L/s"), 1e-12);
        assertEquals(3.6, convert(1, "L/s", "m3/h"), 1e-12);
        assertEquals(3.6e6, convert(1, "kWh", "J"), 1e-6);
        assertEquals(3.6, convert(1, "m/s", "km/h"), 1e-12);
        assertEquals(0.44704, convert(1, "mph", "m/s"), 1e-12);
        assertEquals(50, convert(3000, "rpm", "Hz"), 1e-9);
        assertEquals(101.325, convert(1, "atm", "kPa"), 1e-9);
    }

    @Test
    void units_are_equal_by_what_they_mean() {
        assertEquals(unit("hPa"), unit("mbar"));
        assertEquals(unit("W"), unit("V.A"));
        assertEquals(unit("N"), unit("kg.m/s2"));
        assertEquals(unit("°C"), unit("degC"));
        assertEquals(unit("um"), unit("µm"));
        assertEquals(unit("m3"), unit("m³"));
        assertNotEquals(unit("mW"), unit("MW"));
        assertNotEquals(unit("degC"), unit("K"));
    }

    @Test
    void products_have_units_unless_a_scale_has_an_offset() {
        assertEquals(unit("kWh"), Units.product(unit("kW"), unit("h")).orElseThrow());
        assertEquals(unit("m/s"), Units.quotient(unit("m"), unit("s")).orElseThrow());
        assertTrue(Units.product(unit("degC"), unit("s")).isEmpty());
        assertTrue(Units.quotient(unit("m"), unit("m")).orElseThrow().isPlainNumber());
    }

    @Test
    void what_only_looks_alike_is_not_comparable() {
        assertFalse(unit("kVA").isComparable(unit("kW")));
        assertFalse(unit("degC").isComparable(unit("kPa")));
        assertFalse(unit("%RH").isComparable(unit("%")));
        assertTrue(unit("ppm").isComparable(unit("%")));
    }

    @Test
    void nonsense_is_no_unit() {
        for (String text : List.of("", "degCC", "m/s/s", "m//s", "kkm", "5", "m^", "/s")) {
            assertTrue(Units.parse(text).isEmpty(), text);
        }
    }

    @Test
    void every_symbol_that_is_suggested_exists() {
        Units.symbols().forEach(s -> assertTrue(Units.parse(s).isPresent(), s));
    }

    private static double convert(double value, String from, String to) {
        return unit(to).from(unit(from)).apply(value);
    }

    private static Unit unit(String text) {
        return Units.parse(text).orElseThrow(() -> new AssertionError(text));
    }
}
