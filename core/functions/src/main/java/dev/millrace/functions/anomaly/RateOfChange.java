// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

import dev.millrace.model.DataType;

/** Difference from the reading before by the time since: the difference quotient. NULL when no time has passed. */
final class RateOfChange extends History {
    private static final int LAST = 0;
    private static final int TIME = 1;
    private static final int COUNT = 2;

    private final double unitMs;

    /**
     * @param unitMs length of time that the rate is for
     */
    RateOfChange(DataType argument, double unitMs) {
        super(argument, COUNT + 1);
        if (unitMs <= 0) {
            throw new IllegalArgumentException("the unit is " + (long) unitMs + " ms, it must be above 0");
        }
        this.unitMs = unitMs;
    }

    @Override
    double step(long[] state, int at, double value, long timeMs) {
        boolean isFirst = state[at + COUNT] == 0;
        long sinceMs = timeMs - state[at + TIME];
        double rate = isFirst || sinceMs == 0 ? Double.NaN : (value - get(state, at + LAST)) / sinceMs * unitMs;
        put(state, at + LAST, value);
        state[at + TIME] = timeMs;
        state[at + COUNT] = 1;
        return rate;
    }
}
