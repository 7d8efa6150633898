// SPDX-License-Identifier: Apache-2.0
package dev.millrace.udf;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * A function of the values of many rows, in windows and OVER. The state belongs to one key and pane; it must stay small, the engine
 * keeps one for each.
 *
 * @param <S> state
 */
public interface UserAggregateFunction<S> {
    /** Asked once, when a pipeline is compiled, and once by each engine. */
    Signature signature();

    /** State of no rows. */
    S create();

    /**
     * Adds a row. NULL arguments are null; most functions ignore such rows.
     *
     * @throws Exception sends the row to the ledger; the state must then be as it was
     */
    void add(S state, List<Object> arguments) throws Exception;

    /** Adds the second state, which is of later rows and stays as it is, to the first. Must be associative. */
    void merge(S into, S from);

    /** Value of a state, which stays as it is; null for NULL. */
    Object result(S state);

    /** Writes a state for checkpoints and changelogs. */
    void write(S state, DataOutput out) throws IOException;

    /** Reads what {@link #write} wrote, in this or a later version of the class. */
    S read(DataInput in) throws IOException;
}
