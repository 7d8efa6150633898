// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.Optional;

/** Sum of BIGINT that overflows at 1000, so that tests can see what an operator does then. */
final class SumFunction implements AggregateFunction, Accumulator {
    static final FunctionCatalog CATALOG = new FunctionCatalog(List.of(), List.of(new SumFunction()));

    @Override
    public String name() {
        return "SMALL_SUM";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc("SMALL_SUM(n)", "Sum below 1000.", "1", "1");
    }

    @Override
    public Optional<DataType> resultType(List<DataType> arguments) {
        return Optional.of(DataType.BIGINT);
    }

    @Override
    public Accumulator bind(List<DataType> arguments, DataType result) {
        return this;
    }

    @Override
    public int words() {
        return 2;
    }

    @Override
    public int objects() {
        return 0;
    }

    @Override
    public void reset(long[] words, int word, Object[] objects, int object) {
        words[word] = 0;
        words[word + 1] = 0;
    }

    @Override
    public void add(long[] words, int word, Object[] objects, int object, Slot[] arguments) {
        if (!arguments[0].isNull) {
            words[word] += arguments[0].word;
            words[word + 1]++;
        }
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
        intoWords[intoWord + 1] += fromWords[fromWord + 1];
    }

    @Override
    public void result(long[] words, int word, Object[] objects, int object, Slot result) {
        if (words[word] >= 1000) {
            throw new ArithmeticException("sum " + words[word] + " is not below 1000");
        }
        if (words[word + 1] == 0) {
            result.setNull();
        } else {
            result.setWord(words[word]);
        }
    }
}
