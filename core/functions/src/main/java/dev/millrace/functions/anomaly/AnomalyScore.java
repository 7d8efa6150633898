// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

import dev.millrace.model.DataType;

/**
 * How far a reading is out of what its own series did so far, 0 to 1.
 *
 * <p>Five statistics of the series are watched: distance from the slow mean (up and down for themselves), step from the reading
 * before, distance of the fast from the slow mean (up and down), spread of the last rows (great and small), and distance from
 * what is usual at this hour of the day (up and down). Each has a {@link Tail}, which says how rare its value is: the negative
 * logarithm of its odds in the history. The greatest surprise counts. From it is taken what the best of n rows is expected to
 * reach anyway, {@link #EXPECTED} times log n (the greatest of n exponential numbers grows with log n: Gumbel 1958), and a
 * part of the greatest excess of late, which decays: so a burst raises one alarm, and a second one only when it is clearly
 * worse or long after. The rest, 0 or more, is squeezed into 0 to 1.
 *
 * <p>The first {@link #WARM_UP} readings of a key score 0. State: 279 words, 2.2 KB. Work of a row: constant.
 */
final class AnomalyScore extends History {
    /** Scores at or above this are alarms; docs/anomaly.md says what other limits give. */
    static final double ALARM = 0.5;

    private static final int WARM_UP = 100;
    private static final double EXPECTED = 0.7;
    /** Excess that scores {@link #ALARM}. */
    private static final double ALARM_EXCESS = 0.65;
    /** Part of the greatest excess of late that a new one must surpass. */
    private static final double DAMPING = 0.7;
    /** Decay of that excess a row: e-fold in 400 rows. */
    private static final double DECAY = StrictMath.exp(-1.0 / 400);

    private static final double SLOW_ROWS = 700;
    private static final double FAST_ROWS = 12;
    private static final double SEASON_ROWS = 6;
    private static final double SEASON_WEIGHT = 0.3;
    /** A single step is noise more often than the other statistics. */
    private static final double STEP_WEIGHT = 0.9;

    private static final long HOUR_MS = 3_600_000;
    private static final int HOURS = 24;

    private static final int ROWS = 0;
    private static final int LAST = 1;
    private static final int SLOW = 2;
    private static final int FAST = 3;
    private static final int SPREAD = 4;
    private static final int RESIDUAL = 5;
    private static final int RECORD = 6;
    private static final int HOUR = 7;
    private static final int HOUR_SUM = 8;
    private static final int HOUR_ROWS = 9;
    /** One bit for each hour of the day that was seen to its end. */
    private static final int SEEN = 10;

    private static final int USUAL = 11;
    private static final int TAILS = USUAL + HOURS;
    private static final int LEVEL = TAILS;
    private static final int STEP = LEVEL + 2 * Tail.WORDS;
    private static final int SHIFT = STEP + Tail.WORDS;
    private static final int WIDE = SHIFT + 2 * Tail.WORDS;
    private static final int NARROW = WIDE + Tail.WORDS;
    private static final int SEASON = NARROW + Tail.WORDS;
    private static final int WORDS = SEASON + 2 * Tail.WORDS;

    AnomalyScore(DataType argument) {
        super(argument, WORDS);
    }

    @Override
    double step(long[] state, int at, double value, long timeMs) {
        long rows = state[at + ROWS];
        double surprise = rows == 0 ? begin(state, at, value) : surprise(state, at, value, timeMs);
        usual(state, at, value, timeMs);
        put(state, at + LAST, value);
        state[at + ROWS] = ++rows;
        return score(state, at, rows, surprise);
    }

    private static double begin(long[] state, int at, double value) {
        put(state, at + SLOW, value);
        put(state, at + FAST, value);
        return 0;
    }

