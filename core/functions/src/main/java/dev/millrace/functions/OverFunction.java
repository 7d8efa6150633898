// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

import dev.millrace.model.DataType;
import dev.millrace.plan.Literal;
import java.util.List;
import java.util.Optional;

/**
 * A function about one row and the rows of its key before it; it stands with OVER alone. Its first argument is the reading, all
 * others are constants. One without any is about the time of rows.
 */
public interface OverFunction {
    /** Which rows the function needs. */
    enum Scope {
        /** Those of any frame; the row itself is compared with them. */
        FRAME,
        /** As {@link #FRAME}, but each of them is kept, so that the frame must have an end. */
        BOUNDED_FRAME,
        /** Those of any frame; the row itself is one like the others. */
        WHOLE_FRAME,
        /** All since the beginning, one after the other; there is no frame to choose. */
        HISTORY
    }

    /** Upper-case SQL name. */
    String name();

    FunctionDoc doc();

    Scope scope();

    /** Type of the result for these argument types, constants included; empty when the function does not take them. */
    Optional<DataType> resultType(List<DataType> arguments);

    /**
     * Code for one call.
     *
     * @param reading type of the first argument, or of the time attribute when there is none
     * @param constants the others; intervals are milliseconds
     * @throws IllegalArgumentException when a constant is out of its range; the message names it and the range
     */
    Accumulator bind(DataType reading, List<Literal> constants);
}
