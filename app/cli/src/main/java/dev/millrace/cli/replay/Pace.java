// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.replay;

import java.util.concurrent.TimeUnit;

/** When a row is due: as long after the first as its time says, divided by the speed. Rows whose time goes back are due at once. */
final class Pace {
    /** As fast as the receiver acknowledges. */
    static final double MAX = Double.POSITIVE_INFINITY;

    private final double factor;
    private long firstMs = Long.MIN_VALUE;
    private long startNs;

    Pace(double factor) {
        this.factor = factor;
    }

    /** Returns when the row is due, letting the target work meanwhile. */
    void await(long timeMs, ReplayTarget target) {
        if (factor == MAX) {
            return;
        }
        if (firstMs == Long.MIN_VALUE) {
            firstMs = timeMs;
            startNs = System.nanoTime();
        }
        long dueNs = startNs + Math.round((timeMs - firstMs) / factor * 1e6);
        long leftMs;
        while ((leftMs = TimeUnit.NANOSECONDS.toMillis(dueNs - System.nanoTime())) > 0) {
            target.idle(Math.min(leftMs, 100));
        }
    }
}