    private static double surprise(long[] state, int at, double value, long timeMs) {
        double rows = state[at + ROWS];
        double slow = get(state, at + SLOW);
        double greatest = either(state, at + LEVEL, value - slow, 1);
        double step = Math.abs(value - get(state, at + LAST));
        greatest = Math.max(greatest, STEP_WEIGHT * one(state, at + STEP, step, 1));

        double fast = get(state, at + FAST);
        double weight = Math.max(1 / FAST_ROWS, 1 / (rows + 1));
        double residual = value - fast;
        put(state, at + FAST, fast + weight * residual);
        double spread = get(state, at + SPREAD);
        spread += weight * (residual * residual - spread);
        put(state, at + SPREAD, spread);
        greatest = Math.max(greatest, either(state, at + SHIFT, get(state, at + FAST) - slow, FAST_ROWS));
        if (rows > FAST_ROWS) {
            greatest = Math.max(greatest, one(state, at + WIDE, spread, FAST_ROWS));
            greatest = Math.max(greatest, one(state, at + NARROW, 1 / Math.max(spread, Double.MIN_NORMAL), FAST_ROWS));
        }
        put(state, at + SLOW, slow + (value - slow) * Math.max(1 / SLOW_ROWS, 1 / (rows + 1)));
        return Math.max(greatest, season(state, at, value, timeMs));
    }

    private static double one(long[] state, int tail, double magnitude, double memory) {
        double surprise = Tail.surprise(state, tail, magnitude, memory);
        Tail.add(state, tail, magnitude);
        return surprise;
    }

    /** Above and below have a history each: what is normal upwards may be unheard of downwards. */
    private static double either(long[] state, int tails, double distance, double memory) {
        int own = distance >= 0 ? tails : tails + Tail.WORDS;
        int other = distance >= 0 ? tails + Tail.WORDS : tails;
        Tail.add(state, other, 0);
        return one(state, own, Math.abs(distance), memory);
    }

    /** Distance from what is usual at this hour or one beside it, whichever is nearest, over the last rows. */
    private static double season(long[] state, int at, double value, long timeMs) {
        int hour = (int) Math.floorMod(Math.floorDiv(timeMs, HOUR_MS), (long) HOURS);
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = -1; i <= 1; i++) {
            int beside = Math.floorMod(hour + i, HOURS);
            if ((state[at + SEEN] >>> beside & 1) == 0) {
                return 0;
            }
            double distance = value - get(state, at + USUAL + beside);
            nearest = Math.abs(distance) < Math.abs(nearest) ? distance : nearest;
        }
        double residual = get(state, at + RESIDUAL);
        residual += (nearest - residual) / SEASON_ROWS;
        put(state, at + RESIDUAL, residual);
        return either(state, at + SEASON, residual, SEASON_ROWS);
    }

    /** The mean of an hour becomes part of what is usual when the hour is over. */
    private static void usual(long[] state, int at, double value, long timeMs) {
        long hour = Math.floorDiv(timeMs, HOUR_MS);
        if (hour != state[at + HOUR]) {
            close(state, at);
            state[at + HOUR] = hour;
            state[at + HOUR_ROWS] = 0;
            put(state, at + HOUR_SUM, 0);
        }
        put(state, at + HOUR_SUM, get(state, at + HOUR_SUM) + value);
        state[at + HOUR_ROWS]++;
    }

    private static void close(long[] state, int at) {
        if (state[at + HOUR_ROWS] == 0) {
            return;
        }
        int slot = (int) Math.floorMod(state[at + HOUR], (long) HOURS);
        double mean = get(state, at + HOUR_SUM) / state[at + HOUR_ROWS];
        boolean isSeen = (state[at + SEEN] >>> slot & 1) != 0;
        double usual = isSeen ? get(state, at + USUAL + slot) : mean;
        put(state, at + USUAL + slot, usual + SEASON_WEIGHT * (mean - usual));
        state[at + SEEN] |= 1L << slot;
    }

    private static double score(long[] state, int at, long rows, double surprise) {
        double excess = surprise - EXPECTED * StrictMath.log(Math.min(rows, Tail.HALVED_AT) + 1);
        double record = get(state, at + RECORD);
        double rest = Math.max(0, excess - DAMPING * record);
        put(state, at + RECORD, Math.max(record, excess) * DECAY);
        return rows <= WARM_UP ? 0 : rest / (rest + ALARM_EXCESS);
    }
}
