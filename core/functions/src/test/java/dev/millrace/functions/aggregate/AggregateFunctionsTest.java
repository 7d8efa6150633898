// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.Slot;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import dev.millrace.model.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AggregateFunctionsTest {
    private final FunctionCatalog catalog = FunctionCatalog.builtIn();

    @Test
    void every_example_of_the_reference_gives_its_result() {
        for (AggregateFunction function : catalog.aggregates()) {
            String values = function.doc().example().split(" over ")[1];
            boolean isText = values.matches(".*\\b[a-z]\\b.*");
            boolean isDouble = values.contains(".") || function.doc().result().contains(".");
            DataType type = isText ? DataType.STRING : isDouble ? DataType.DOUBLE : DataType.INT;
            List<Object> arguments = new ArrayList<>();
            for (String value : values.split(", ")) {
                arguments.add(
                        value.equals("NULL")
                                ? null
                                : isText ? value : isDouble ? (Object) Double.valueOf(value) : Integer.valueOf(value));
            }

            Object result = aggregate(function.name(), false, type, arguments);

            assertEquals(
                    function.doc().result(),
                    String.valueOf(result),
                    function.doc().example());
        }
    }

    @Test
    void no_rows_give_null_except_for_a_count() {
        for (AggregateFunction function : catalog.aggregates()) {
            DataType type = isOfNumbers(function) ? DataType.DOUBLE : DataType.STRING;
            Object result = aggregate(function.name(), false, type, List.of());

            assertEquals(function.name().equals("COUNT") ? 0L : null, result, function.name());
        }
    }

    private static boolean isOfNumbers(AggregateFunction function) {
        return function.resultType(List.of(DataType.DOUBLE))
                .filter(type -> type.kind().isWord())
                .isPresent();
    }

    @Test
    void merged_panes_give_what_the_rows_give() {
        Random random = new Random(7);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            values.add(i % 9 == 0 ? null : 1e6 + random.nextGaussian());
        }
        for (AggregateFunction function : catalog.aggregates()) {
            if (!isOfNumbers(function)) {
                continue;
            }
            for (int pane = 1; pane < 100; pane += 13) {
                double whole = ((Number) aggregate(function.name(), false, DataType.DOUBLE, values)).doubleValue();
                double merged = ((Number) inPanes(function.name(), values, pane)).doubleValue();

                assertEquals(whole, merged, Math.abs(whole) * 1e-10, function.name() + " in panes of " + pane);
            }
        }
    }

    @Test
    void variance_keeps_its_digits_far_from_zero() {
        assertEquals(
                2.0 / 3,
                (Double) aggregate("VAR_POP", false, DataType.DOUBLE, List.of(1e9 + 1, 1e9 + 2, 1e9 + 3)),
                1e-9);
    }

    @Test
    void a_sum_of_doubles_loses_no_digits() {
        assertEquals(2.0, aggregate("SUM", false, DataType.DOUBLE, List.of(1.0, 1e100, 1.0, -1e100)));
        assertEquals(
                Double.POSITIVE_INFINITY,
                aggregate("SUM", false, DataType.DOUBLE, List.of(1.0, Double.POSITIVE_INFINITY)));
    }

    @Test
    void a_sum_that_does_not_fit_refuses_the_row_and_stays_as_it_was() {
        Accumulator sum = accumulator("SUM", false, DataType.INT);
        long[] words = new long[sum.words()];
        Slot slot = new Slot();
        slot.setWord(Integer.MAX_VALUE);
        sum.add(words, 0, new Object[0], 0, new Slot[] {slot});

        assertThrows(ArithmeticException.class, () -> sum.add(words, 0, new Object[0], 0, new Slot[] {slot}));

        sum.result(words, 0, new Object[0], 0, slot);
        assertEquals(Integer.MAX_VALUE, slot.word);
    }

    @Test
    void decimals_and_whole_numbers_keep_their_type() {
        DataType decimal = DataType.decimal(5, 2);
        List<Object> values = List.of(new BigDecimal("1.10"), new BigDecimal("2.25"));

        assertEquals(new BigDecimal("3.35"), aggregate("SUM", false, decimal, values));
        assertEquals(new BigDecimal("1.675000"), aggregate("AVG", false, decimal, values));
        assertEquals(new BigDecimal("2.25"), aggregate("MAX", false, decimal, values));
        assertEquals(1, aggregate("AVG", false, DataType.INT, List.of(1, 2)));
        assertEquals("a", aggregate("MIN", false, DataType.STRING, List.of("b", "a", "c")));
    }

    @Test
    void distinct_counts_equal_values_once_and_survives_a_save() {
        assertEquals(2L, aggregate("COUNT", true, DataType.STRING, Arrays.asList("a", null, "b", "a")));
        assertEquals(3.0, aggregate("SUM", true, DataType.DOUBLE, List.of(1.0, 2.0, 1.0)));

        Accumulator count = accumulator("COUNT", true, DataType.STRING);
        Object[] objects = state(count, List.of("a", "b", "a"), DataType.STRING);
        ByteWriter out = new ByteWriter();
        count.writeObjects(objects, 0, out);
        Object[] restored = new Object[1];
        count.readObjects(restored, 0, new ByteReader(out.toBytes()));
        Slot slot = new Slot();
        count.result(new long[0], 0, restored, 0, slot);

        assertEquals(2, slot.word);
        assertNull(aggregate("SUM", true, DataType.DOUBLE, List.of()));
    }

    private Object[] state(Accumulator accumulator, List<Object> values, DataType type) {
        Object[] objects = new Object[accumulator.objects()];
        long[] words = new long[accumulator.words()];
        accumulator.reset(words, 0, objects, 0);
        addAll(accumulator, words, objects, values, type);
        return objects;
    }

    private Accumulator accumulator(String name, boolean isDistinct, DataType type) {
        DataType result =
                catalog.aggregate(name).orElseThrow().resultType(List.of(type)).orElseThrow();
        return catalog.accumulator(name, List.of(type), isDistinct, result).orElseThrow();
    }

    private Object aggregate(String name, boolean isDistinct, DataType type, List<Object> values) {
        Accumulator accumulator = accumulator(name, isDistinct, type);
        long[] words = new long[accumulator.words()];
        Object[] objects = new Object[accumulator.objects()];
        accumulator.reset(words, 0, objects, 0);
        addAll(accumulator, words, objects, values, type);
        return result(accumulator, words, objects, name, type);
    }

    private Object inPanes(String name, List<Object> values, int pane) {
        Accumulator accumulator = accumulator(name, false, DataType.DOUBLE);
        long[] total = new long[accumulator.words()];
        accumulator.reset(total, 0, new Object[0], 0);
        for (int from = 0; from < values.size(); from += pane) {
            long[] words = new long[accumulator.words()];
            accumulator.reset(words, 0, new Object[0], 0);
            List<Object> part = values.subList(from, Math.min(values.size(), from + pane));
            addAll(accumulator, words, new Object[0], part, DataType.DOUBLE);
            accumulator.merge(total, 0, new Object[0], 0, words, 0, new Object[0], 0);
        }
        return result(accumulator, total, new Object[0], name, DataType.DOUBLE);
    }

    private static void addAll(
            Accumulator accumulator, long[] words, Object[] objects, List<Object> values, DataType type) {
        Slot slot = new Slot();
        for (Object value : values) {
            if (value == null) {
                slot.setNull();
            } else if (type.kind().isWord()) {
                slot.setWord(Words.unbox(type.kind(), value));
            } else {
                slot.setObject(value);
            }
            accumulator.add(words, 0, objects, 0, new Slot[] {slot});
        }
    }

    private Object result(Accumulator accumulator, long[] words, Object[] objects, String name, DataType type) {
        Slot slot = new Slot();
        accumulator.result(words, 0, objects, 0, slot);
        TypeKind kind = catalog.aggregate(name)
                .orElseThrow()
                .resultType(List.of(type))
                .orElseThrow()
                .kind();
        return slot.isNull ? null : kind.isWord() ? Words.box(kind, slot.word) : slot.object;
    }
}
