// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A way to play a scenario. All must give the same final result.
 *
 * @param parallelism 1 to 16
 * @param restarts whether a checkpoint is taken after every step and the run goes on from it
 * @param disorder what happens to the order of arrival
 * @param seed of the disorder
 */
record Mode(int parallelism, boolean restarts, Disorder disorder, long seed) {
    private static final long[] SEEDS = {11, 12};

    /** What happens to the order of arrival. */
    enum Disorder {
        /** Rows arrive as written. */
        NONE,
        /** Rows of different keys are shuffled: {@link Shuffle}. */
        SHUFFLED,
        /** Everything that may go wrong does: {@link Chaos}. */
        CHAOS
    }

    /** All ways: straight, restarted and twice shuffled, each at every parallelism. */
    static List<Mode> all(List<Integer> parallelisms) {
        List<Mode> modes = new ArrayList<>();
        for (int parallelism : parallelisms) {
            modes.add(straight(parallelism));
            modes.add(new Mode(parallelism, true, Disorder.NONE, 0));
            for (long seed : SEEDS) {
                modes.add(new Mode(parallelism, false, Disorder.SHUFFLED, seed));
            }
        }
        return modes;
    }

    /** For engines whose start takes seconds: each way once, spread over the parallelisms. */
    static List<Mode> few(List<Integer> parallelisms) {
        int last = parallelisms.get(parallelisms.size() - 1);
        return List.of(straight(parallelisms.get(0)), new Mode(last, true, Disorder.NONE, 0));
    }

    /** Chaos with a number of seeds, the first one given, at every parallelism. */
    static List<Mode> chaos(List<Integer> parallelisms, long firstSeed, int rounds) {
        List<Mode> modes = new ArrayList<>();
        for (int parallelism : parallelisms) {
            for (int round = 0; round < rounds; round++) {
                modes.add(new Mode(parallelism, false, Disorder.CHAOS, firstSeed + round));
            }
        }
        return modes;
    }

    private static Mode straight(int parallelism) {
        return new Mode(parallelism, false, Disorder.NONE, 0);
    }

    /** Whether emissions come in one order, so that {@code -- kinds} can be compared. */
    boolean hasFixedEmissions() {
        return parallelism == 1 && disorder == Disorder.NONE;
    }

    /** As flags of the command, to play it again. */
    @Override
    public String toString() {
        String how = restarts ? ", restarted after every statement" : "";
        return "parallelism " + parallelism + how
                + switch (disorder) {
                    case NONE -> "";
                    case SHUFFLED -> ", shuffled with seed " + seed;
                    case CHAOS -> ", again with --parallelism " + parallelism + " --chaos " + seed;
                };
    }
}
