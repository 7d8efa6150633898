// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.unit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Units without products and powers. Sources of the numbers: the SI brochure (9th edition, 2019) for SI and the units used with
 * it; NIST Special Publication 811 (2008), appendix B, for the others. All are exact but hp and BTU, which are rounded there.
 */
final class UnitTable {
    private static final Map<String, Double> PREFIXES = prefixes();
    private static final Map<String, String> OTHER_NAMES = otherNames();

    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final List<String> prefixed = new ArrayList<>();

    UnitTable() {
        si();
        plant();
        temperature();
        lengthAndVolume();
        massAndForce();
        energyAndPressure();
        time();
        numbers();
    }

    private static Map<String, Double> prefixes() {
        Map<String, Double> prefixes = new LinkedHashMap<>();
        prefixes.put("n", 1e-9);
        prefixes.put("u", 1e-6);
        prefixes.put("m", 1e-3);
        prefixes.put("c", 1e-2);
        prefixes.put("d", 1e-1);
        prefixes.put("h", 1e2);
        prefixes.put("k", 1e3);
        prefixes.put("M", 1e6);
        prefixes.put("G", 1e9);
        prefixes.put("T", 1e12);
        return prefixes;
    }

    private static Map<String, String> otherNames() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("°C", "degC");
        names.put("℃", "degC");
        names.put("celsius", "degC");
        names.put("°F", "degF");
        names.put("fahrenheit", "degF");
        names.put("kelvin", "K");
        names.put("°", "deg");
        names.put("Ω", "Ohm");
        names.put("ohm", "Ohm");
        names.put("l", "L");
        names.put("pct", "%");
        names.put("percent", "%");
        names.put("sec", "s");
        names.put("hour", "h");
        names.put("day", "d");
        return names;
    }

    private void si() {
        for (String base : List.of("m", "g", "s", "A", "mol", "cd", "rad", "bit")) {
            prefixable(base, Dimension.of(base), base.equals("g") ? 1e-3 : 1);
        }
        prefixable("Hz", "1/s", 1);
        prefixable("N", "kg.m/s2", 1);
        prefixable("Pa", "kg/m.s2", 1);
        prefixable("J", "kg.m2/s2", 1);
        prefixable("W", "kg.m2/s3", 1);
        prefixable("C", "A.s", 1);
        prefixable("V", "kg.m2/s3.A", 1);
        prefixable("F", "A2.s4/kg.m2", 1);
        prefixable("Ohm", "kg.m2/s3.A2", 1);
        prefixable("S", "A2.s3/kg.m2", 1);
        prefixable("Wb", "kg.m2/s2.A", 1);
        prefixable("T", "kg/s2.A", 1);
        prefixable("H", "kg.m2/s2.A2", 1);
        prefixable("lm", "cd", 1);
        prefixable("lx", "cd/m2", 1);
        prefixable("Bq", "1/s", 1);
        prefixable("Sv", "m2/s2", 1);
        prefixable("Gy", "m2/s2", 1);
        prefixable("L", "m3", 1e-3);
        prefixable("t", "kg", 1000);
        prefixable("B", "bit", 8);
        prefixable("bar", "Pa", 1e5);
        prefixable("eV", "J", 1.602176634e-19);
    }

    /** Quantities that are products of others but must not be mixed with them: apparent and reactive power, levels, pH. */
    private void plant() {
        for (String own : List.of("VA", "var", "VAh", "varh")) {
            prefixable(own, Dimension.of(own), 1);
        }
        for (String own : List.of("pH", "dB", "dBA", "dBm", "NTU")) {
            add(own, Dimension.of(own), 1);
        }
    }

    private void temperature() {
        Dimension temperature = Dimension.of("K");
        prefixable("K", temperature, 1);
        units.put("degC", new Unit("degC", temperature, 1, 273.15));
        units.put("degF", new Unit("degF", temperature, 5.0 / 9, 459.67));
        add("delta_degC", temperature, 1);
        add("delta_degF", temperature, 5.0 / 9);
    }

    private void lengthAndVolume() {
        add("in", "m", 0.0254);
        add("ft", "m", 0.3048);
        add("yd", "m", 0.9144);
        add("mi", "m", 1609.344);
        add("nmi", "m", 1852);
        add("mil", "m", 2.54e-5);
        add("ha", "m2", 1e4);
        add("acre", "m2", 4046.8564224);
        add("gal", "m3", 3.785411784e-3);
        add("bbl", "m3", 0.158987294928);
        add("kn", "m/s", 1852.0 / 3600);
        add("mph", "m/s", 0.44704);
        add("gpm", "m3/s", 3.785411784e-3 / 60);
        add("cfm", "m3/s", 0.028316846592 / 60);
        add("deg", "rad", Math.PI / 180);
        add("rev", "rad", 2 * Math.PI);
    }

    private void massAndForce() {
        add("lb", "kg", 0.45359237);
        add("oz", "kg", 0.028349523125);
        add("lbf", "N", 4.4482216152605);
        add("kgf", "N", 9.80665);
        add("gn", "m/s2", 9.80665);
    }

    private void energyAndPressure() {
        prefixable("Wh", "J", 3600);
        prefixable("cal", "J", 4.184);
        add("BTU", "J", 1055.05585262);
        add("hp", "W", 745.69987158227022);
        add("PS", "W", 735.49875);
        prefixable("Ah", "C", 3600);
        add("psi", "Pa", 6894.757293168361);
        add("atm", "Pa", 101325);
        add("mmHg", "Pa", 133.322387415);
        add("inHg", "Pa", 3386.389);
        add("mmH2O", "Pa", 9.80665);
        prefixable("P", "Pa.s", 0.1);
        prefixable("St", "m2/s", 1e-4);
    }

    private void time() {
        add("min", "s", 60);
        add("h", "s", 3600);
        add("d", "s", 86_400);
        add("wk", "s", 604_800);
        add("rpm", "1/s", 1.0 / 60);
        add("bps", "bit/s", 1);
    }

    private void numbers() {
        add("%", Dimension.NONE, 1e-2);
        add("%RH", Dimension.of("RH"), 1e-2);
        add("permille", Dimension.NONE, 1e-3);
        add("ppm", Dimension.NONE, 1e-6);
        add("ppb", Dimension.NONE, 1e-9);
    }

    private void add(String symbol, Dimension dimension, double factor) {
        units.put(symbol, new Unit(symbol, dimension, factor, 0));
    }

    /** In terms of units that the table has already. */
    private void add(String symbol, String of, double factor) {
        Unit unit = UnitParser.parse(of, this).orElseThrow();
        units.put(symbol, new Unit(symbol, unit.dimension(), factor * unit.factor(), 0));
    }

    private void prefixable(String symbol, Dimension dimension, double factor) {
        add(symbol, dimension, factor);
        prefixed.add(symbol);
    }

    private void prefixable(String symbol, String of, double factor) {
        add(symbol, of, factor);
        prefixed.add(symbol);
    }

    /** A unit by its symbol, with an SI prefix where that is usual, or by another name. */
    Optional<Unit> find(String symbol) {
        String name = OTHER_NAMES.getOrDefault(symbol, symbol);
        Unit known = units.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        // Both signs for micro.
        String plain = name.replace('µ', 'u').replace('μ', 'u');
        return plain.length() < 2 ? Optional.empty() : prefixedUnit(plain, name);
    }

    private Optional<Unit> prefixedUnit(String plain, String written) {
        Double prefix = PREFIXES.get(plain.substring(0, 1));
        String rest = plain.substring(1);
        String symbol = OTHER_NAMES.getOrDefault(rest, rest);
        if (prefix == null || !prefixed.contains(symbol)) {
            return Optional.empty();
        }
        Unit unit = units.get(symbol);
        return Optional.of(new Unit(written, unit.dimension(), unit.factor() * prefix, 0));
    }

    /** Symbols that a user may have meant. */
    List<String> symbols() {
        List<String> symbols = new ArrayList<>(units.keySet());
        for (String unit : prefixed) {
            for (String prefix : List.of("m", "k", "M")) {
                symbols.add(prefix + unit);
            }
        }
        OTHER_NAMES.keySet().stream().filter(n -> n.length() > 2).forEach(symbols::add);
        symbols.addAll(List.of("hPa", "cm", "mm", "um", "GW", "GWh", "m/s", "km/h", "m3/h", "L/min", "kg/h", "W/m2"));
        return symbols;
    }
}
