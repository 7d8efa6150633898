// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.OverFunction;
import dev.millrace.functions.RowAccumulator;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import dev.millrace.plan.Literal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OverFunctionsTest {
    private static final long MINUTE_MS = 60_000;

    private final FunctionCatalog catalog = FunctionCatalog.builtIn();

    /** Readings of an example come once a minute; against a frame the last one is compared with those before. */
    @Test
    void every_example_of_the_reference_gives_its_result() {
        for (OverFunction function : catalog.overs()) {
            FunctionDoc doc = function.doc();
            String call = doc.example().split(" over ")[0];
            List<Double> readings = new ArrayList<>();
            for (String value : doc.example().split(" over ")[1].split(", ")) {
                readings.add(value.equals("NULL") ? null : Double.valueOf(value));
            }

            Slot result = last(function, constants(call), readings);

            if (doc.result().contains(".")) {
                assertEquals(Double.parseDouble(doc.result()), result.asDouble(), 1e-9, doc.example());
            } else {
                assertEquals(Long.parseLong(doc.result()), result.word, doc.example());
            }
        }
    }

    private static List<Literal> constants(String call) {
        List<Literal> constants = new ArrayList<>();
        String[] arguments =
                call.substring(call.indexOf('(') + 1, call.length() - 1).split(", ");
        for (String argument : Arrays.asList(arguments).subList(1, arguments.length)) {
            constants.add(
                    argument.startsWith("INTERVAL")
                            ? interval(Long.parseLong(argument.split("'")[1])
                                    * (argument.endsWith("HOUR") ? 60 : 1)
                                    * MINUTE_MS)
                            : number(argument));
        }
        return constants;
    }

    private static Literal interval(long millis) {
        return new Literal(millis, DataType.of(TypeKind.INTERVAL_DAY));
    }

    private static Literal number(String value) {
        return new Literal(new BigDecimal(value), DataType.decimal(9, 3));
    }

    private static Slot last(OverFunction function, List<Literal> constants, List<Double> readings) {
        Accumulator accumulator = function.bind(DataType.DOUBLE, constants);
        boolean isAbout = accumulator instanceof RowAccumulator;
        Slot[] slots = {new Slot(), new Slot()};
        long[] words = new long[accumulator.words()];
        Object[] objects = new Object[accumulator.objects()];
        accumulator.reset(words, 0, objects, 0);
        Slot result = new Slot();
        for (int i = 0; i < readings.size(); i++) {
            set(slots, readings.get(i), i * MINUTE_MS);
            if (!isAbout || i < readings.size() - 1) {
                accumulator.add(words, 0, objects, 0, slots);
            }
        }
        if (isAbout) {
            ((RowAccumulator) accumulator).result(words, 0, objects, 0, slots, result);
        } else {
            accumulator.result(words, 0, objects, 0, result);
        }
        return result;
    }

    private static void set(Slot[] slots, Double reading, long timeMs) {
        if (reading == null) {
            slots[0].setNull();
        } else {
            slots[0].setDouble(reading);
        }
        slots[1].setWord(timeMs);
    }

    @Test
    void a_reading_that_is_null_or_no_number_has_no_score() {
        List<Double> readings = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            readings.add(random.nextGaussian());
        }
        for (OverFunction function : OverFunctions.all()) {
            List<Literal> constants = function.name().startsWith("EWMA") ? List.of(number("0.1")) : List.of();
            boolean isBaseline =
                    function.name().equals("EWMA") || function.name().equals("SEASONAL_BASELINE");
            for (Double bad : new Double[] {null, Double.NaN, Double.POSITIVE_INFINITY}) {
                List<Double> ends = new ArrayList<>(readings);
                ends.add(bad);
                assertTrue(isBaseline || last(function, constants, ends).isNull, function.name() + " of " + bad);
            }
        }
    }

    @Test
    void readings_that_are_missing_leave_no_trace_in_the_score_of_the_next() {
        AnomalyScore score = new AnomalyScore(DataType.DOUBLE);
        Random random = new Random(3);
        long[] clean = new long[score.words()];
        long[] holed = new long[score.words()];
        score.reset(clean, 0, new Object[0], 0);
        score.reset(holed, 0, new Object[0], 0);
        Slot[] slots = {new Slot(), new Slot()};
        for (int i = 0; i < 600; i++) {
            set(slots, i == 599 ? 9.0 : random.nextGaussian(), i * MINUTE_MS);
            score.add(clean, 0, new Object[0], 0, slots);
            score.add(holed, 0, new Object[0], 0, slots);
            if (i < 599) {
                set(slots, i % 2 == 0 ? null : Double.NaN, i * MINUTE_MS);
                score.add(holed, 0, new Object[0], 0, slots);
            }
        }
        Slot result = new Slot();
        score.result(clean, 0, new Object[0], 0, result);

        assertTrue(result.asDouble() > AnomalyScore.ALARM, "a reading nine deviations out scores " + result.asDouble());
        assertArrayEquals(clean, holed);
    }

    @Test
    void a_constant_out_of_its_range_is_named() {
        assertProblem("alpha is 0.0", "EWMA", number("0"));
        assertProblem("half-life is 0 ms", "EWMA_ZSCORE", interval(0));
        assertProblem("number of slots is 169.0", "SEASONAL_BASELINE", interval(1_000_000), number("169"));
        assertProblem("has no 7 slots of whole milliseconds", "SEASONAL_ZSCORE", interval(1_000), number("7"));
        assertProblem("threshold is -1.0", "CHANGE_POINT", number("-1"));
        assertProblem("unit is -5 ms", "RATE_OF_CHANGE", interval(-5));
    }

    private void assertProblem(String part, String name, Literal... constants) {
        OverFunction function = catalog.over(name).orElseThrow();
        Exception problem =
                assertThrows(IllegalArgumentException.class, () -> function.bind(DataType.DOUBLE, List.of(constants)));
        assertTrue(problem.getMessage().contains(part), problem.getMessage());
    }

    @Test
    void sorted_values_have_the_median_and_median_distance_of_a_plain_sort() {
        Random random = new Random(5);
        SortedValues values = new SortedValues();
        List<Double> plain = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            if (plain.size() > 40 || (!plain.isEmpty() && random.nextInt(3) == 0)) {
                values.remove(plain.remove(random.nextInt(plain.size())));
            } else {
                double value = random.nextInt(12) - random.nextInt(3) * 0.25;
                values.add(value);
                plain.add(value);
            }
            if (!plain.isEmpty()) {
                double median = median(plain);
                assertEquals(median, values.median(), 1e-12);
                List<Double> distances =
                        plain.stream().map(v -> Math.abs(v - median)).toList();
                assertEquals(median(distances), values.medianDistance(median), 1e-12, plain.toString());
            }
        }
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    @Test
    void the_tail_of_an_exponential_distribution_is_found_and_survives_halving() {
        long[] state = new long[Tail.WORDS];
        Random random = new Random(9);
        for (int i = 0; i < 50_000; i++) {
            Tail.add(state, 0, -Math.log(1 - random.nextDouble()));
        }
        for (double odds : new double[] {3, 4, 5}) {
            assertEquals(odds, Tail.surprise(state, 0, odds, 1), 0.35, "surprise of e^-" + odds);
        }
        assertEquals(0, Tail.surprise(state, 0, 0.5, 1), "what is common is no surprise");
        assertTrue(Tail.surprise(state, 0, 1e9, 1) > Tail.surprise(state, 0, 30, 1), "beyond the history it goes on");
    }

    @Test
    void a_tail_takes_magnitudes_of_any_size() {
        long[] state = new long[Tail.WORDS];
        for (double magnitude : new double[] {Double.MIN_VALUE, 1, Double.MAX_VALUE, 0, 1e-300, 1e300}) {
            for (int i = 0; i < 5000; i++) {
                assertTrue(Tail.surprise(state, 0, magnitude, 1) >= 0);
                Tail.add(state, 0, magnitude);
            }
        }
        assertTrue(Double.isFinite(Tail.surprise(state, 0, Double.MAX_VALUE, 1)));
    }
}
