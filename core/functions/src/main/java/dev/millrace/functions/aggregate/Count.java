// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.Optional;

/** {@code COUNT(*)}, {@code COUNT(value)}. */
final class Count implements AggregateFunction {
    @Override
    public String name() {
        return "COUNT";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                "COUNT(*), COUNT([DISTINCT] value)",
                "Number of rows, or of rows in which no argument is NULL. Never NULL.",
                "COUNT(v) over 1, NULL, 1",
                "2");
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return Optional.of(DataType.BIGINT.withNullable(false));
    }

    @Override
    public Accumulator bind(List<DataType> arguments, DataType result) {
        return new CountAccumulator();
    }

    private static final class CountAccumulator implements Accumulator {
        @Override
        public int words() {
            return 1;
        }

        @Override
        public int objects() {
            return 0;
        }

        @Override
        public void reset(long[] words, int word, Object[] objects, int object) {
            words[word] = 0;
        }

        @Override
        public void add(long[] words, int word, Object[] objects, int object, Slot[] arguments) {
            for (Slot argument : arguments) {
                if (argument.isNull) {
                    return;
                }
            }
            words[word]++;
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
        }

        @Override
        public void result(long[] words, int word, Object[] objects, int object, Slot result) {
            result.setWord(words[word]);
        }
    }
}
