// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

/**
 * A state machine over the rows of a key: rows come in event-time order, and the result belongs to the row added last. The last
 * slot of {@code add} is the event time of the row in epoch milliseconds. The state is words alone, so that it can be copied to
 * go back when a row comes late.
 */
public interface HistoryAccumulator extends Accumulator {
    @Override
    default int objects() {
        return 0;
    }

    /** Histories follow each other and cannot be merged; no caller does. */
    @Override
    default void merge(
            long[] intoWords,
            int intoWord,
            Object[] intoObjects,
            int intoObject,
            long[] fromWords,
            int fromWord,
            Object[] fromObjects,
            int fromObject) {
        throw new IllegalStateException("the history of a key has no parts");
    }
}
