// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

/** An accumulator whose value is about one row, compared with the rows that were added. */
public interface RowAccumulator extends Accumulator {
    /**
     * Value of the state for a row.
     *
     * @param row arguments of the row, which is not among those added unless its frame says so
     */
    void result(long[] words, int word, Object[] objects, int object, Slot[] row, Slot result);

    @Override
    default void result(long[] words, int word, Object[] objects, int object, Slot result) {
        throw new IllegalStateException("the value is about a row");
    }
}
