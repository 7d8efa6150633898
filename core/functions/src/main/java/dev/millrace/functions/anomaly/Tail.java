// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

import java.util.Arrays;

/**
 * How rare a magnitude is in the history of a key: a histogram of magnitudes in quarters of a power of two, which forgets.
 * Beyond the greatest magnitude so far the tail is continued as a power law, as extreme value theory does for heavy tails
 * (Pickands 1975; for streams Siffer et al., "Anomaly Detection in Streams with Extreme Value Theory", KDD 2017).
 *
 * <p>Rows of a smoothed statistic are not independent: {@code memory} rows count as one.
 *
 * <p>State: {@link #WORDS} words: number of rows, greatest magnitude, bin number of the first bin, then the counts as floats,
 * two a word. A row costs at most one pass over the bins. Bins are found by the bits of the number and logarithms are taken
 * with {@link StrictMath}, so that every machine finds the same.
 */
final class Tail {
    static final int WORDS = 3 + 24;

    private static final int BINS = 48;
    /** Bits of a double below exponent and two bits of the fraction: four bins an octave. */
    private static final int BIN_SHIFT = 50;
    /** Room above the first magnitude, in bins. */
    private static final int HEADROOM = 8;
    /** What is not among this part of the history is no surprise. */
    private static final double COMMON = 0.1;
    /** Exponent of the power law; from 1.5 to 4 the benchmark changes by less than three points. */
    private static final double EXPONENT = 2.5;
    /** Greatest surprise from beyond the history: e^10 of the odds. */
    private static final double MOST_BEYOND = 10;
    /** Rows after which all counts are halved, so that the history is what was lately. */
    static final double HALVED_AT = 6000;

    private Tail() {}

    /**
     * Negative logarithm of how often the magnitude or a greater one was seen, 0 when it is common.
     *
     * @param magnitude 0 or more
     * @param memory rows that count as one, 1 or more
     */
    static double surprise(long[] state, int at, double magnitude, double memory) {
        double rows = History.get(state, at);
        if (rows < 1 || magnitude <= 0) {
            return 0;
        }
        double greatest = History.get(state, at + 1);
        if (greatest <= 0) {
            return StrictMath.log(rows / memory + 1) + 1;
        }
        int bin = bin(magnitude) - (int) state[at + 2];
        double above = 0;
        for (int i = BINS - 1; i > bin && i >= 0; i--) {
            above += count(state, at, i);
            if (above > rows * COMMON) {
                return 0;
            }
        }
        if (bin >= 0 && bin < BINS) {
            above += count(state, at, bin) * (1 - fraction(magnitude));
        }
        double surprise = -StrictMath.log((above / memory + 1) / (rows / memory + 1));
        return magnitude <= greatest
                ? surprise
                : surprise + Math.min(MOST_BEYOND, EXPONENT * StrictMath.log(magnitude / greatest));
    }

    /** Takes a magnitude into the history; 0 counts as a row alone. */
    static void add(long[] state, int at, double magnitude) {
        double rows = History.get(state, at) + 1;
        if (magnitude > 0) {
            double greatest = History.get(state, at + 1);
            int number = bin(magnitude);
            if (greatest <= 0) {
                state[at + 2] = number - (BINS - HEADROOM);
            }
            int bin = number - (int) state[at + 2];
            if (bin >= BINS) {
                shift(state, at, bin - (BINS - HEADROOM));
                bin = BINS - HEADROOM;
            }
            bin = Math.max(0, bin);
            count(state, at, bin, count(state, at, bin) + 1);
            History.put(state, at + 1, Math.max(greatest, magnitude));
        }
        History.put(state, at, rows);
        if (rows >= HALVED_AT) {
            halve(state, at);
        }
    }

    /** Makes room at the upper end; the lowest bins become one. */
    private static void shift(long[] state, int at, int by) {
        double lowest = 0;
        for (int i = 0; i < BINS; i++) {
            double moved = count(state, at, i);
            count(state, at, i, 0);
            if (i <= by) {
                lowest += moved;
            } else {
                count(state, at, i - by, moved);
            }
        }
        count(state, at, 0, lowest);
        state[at + 2] += by;
    }

    private static void halve(long[] state, int at) {
        History.put(state, at, History.get(state, at) / 2);
        int top = -1;
        for (int i = 0; i < BINS; i++) {
            float half = count(state, at, i) / 2;
            // A magnitude that was seen once is forgotten when its count is a quarter.
            count(state, at, i, half < 0.4f ? 0 : half);
            top = half < 0.4f ? top : i;
        }
        if (top < 0) {
            Arrays.fill(state, at + 1, at + WORDS, 0);
            return;
        }
        double upper = edge(top + 1 + (int) state[at + 2]);
        History.put(state, at + 1, Math.min(History.get(state, at + 1), upper));
    }

    /** Number of the bin, equal parts of an octave. */
    private static int bin(double magnitude) {
        return (int) (Double.doubleToRawLongBits(magnitude) >>> BIN_SHIFT);
    }

    /** Where in its bin a magnitude is, 0 to 1. */
    private static double fraction(double magnitude) {
        return (Double.doubleToRawLongBits(magnitude) & (1L << BIN_SHIFT) - 1) * 0x1p-50;
    }

    /** Lower edge of a bin. */
    private static double edge(int number) {
        return Double.longBitsToDouble((long) number << BIN_SHIFT);
    }

    private static float count(long[] state, int at, int bin) {
        return Float.intBitsToFloat((int) (state[at + 3 + (bin >> 1)] >>> ((bin & 1) << 5)));
    }

    private static void count(long[] state, int at, int bin, double value) {
        int word = at + 3 + (bin >> 1);
        int shift = (bin & 1) << 5;
        long bits = Float.floatToRawIntBits((float) value) & 0xFFFFFFFFL;
        state[word] = state[word] & ~(0xFFFFFFFFL << shift) | bits << shift;
    }
}
