// SPDX-License-Identifier: Apache-2.0
package dev.millrace.udf;

import java.util.List;

/** A function of the values of one row. */
public interface UserScalarFunction {
    /** Asked once, when a pipeline is compiled, and once by each engine. */
    Signature signature();

    /**
     * The value for one row.
     *
     * @param arguments one for each parameter, null for NULL
     * @return a value of the result type, null for NULL
     * @throws Exception whatever happens: the row goes to the ledger as OVERFLOW with the message, the pipeline goes on
     */
    Object call(List<Object> arguments) throws Exception;
}
