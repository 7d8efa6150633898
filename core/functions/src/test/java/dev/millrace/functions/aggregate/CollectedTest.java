// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CollectedTest {
    private static final List<DataType> TIMED = List.of(DataType.BIGINT, DataType.TIMESTAMP);

    private final FunctionCatalog functions = FunctionCatalog.builtIn();
    private final long[] words = new long[8];
    private final Object[] objects = new Object[8];

    @Test
    void values_come_by_event_time_and_of_equal_times_by_arrival() {
        Accumulator array = functions
                .accumulator("ARRAY_AGG", TIMED, false, DataType.array(DataType.BIGINT))
                .orElseThrow();
        array.reset(words, 0, objects, 0);

        add(array, 0, 30L, 3L);
        add(array, 0, 10L, 1L);
        add(array, 0, 20L, null);
        add(array, 0, 10L, 2L);

        assertEquals(Arrays.asList(1L, 2L, null, 3L), result(array));
    }

    @Test
    void merging_keeps_the_order_of_time() {
        Accumulator last = functions
                .accumulator("LAST_VALUE", TIMED, false, DataType.BIGINT)
                .orElseThrow();
        last.reset(words, 0, objects, 0);
        last.reset(words, 4, objects, 4);

        add(last, 0, 30L, 3L);
        add(last, 4, 20L, 2L);
        last.merge(words, 0, objects, 0, words, 4, objects, 4);

        Slot slot = new Slot();
        last.result(words, 0, objects, 0, slot);
        assertEquals(3L, slot.word);
    }

    @Test
    void values_are_bounded() {
        Accumulator array = functions
                .accumulator("ARRAY_AGG", TIMED, false, DataType.array(DataType.BIGINT))
                .orElseThrow();
        array.reset(words, 0, objects, 0);
        for (long i = 0; i < Collected.VALUES_MAX; i++) {
            add(array, 0, i, i);
        }

        assertThrows(ArithmeticException.class, () -> add(array, 0, 0L, 0L));
    }

    private void add(Accumulator accumulator, int at, long timeMs, Long value) {
        Slot first = new Slot();
        Slot second = new Slot();
        second.setWord(timeMs);
        if (value == null) {
            first.setNull();
        } else {
            first.setWord(value);
        }
        accumulator.add(words, at, objects, at, new Slot[] {first, second});
    }

    private Object result(Accumulator accumulator) {
        Slot slot = new Slot();
        accumulator.result(words, 0, objects, 0, slot);
        return slot.object;
    }
}
