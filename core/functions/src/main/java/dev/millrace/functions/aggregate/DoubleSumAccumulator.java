// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.Numbers;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;

/**
 * Sum or mean of doubles. Words: count, sum, what rounding took from the sum (Neumaier). So a million additions lose no digits,
 * and the result hardly ever depends on the order of rows or on how panes are merged; a running mean loses digits and costs a
 * division a row.
 */
final class DoubleSumAccumulator implements Accumulator {
    private final Numbers.DoubleReader reader;
    private final DataType type;
    private final boolean isMean;

    DoubleSumAccumulator(DataType argument, DataType result, boolean isMean) {
        this.reader = Numbers.asDouble(argument);
        this.type = result;
        this.isMean = isMean;
    }

    @Override
    public int words() {
        return 3;
    }

    @Override
    public int objects() {
        return 0;
    }

    @Override
    public void reset(long[] words, int word, Object[] objects, int object) {
        words[word] = 0;
        words[word + 1] = 0;
        words[word + 2] = 0;
    }

    @Override
    public void add(long[] words, int word, Object[] objects, int object, Slot[] arguments) {
        if (arguments[0].isNull) {
            return;
        }
        words[word]++;
        plus(words, word, reader.read(arguments[0]), 0);
    }

    @Override
    public void merge(
            long[] intoWords,
            int intoWord,
            Object[] intoObjects,
            int intoObject,
            long[] fromWords,
            int fromWord,
            Object[] fromObjects,
            int fromObject) {
        intoWords[intoWord] += fromWords[fromWord];
        plus(
                intoWords,
                intoWord,
                Double.longBitsToDouble(fromWords[fromWord + 1]),
                Double.longBitsToDouble(fromWords[fromWord + 2]));
    }

    private static void plus(long[] words, int word, double value, double rest) {
        double sum = Double.longBitsToDouble(words[word + 1]);
        double total = sum + value;
        double lost = Math.abs(sum) >= Math.abs(value) ? sum - total + value : value - total + sum;
        words[word + 1] = Double.doubleToRawLongBits(total);
        words[word + 2] = Double.doubleToRawLongBits(Double.longBitsToDouble(words[word + 2]) + lost + rest);
    }

    @Override
    public void result(long[] words, int word, Object[] objects, int object, Slot result) {
        if (words[word] == 0) {
            result.setNull();
            return;
        }
        double sum = Double.longBitsToDouble(words[word + 1]);
        double rest = Double.longBitsToDouble(words[word + 2]);
        // Once the sum is infinite the rest is NaN and says nothing.
        double total = Double.isFinite(sum) ? sum + rest : sum;
        Numbers.set(result, type, isMean ? total / words[word] : total);
    }
}
