// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.aggregate;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.Slot;

/** Least or greatest word. Words: whether there is one, the word. NaN is greater than every other number. */
final class WordExtremeAccumulator implements Accumulator {
    private final boolean isGreatest;
    private final boolean isFloating;

    WordExtremeAccumulator(int sign, boolean isFloating) {
        this.isGreatest = sign > 0;
        this.isFloating = isFloating;
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
            take(words, word, arguments[0].word);
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
        if (fromWords[fromWord] != 0) {
            take(intoWords, intoWord, fromWords[fromWord + 1]);
        }
    }

    private void take(long[] words, int word, long value) {
        if (words[word] == 0 || isBetter(value, words[word + 1])) {
            words[word] = 1;
            words[word + 1] = value;
        }
    }

    private boolean isBetter(long value, long best) {
        int order = isFloating
                ? Double.compare(Double.longBitsToDouble(value), Double.longBitsToDouble(best))
                : Long.compare(value, best);
        return isGreatest ? order > 0 : order < 0;
    }

    @Override
    public void result(long[] words, int word, Object[] objects, int object, Slot result) {
        if (words[word] == 0) {
            result.setNull();
        } else {
            result.setWord(words[word + 1]);
        }
    }
}
