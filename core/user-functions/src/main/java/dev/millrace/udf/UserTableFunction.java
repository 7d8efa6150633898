// SPDX-License-Identifier: Apache-2.0
package dev.millrace.udf;

import java.util.List;

/**
 * A function that gives any number of rows for the values of one row. In SQL: {@code FROM t, LATERAL TABLE(f(t.x)) AS r(a, b)}, or
 * {@code LEFT JOIN ... ON TRUE} to keep rows for which it gives none.
 */
public interface UserTableFunction {
    /** Most rows of one call; more of them send the row that asked to the ledger. */
    int ROWS_MAX = 10_000;

    /**
     * Types of the arguments and of what is given: {@link dev.millrace.model.DataType#row} for rows of several columns, else the type
     * of the one column. Asked once, when a pipeline is compiled, and once by each engine.
     */
    Signature signature();

    /**
     * The rows for one row, in an order that a replay repeats.
     *
     * @param arguments one for each parameter, null for NULL
     * @param out takes the rows; not to be used after the call
     * @throws Exception whatever happens: the row goes to the ledger as OVERFLOW with the message and has no rows, the pipeline goes on
     */
    void call(List<Object> arguments, Rows out) throws Exception;

    /** Takes the rows of a call. */
    interface Rows {
        /** One row: a value for each column of the result, null for NULL. Throws IllegalArgumentException when it does not fit. */
        void add(Object... values);
    }
}
