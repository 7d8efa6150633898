// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

/** What a distance in deviations is when there is hardly any deviation. */
final class Scores {
    /** Greatest score, up or down: beyond it digits say nothing, and every sink takes it. */
    static final double MOST = 1000;

    private Scores() {}

    /** Distance in deviations, 0 when there is none at all, at most {@link #MOST}. */
    static double of(double distance, double deviation) {
        if (distance == 0) {
            return 0;
        }
        return Math.max(-MOST, Math.min(MOST, distance / deviation));
    }
}
