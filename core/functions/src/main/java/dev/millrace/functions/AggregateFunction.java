// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

import dev.millrace.model.DataType;
import java.util.List;
import java.util.Optional;

/** A function of many rows' values. */
public interface AggregateFunction {
    /** Upper-case SQL name. */
    String name();

    FunctionDoc doc();

    /** Type of the result for these argument types, empty when the function does not take them. */
    Optional<DataType> resultType(List<DataType> arguments);

    /** Code for one call. */
    Accumulator bind(List<DataType> arguments, DataType result);
}
