// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Numbers;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.Optional;

/** Variance and standard deviation. */
final class Variance implements AggregateFunction {
    private final String name;
    private final boolean isPopulation;
    private final boolean isRoot;
    private final FunctionDoc doc;

    Variance(String name, boolean isPopulation, boolean isRoot, FunctionDoc doc) {
        this.name = name;
        this.isPopulation = isPopulation;
        this.isRoot = isRoot;
        this.doc = doc;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FunctionDoc doc() {
        return doc;
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return arguments.size() == 1 && arguments.get(0).kind().isNumeric()
                ? Optional.of(DataType.DOUBLE)
                : Optional.empty();
    }

    @Override
    public Accumulator bind(List<DataType> arguments, DataType result) {
        return new VarianceAccumulator(arguments.get(0), result, isPopulation, isRoot);
    }

    /** Welford, merged pairwise. Words: count, mean, sum of squared distances from the mean. */
    private static final class VarianceAccumulator implements Accumulator {
        private final Numbers.DoubleReader reader;
        private final DataType type;
        private final boolean isPopulation;
        private final boolean isRoot;

        VarianceAccumulator(DataType argument, DataType type, boolean isPopulation, boolean isRoot) {
            this.reader = Numbers.asDouble(argument);
            this.type = type;
            this.isPopulation = isPopulation;
            this.isRoot = isRoot;
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
            double value = reader.read(arguments[0]);
            long count = ++words[word];
            double mean = Double.longBitsToDouble(words[word + 1]);
            double distance = value - mean;
            mean += distance / count;
            double squares = Double.longBitsToDouble(words[word + 2]) + distance * (value - mean);
            words[word + 1] = Double.doubleToRawLongBits(mean);
            words[word + 2] = Double.doubleToRawLongBits(squares);
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
            long from = fromWords[fromWord];
            long into = intoWords[intoWord];
            if (from == 0) {
                return;
            }
            if (into == 0) {
                System.arraycopy(fromWords, fromWord, intoWords, intoWord, 3);
                return;
            }
            double mean = Double.longBitsToDouble(intoWords[intoWord + 1]);
            double distance = Double.longBitsToDouble(fromWords[fromWord + 1]) - mean;
            double count = (double) into + from;
            double squares = Double.longBitsToDouble(intoWords[intoWord + 2])
                    + Double.longBitsToDouble(fromWords[fromWord + 2])
                    + distance * distance * (into * (from / count));
            intoWords[intoWord] = into + from;
            intoWords[intoWord + 1] = Double.doubleToRawLongBits(mean + distance * (from / count));
            intoWords[intoWord + 2] = Double.doubleToRawLongBits(squares);
        }

        @Override
        public void result(long[] words, int word, Object[] objects, int object, Slot result) {
            long degrees = isPopulation ? words[word] : words[word] - 1;
            if (degrees <= 0) {
                result.setNull();
                return;
            }
            double variance = Double.longBitsToDouble(words[word + 2]) / degrees;
            Numbers.set(result, type, isRoot ? Math.sqrt(variance) : variance);
        }
    }
}
