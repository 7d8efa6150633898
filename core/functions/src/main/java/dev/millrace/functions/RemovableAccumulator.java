// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

/** An accumulator from which rows are taken again without any loss, in any order. It is never merged. */
public interface RemovableAccumulator extends Accumulator {
    /** Takes out the argument values of a row that was added. */
    void remove(long[] words, int word, Object[] objects, int object, Slot[] arguments);

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
        throw new IllegalStateException("rows are added and taken out one by one");
    }
}
