// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Moments;
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

    /** See {@link Moments}. */
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
            return Moments.WORDS;
        }

        @Override
        public int objects() {
            return 0;
        }

        @Override
        public void reset(long[] words, int word, Object[] objects, int object) {
            Moments.reset(words, word);
        }

        @Override
        public void add(long[] words, int word, Object[] objects, int object, Slot[] arguments) {
            if (arguments[0].isNull) {
                return;
            }
            Moments.add(words, word, reader.read(arguments[0]));
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
            Moments.merge(intoWords, intoWord, fromWords, fromWord);
        }

        @Override
        public void result(long[] words, int word, Object[] objects, int object, Slot result) {
            long degrees = Moments.count(words, word) - (isPopulation ? 0 : 1);
            if (degrees <= 0) {
                result.setNull();
                return;
            }
            double variance = Moments.squares(words, word) / degrees;
            Numbers.set(result, type, isRoot ? Math.sqrt(variance) : variance);
        }
    }
}
