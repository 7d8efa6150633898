// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

import dev.millrace.model.DataType;

/**
 * What is usual at this part of a period, or the distance from it in deviations: additive seasonal smoothing without a trend
 * (Holt 1957, Winters 1960). The period, aligned to the epoch (UTC; a week begins on Thursday), has slots of equal length. The
 * mean and spread of a visit to a slot become part of what is usual when the visit is over, the first eight with equal weight,
 * later ones with an eighth.
 *
 * <p>State: 5 words and 3 a slot; a day in hours has 0.6 KB, a week in hours 4 KB.
 */
final class Season extends History {
    static final double DAY_MS = 86_400_000;
    static final double SLOTS = 24;

    private static final int MOST_SLOTS = 168;
    private static final double LEAST_WEIGHT = 0.125;

    private static final int VISIT = 0;
    private static final int COUNT = 1;
    private static final int SUM = 2;
    private static final int SQUARES = 3;
    private static final int SLOT_AREA = 4;

    /** Of a slot: visits, mean, variance. */
    private static final int SLOT_WORDS = 3;

    private final long slotMs;
    private final int slots;
    private final boolean isScore;

    Season(DataType argument, double periodMs, double slots, boolean isScore) {
        super(argument, SLOT_AREA + SLOT_WORDS * checked(periodMs, slots));
        this.slots = (int) slots;
        slotMs = (long) (periodMs / slots);
        this.isScore = isScore;
    }

    private static int checked(double periodMs, double slots) {
        if (slots < 2 || slots > MOST_SLOTS || slots != Math.rint(slots)) {
            throw new IllegalArgumentException(
                    "the number of slots is " + slots + ", it must be a whole number from 2 to " + MOST_SLOTS);
        }
        if (periodMs <= 0 || periodMs % slots != 0) {
            throw new IllegalArgumentException(
                    "the period of " + (long) periodMs + " ms has no " + (int) slots + " slots of whole milliseconds");
        }
        return (int) slots;
    }

    @Override
    double step(long[] state, int at, double value, long timeMs) {
        enter(state, at, timeMs);
        int slot = slot(at, state[at + VISIT]);
        double usual = get(state, slot + 1);
        double result = baseline(state, at);
        if (isScore) {
            result = state[slot] < 2 ? Double.NaN : Scores.of(value - usual, Math.sqrt(get(state, slot + 2)));
        }
        state[at + COUNT]++;
        put(state, at + SUM, get(state, at + SUM) + value);
        double distance = value - usual;
        put(state, at + SQUARES, get(state, at + SQUARES) + distance * distance);
        return result;
    }

    private double baseline(long[] state, int at) {
        int slot = slot(at, state[at + VISIT]);
        return state[slot] == 0 ? Double.NaN : get(state, slot + 1);
    }

    /** The baseline is there whether there is a reading or not. */
    @Override
    double missing(long[] state, int at, long timeMs) {
        enter(state, at, timeMs);
        return isScore ? Double.NaN : baseline(state, at);
    }

    private void enter(long[] state, int at, long timeMs) {
        long visit = Math.floorDiv(timeMs, slotMs);
        if (visit == state[at + VISIT]) {
            return;
        }
        if (state[at + COUNT] > 0) {
            close(state, at, slot(at, state[at + VISIT]));
        }
        state[at + VISIT] = visit;
        state[at + COUNT] = 0;
        put(state, at + SUM, 0);
        put(state, at + SQUARES, 0);
    }

    private static void close(long[] state, int at, int slot) {
        double mean = get(state, at + SUM) / state[at + COUNT];
        double squares = get(state, at + SQUARES) / state[at + COUNT];
        long visits = ++state[slot];
        double usual = get(state, slot + 1);
        double weight = Math.max(LEAST_WEIGHT, 1.0 / visits);
        put(state, slot + 1, usual + weight * (mean - usual));
        if (visits > 1) {
            // The first visit had nothing to be distant from.
            double variance = get(state, slot + 2);
            double part = Math.max(LEAST_WEIGHT, 1.0 / (visits - 1));
            put(state, slot + 2, variance + part * (squares - variance));
        }
    }

    private int slot(int at, long visit) {
        return at + SLOT_AREA + SLOT_WORDS * (int) Math.floorMod(visit, (long) slots);
    }
}
