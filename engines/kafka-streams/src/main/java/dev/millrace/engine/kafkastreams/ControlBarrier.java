// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

/** Waits for a control message from all upstream partitions of all inputs of a task. One thread. */
final class ControlBarrier {
    private final int[] wanted;
    /** By control and input. */
    private final int[][] seen;

    /** @param upstreamPartitions of each input: 1 for a table, which is its own partition */
    ControlBarrier(int[] upstreamPartitions) {
        wanted = upstreamPartitions.clone();
        seen = new int[Control.values().length][wanted.length];
    }

    /** Notes one message. Returns true when it was the last that was missing, and begins anew. */
    boolean isComplete(Control control, int input) {
        int[] counts = seen[control.ordinal()];
        counts[input]++;
        for (int i = 0; i < wanted.length; i++) {
            if (counts[i] < wanted[i]) {
                return false;
            }
        }
        for (int i = 0; i < wanted.length; i++) {
            counts[i] -= wanted[i];
        }
        return true;
    }
}
