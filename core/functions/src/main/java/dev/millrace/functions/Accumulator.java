// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;

/**
 * Code of an aggregate function, bound to types. The state is not here: it is {@link #words} consecutive words and {@link
 * #objects} consecutive references in arrays of the caller, so that thousands of panes need no object each. Stateless and
 * thread-safe.
 *
 * <p>{@code merge} must be associative, so that panes can be combined in any grouping; it need not be commutative, panes are
 * merged in the order of time.
 */
public interface Accumulator {
    /** Words of state. */
    int words();

    /** References of state; 0 for most. */
    int objects();

    /** Makes the state that of no rows. */
    void reset(long[] words, int word, Object[] objects, int object);

    /**
     * Adds the argument values of one row. NULL arguments are the accumulator's business. An {@link ArithmeticException} leaves
     * the state as it was and sends the row to the ledger.
     */
    void add(long[] words, int word, Object[] objects, int object, Slot[] arguments);

    /**
     * Adds state {@code from} to state {@code into}. {@code from} is left as it is and must not be shared. Does not throw: what
     * does not fit fails when the result is asked for.
     */
    void merge(
            long[] intoWords,
            int intoWord,
            Object[] intoObjects,
            int intoObject,
            long[] fromWords,
            int fromWord,
            Object[] fromObjects,
            int fromObject);

    /** Value of the state. Must not change it. Throws {@link ArithmeticException} when the value does not fit its type. */
    void result(long[] words, int word, Object[] objects, int object, Slot result);

    /** Writes the references; the words are written by the caller. */
    default void writeObjects(Object[] objects, int object, ByteWriter out) {}

    /** Reads what {@link #writeObjects} wrote. */
    default void readObjects(Object[] objects, int object, ByteReader in) {}
}
