// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

/**
 * Rows next to each other that have one label: what a thread has matched is a list of these, the last one first. Threads
 * share them. Where a run ends is where the next one begins, so a thread that goes on with its label needs no new run.
 */
final class Run {
    final int label;
    /** Position of the first row. */
    final long from;
    /** Null for the first run of a match. */
    final Run before;
    /** Sums of the DEFINE aggregates up to some row of this run; null when there are none. */
    Memo[] memos;

    Run(int label, long from, Run before) {
        this.label = label;
        this.from = from;
        this.before = before;
    }

    int symbol() {
        return PatternProgram.symbol(label);
    }
}
