// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.AggregateFunction;
import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.Optional;

/** COUNT that counts what is asked of it, so that cost is known without a clock; it cannot take rows away again. One thread. */
public final class CountedSteps implements AggregateFunction, Accumulator {
    private long additions;
    private long merges;

    /** Rows that were added. */
    public long additions() {
        return additions;
    }

    /** Partial results that were put together. */
    public long merges() {
        return merges;
    }

    /** Both together. */
    public long steps() {
        return additions + merges;
    }

    public void reset() {
        additions = 0;
        merges = 0;
    }

    @Override
    public String name() {
        return "COUNT";
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc("COUNT(*)", "", "", "");
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
        additions++;
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
        merges++;
        intoWords[intoWord] += fromWords[fromWord];
    }

    @Override
    public void result(long[] words, int word, Object[] objects, int object, Slot result) {
        result.setWord(words[word]);
    }
}
