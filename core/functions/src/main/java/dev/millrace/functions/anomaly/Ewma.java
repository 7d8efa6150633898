// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

import dev.millrace.model.DataType;

/**
 * Exponentially weighted mean, or the distance of a reading from the one before it in weighted deviations. Either each reading
 * has the weight alpha and what was before 1 - alpha (Roberts 1959), or a reading of age t has the weight 2^(-t / half-life), so
 * that uneven steps count as long as they are (Eckner 2012). The variance is that of Finch, "Incremental calculation of
 * weighted mean and variance" (2009).
 */
final class Ewma extends History {
    private static final int SUM_OF_WEIGHTS = 0;
    private static final int MEAN = 1;
    private static final int VARIANCE = 2;
    private static final int TIME = 3;
    private static final int COUNT = 4;

    private final Smoothing smoothing;
    private final boolean isScore;

    /**
     * @param isScore whether the result is the score, else the mean with the reading in it
     */
    Ewma(DataType argument, Smoothing smoothing, boolean isScore) {
        super(argument, COUNT + 1);
        this.smoothing = smoothing;
        this.isScore = isScore;
    }

    @Override
    double step(long[] state, int at, double value, long timeMs) {
        double mean = get(state, at + MEAN);
        double variance = get(state, at + VARIANCE);
        boolean isFirst = state[at + COUNT] == 0;
        double weight = isFirst ? 1 : weight(state, at, timeMs - state[at + TIME]);
        double distance = value - mean;
        double score = state[at + COUNT] < 2 ? Double.NaN : Scores.of(distance, Math.sqrt(variance));
        put(state, at + MEAN, isFirst ? value : mean + weight * distance);
        put(state, at + VARIANCE, isFirst ? 0 : (1 - weight) * (variance + weight * distance * distance));
        if (isFirst) {
            put(state, at + SUM_OF_WEIGHTS, 1);
        }
        state[at + TIME] = timeMs;
        state[at + COUNT]++;
        return isScore ? score : get(state, at + MEAN);
    }

    private double weight(long[] state, int at, long sinceMs) {
        if (smoothing.halfLifeMs() == 0) {
            return smoothing.alpha();
        }
        double sum = 1 + get(state, at + SUM_OF_WEIGHTS) * StrictMath.pow(0.5, sinceMs / smoothing.halfLifeMs());
        put(state, at + SUM_OF_WEIGHTS, sum);
        return 1 / sum;
    }

    /** The mean goes on where a reading is missing. */
    @Override
    double missing(long[] state, int at, long timeMs) {
        return isScore || state[at + COUNT] == 0 ? Double.NaN : get(state, at + MEAN);
    }
}
