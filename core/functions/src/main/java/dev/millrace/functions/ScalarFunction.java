// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

import dev.millrace.model.DataType;
import java.util.List;
import java.util.Optional;

/** A function of one row's values. */
public interface ScalarFunction {
    /** Upper-case SQL name. */
    String name();

    FunctionDoc doc();

    /** Type of the result for these argument types, empty when the function does not take them. */
    Optional<DataType> resultType(List<DataType> arguments);

    /**
     * As {@link #resultType(List)}, where the type depends on a constant, such as the digits of ROUND.
     *
     * @param constants whole numbers that are written as arguments, null elsewhere
     */
    default Optional<DataType> resultType(List<DataType> arguments, List<Integer> constants) {
        return resultType(arguments);
    }

    /** Code for one call site. The invocation is used by one thread and may keep buffers. */
    Invocation bind(List<DataType> arguments, DataType result);

    /** Code of a function, bound to types. */
    interface Invocation {
        /**
         * Evaluates. Arguments may be NULL; the result slot must be set in every case. An {@link ArithmeticException} or {@link
         * IllegalArgumentException} sends the row to the ledger as OVERFLOW, with its message.
         */
        void call(Slot[] arguments, Slot result);
    }
}
