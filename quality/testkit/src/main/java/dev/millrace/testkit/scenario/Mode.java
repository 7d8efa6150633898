// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A way to play a scenario. All must give the same final result.
 *
 * @param parallelism 1 to 16
 * @param restarts whether a checkpoint is taken after every step and the run goes on from it
 * @param shuffleSeed reorders rows of different keys; 0: rows arrive as written
 */
record Mode(int parallelism, boolean restarts, long shuffleSeed) {
    private static final long[] SEEDS = {11, 12};

    /** All ways: straight, restarted and twice shuffled, each at every parallelism. */
    static List<Mode> all(List<Integer> parallelisms) {
        List<Mode> modes = new ArrayList<>();
        for (int parallelism : parallelisms) {
            modes.add(new Mode(parallelism, false, 0));
            modes.add(new Mode(parallelism, true, 0));
            for (long seed : SEEDS) {
                modes.add(new Mode(parallelism, false, seed));
            }
        }
        return modes;
    }

    /** For engines whose start takes seconds: each way once, spread over the parallelisms. */
    static List<Mode> few(List<Integer> parallelisms) {
        int first = parallelisms.get(0);
        int last = parallelisms.get(parallelisms.size() - 1);
        List<Mode> modes = new ArrayList<>();
        modes.add(new Mode(first, false, 0));
        modes.add(new Mode(last, true, 0));
        return modes;
    }

    boolean isShuffled() {
        return shuffleSeed != 0;
    }

    /** Whether emissions come in one order, so that {@code -- kinds} can be compared. */
    boolean hasFixedEmissions() {
        return parallelism == 1 && !isShuffled();
    }

    @Override
    public String toString() {
        String how = restarts ? ", restarted after every statement" : "";
        return "parallelism " + parallelism + how + (isShuffled() ? ", shuffled with seed " + shuffleSeed : "");
    }
}
