// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

import dev.millrace.functions.HistoryAccumulator;
import dev.millrace.functions.Numbers;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.util.Arrays;

/**
 * A state machine over the readings of one key in event-time order. Word 0 is what the last row gave, NaN for NULL; the words
 * behind it belong to the subclass and begin as zero.
 */
abstract class History implements HistoryAccumulator {
    private final Numbers.DoubleReader reader;
    private final int words;

    /**
     * @param argument type of the reading
     * @param ownWords words of state behind the last result
     */
    History(DataType argument, int ownWords) {
        reader = Numbers.asDouble(argument);
        words = 1 + ownWords;
    }

    /**
     * Takes one reading and gives the result of its row, NaN for NULL.
     *
     * @param at first own word
     * @param value finite
     * @param timeMs epoch milliseconds, never less than those of the row before
     */
    abstract double step(long[] words, int at, double value, long timeMs);

    /** Result of a row whose reading is NULL, NaN or infinite: NULL. The state stays as it is. */
    double missing(long[] state, int at, long timeMs) {
        return Double.NaN;
    }

    @Override
    public final int words() {
        return words;
    }

    @Override
    public final void reset(long[] state, int word, Object[] objects, int object) {
        Arrays.fill(state, word, word + words, 0);
        put(state, word, Double.NaN);
    }

    @Override
    public final void add(long[] state, int word, Object[] objects, int object, Slot[] arguments) {
        long timeMs = arguments[arguments.length - 1].word;
        double value = arguments[0].isNull ? Double.NaN : reader.read(arguments[0]);
        double result =
                Double.isFinite(value) ? step(state, word + 1, value, timeMs) : missing(state, word + 1, timeMs);
        put(state, word, result);
    }

    @Override
    public final void result(long[] state, int word, Object[] objects, int object, Slot result) {
        double value = get(state, word);
        if (Double.isNaN(value)) {
            result.setNull();
        } else {
            result.setDouble(value);
        }
    }

    static double get(long[] state, int word) {
        return Double.longBitsToDouble(state[word]);
    }

    static void put(long[] state, int word, double value) {
        state[word] = Double.doubleToRawLongBits(value);
    }
}
