// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.Slot;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SketchTest {
    private static final List<String> PERCENTILES = List.of("APPROX_PERCENTILE", "PERCENTILE");

    /** A state and its code. */
    private static final class State {
        final Accumulator code;
        final long[] words;
        final Object[] objects = new Object[1];

        State(Accumulator code) {
            this.code = code;
            this.words = new long[code.words()];
            code.reset(words, 0, objects, 0);
        }

        void add(double value, double... others) {
            Slot[] slots = new Slot[1 + others.length];
            slots[0] = new Slot();
            slots[0].setDouble(value);
            for (int i = 0; i < others.length; i++) {
                slots[i + 1] = new Slot();
                slots[i + 1].setDouble(others[i]);
            }
            code.add(words, 0, objects, 0, slots);
        }

        void merge(State from) {
            code.merge(words, 0, objects, 0, from.words, 0, from.objects, 0);
        }

        Slot result() {
            Slot slot = new Slot();
            code.result(words, 0, objects, 0, slot);
            return slot;
        }

        State restored() {
            ByteWriter out = new ByteWriter();
            code.writeObjects(objects, 0, out);
            State copy = new State(code);
            System.arraycopy(words, 0, copy.words, 0, words.length);
            code.readObjects(copy.objects, 0, new ByteReader(out.toBytes()));
            return copy;
        }
    }

    private static State state(String function, DataType... types) {
        DataType result = FunctionCatalog.builtIn()
                .aggregate(function)
                .orElseThrow()
                .resultType(List.of(types))
                .orElseThrow();
        return new State(FunctionCatalog.builtIn()
                .accumulator(function, List.of(types), false, result)
                .orElseThrow());
    }

    private static State percentile(String function) {
        return state(function, DataType.DOUBLE, DataType.DOUBLE);
    }

    /** Log-normal values, as times of response are. */
    private static double[] values(int count) {
        Random random = new Random(11);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Math.exp(3 + 2 * random.nextGaussian());
        }
        return values;
    }

    @Test
    void a_percentile_is_within_one_percent_of_the_exact_one() {
        double[] values = values(100_000);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        for (double ratio : new double[] {0, 0.01, 0.25, 0.5, 0.9, 0.99, 0.999, 1}) {
            State sketch = percentile("APPROX_PERCENTILE");
            for (double value : values) {
                sketch.add(value, ratio);
            }
            double exact = sorted[(int) Math.floor(ratio * (sorted.length - 1))];
            assertEquals(exact, sketch.result().asDouble(), exact * 0.0101, "at " + ratio);
        }
    }

    @Test
    void the_exact_percentile_lies_between_two_values_in_proportion() {
        State exact = percentile("PERCENTILE");
        for (double value : new double[] {60, 10, 40, 30, 20}) {
            exact.add(value, 0.3);
        }
        assertEquals(22.0, exact.result().asDouble());
    }

    @Test
    void a_count_is_within_three_standard_errors() {
        for (int count : new int[] {1, 10, 1000, 100_000, 1_000_000}) {
            State sketch = state("APPROX_COUNT_DISTINCT", DataType.DOUBLE);
            for (int i = 0; i < count; i++) {
                sketch.add(i % 2 == 0 ? i : -i);
                if (i % 3 == 0) {
                    sketch.add(i % 2 == 0 ? i : -i);
                }
            }
            assertEquals(count, sketch.result().word, count * 0.049, "of " + count);
        }
    }

    @Test
    void order_of_rows_panes_and_restarts_do_not_change_a_result() {
        double[] values = values(5000);
        for (String function : List.of("APPROX_COUNT_DISTINCT", "APPROX_PERCENTILE", "PERCENTILE")) {
            double[] others = PERCENTILES.contains(function) ? new double[] {0.95} : new double[0];
            DataType[] types = new DataType[1 + others.length];
            Arrays.fill(types, DataType.DOUBLE);
            State whole = state(function, types);
            State backwards = state(function, types);
            List<State> panes = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                whole.add(values[i], others);
                backwards.add(values[values.length - 1 - i], others);
                if (i % 700 == 0) {
                    panes.add(state(function, types));
                }
                panes.get(panes.size() - 1).add(values[i], others);
            }
            State merged = state(function, types);
            panes.forEach(pane -> merged.merge(pane.restored()));

            assertEquals(whole.result().word, backwards.result().word, function + " backwards");
            assertEquals(whole.result().word, merged.result().word, function + " in panes");
            assertEquals(whole.result().word, whole.restored().result().word, function + " restored");
        }
    }

    @Test
    void asking_for_a_result_changes_nothing() {
        for (String function : PERCENTILES) {
            State asked = percentile(function);
            State left = percentile(function);
            for (double value : values(1000)) {
                asked.add(value, 0.9);
                asked.result();
                left.add(value, 0.9);
            }
            assertEquals(left.result().word, asked.result().word, function);
        }
    }

    @Test
    void what_cannot_be_ordered_and_a_ratio_that_is_none_are_refused_and_leave_the_state() {
        for (String function : PERCENTILES) {
            State state = percentile(function);
            state.add(5, 0.5);
            assertThrows(ArithmeticException.class, () -> state.add(Double.NaN, 0.5));
            assertThrows(ArithmeticException.class, () -> state.add(1, 95));
            assertEquals(5, state.result().asDouble(), 0.05);
        }
    }

    @Test
    void no_values_give_null_or_zero() {
        assertTrue(percentile("PERCENTILE").result().isNull);
        assertTrue(percentile("APPROX_PERCENTILE").restored().result().isNull);
        assertEquals(0, state("APPROX_COUNT_DISTINCT", DataType.STRING).result().word);
    }

    @Test
    void a_window_has_a_limit_of_exact_values() {
        State state = percentile("PERCENTILE");
        for (int i = 0; i < 100_000; i++) {
            state.add(i, 0.5);
        }
        assertThrows(ArithmeticException.class, () -> state.add(1, 0.5));
        assertEquals(49_999.5, state.result().asDouble());
    }
}
