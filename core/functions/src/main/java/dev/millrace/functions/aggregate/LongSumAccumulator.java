// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.Numbers;
import dev.millrace.functions.Slot;
import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;

/**
 * Exact sum or mean of whole numbers. Words: count, sum. Panes that do not fit together make the count {@link #LOST}, so that
 * asking for the result fails, and not the merge.
 */
final class LongSumAccumulator implements Accumulator {
    private static final long LOST = -1;

    private final Numbers.LongReader reader;
    private final TypeKind kind;
    private final boolean isMean;

    LongSumAccumulator(DataType argument, DataType result, boolean isMean) {
        this.reader = Numbers.asLong(argument);
        this.kind = result.kind();
        this.isMean = isMean;
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
        if (arguments[0].isNull) {
            return;
        }
        words[word + 1] = plus(words[word + 1], reader.read(arguments[0]));
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
        long first = intoWords[intoWord + 1];
        long second = fromWords[fromWord + 1];
        long sum = first + second;
        boolean isLost = ((first ^ sum) & (second ^ sum)) < 0;
        if (isLost || intoWords[intoWord] == LOST || fromWords[fromWord] == LOST) {
            intoWords[intoWord] = LOST;
        } else {
            intoWords[intoWord + 1] = sum;
            intoWords[intoWord] += fromWords[fromWord];
        }
    }

    /** The sum, or an exception before anything changed, so that only the row at hand is refused. */
    private long plus(long first, long second) {
        long sum = first + second;
        if (((first ^ sum) & (second ^ sum)) < 0) {
            throw new ArithmeticException("sum " + first + " + " + second + " does not fit BIGINT");
        }
        return isMean ? sum : Numbers.fit(sum, kind);
    }

    @Override
    public void result(long[] words, int word, Object[] objects, int object, Slot result) {
        if (words[word] == 0) {
            result.setNull();
        } else if (words[word] == LOST) {
            throw new ArithmeticException("sum does not fit BIGINT");
        } else {
            result.setWord(isMean ? words[word + 1] / words[word] : Numbers.fit(words[word + 1], kind));
        }
    }
}
