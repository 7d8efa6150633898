// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

/**
 * Count, mean and sum of squared distances from the mean, one word each: Welford (1962), merged pairwise (Chan, Golub, LeVeque 1979).
 * No state of its own; thread-safe.
 */
public final class Moments {
    /** Words that it takes in an accumulator. */
    public static final int WORDS = 3;

    private static final int MEAN = 1;
    private static final int SQUARES = 2;

    private Moments() {}

    public static void reset(long[] words, int word) {
        words[word] = 0;
        words[word + MEAN] = 0;
        words[word + SQUARES] = 0;
    }

    public static void add(long[] words, int word, double value) {
        long count = ++words[word];
        double mean = mean(words, word);
        double distance = value - mean;
        mean += distance / count;
        put(words, word + SQUARES, squares(words, word) + distance * (value - mean));
        put(words, word + MEAN, mean);
    }

    /** Adds all values of another one, which may be in the same array. */
    public static void merge(long[] into, int intoWord, long[] from, int fromWord) {
        if (from[fromWord] == 0) {
            return;
        }
        if (into[intoWord] == 0) {
            System.arraycopy(from, fromWord, into, intoWord, WORDS);
            return;
        }
        double mean = mean(into, intoWord);
        double distance = mean(from, fromWord) - mean;
        long count = into[intoWord];
        double part = from[fromWord] / ((double) count + from[fromWord]);
        put(
                into,
                intoWord + SQUARES,
                squares(into, intoWord) + squares(from, fromWord) + distance * distance * (count * part));
        put(into, intoWord + MEAN, mean + distance * part);
        into[intoWord] = count + from[fromWord];
    }

    public static long count(long[] words, int word) {
        return words[word];
    }

    /** 0 without values. */
    public static double mean(long[] words, int word) {
        return Double.longBitsToDouble(words[word + MEAN]);
    }

    /** Sum of squared distances from the mean. */
    public static double squares(long[] words, int word) {
        return Double.longBitsToDouble(words[word + SQUARES]);
    }

    private static void put(long[] words, int word, double value) {
        words[word] = Double.doubleToRawLongBits(value);
    }
}
