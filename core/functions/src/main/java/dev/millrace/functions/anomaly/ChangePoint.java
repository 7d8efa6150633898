// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

import dev.millrace.model.DataType;

/**
 * Whether the mean has moved: the cumulative sum of Page, "Continuous inspection schemes" (1954), for both directions. A
 * reading is taken as its distance from the mean since the last change in deviations, at most {@link #MOST}, so that no single
 * outlier is a change. What exceeds {@link #SLACK} adds up; beyond the threshold it is a change, and all begins anew.
 *
 * <p>By Siegmund's approximation (1985) a threshold of 8 gives a false change every 9500 independent normal readings, 5 every
 * 930; readings that follow each other closely give more.
 */
final class ChangePoint extends History {
    static final double THRESHOLD = 8;

    /** Half the shift that is found fastest, one deviation. */
    private static final double SLACK = 0.5;

    private static final double MOST = 4;
    /** Readings that make the first mean and deviation. */
    private static final int WARM_UP = 20;

    private static final int COUNT = 0;
    private static final int MEAN = 1;
    private static final int SQUARES = 2;
    private static final int UP = 3;
    private static final int DOWN = 4;

    private final double threshold;

    ChangePoint(DataType argument, double threshold) {
        super(argument, DOWN + 1);
        if (!(threshold > 0)) {
            throw new IllegalArgumentException("the threshold is " + threshold + ", it must be above 0");
        }
        this.threshold = threshold;
    }

    @Override
    double step(long[] state, int at, double value, long timeMs) {
        if (state[at + COUNT] >= WARM_UP) {
            double deviation = Math.sqrt(get(state, at + SQUARES) / (state[at + COUNT] - 1));
            double score = Scores.of(value - get(state, at + MEAN), deviation);
            double distance = Math.max(-MOST, Math.min(MOST, score));
            put(state, at + UP, Math.max(0, get(state, at + UP) + distance - SLACK));
            put(state, at + DOWN, Math.max(0, get(state, at + DOWN) - distance - SLACK));
            if (get(state, at + UP) > threshold) {
                return begin(state, at, value, 1);
            }
            if (get(state, at + DOWN) > threshold) {
                return begin(state, at, value, -1);
            }
        }
        learn(state, at, value);
        return 0;
    }

    private static double begin(long[] state, int at, double value, double direction) {
        for (int i = COUNT; i <= DOWN; i++) {
            state[at + i] = 0;
        }
        learn(state, at, value);
        return direction;
    }

    private static void learn(long[] state, int at, double value) {
        long count = ++state[at + COUNT];
        double mean = get(state, at + MEAN);
        double distance = value - mean;
        mean += distance / count;
        put(state, at + MEAN, mean);
        put(state, at + SQUARES, get(state, at + SQUARES) + distance * (value - mean));
    }
}
