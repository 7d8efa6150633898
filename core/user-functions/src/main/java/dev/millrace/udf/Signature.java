// SPDX-License-Identifier: Apache-2.0
package dev.millrace.udf;

import dev.millrace.model.DataType;
import java.util.List;
import java.util.Objects;

/**
 * Types of a function. Numbers given to a numeric parameter are converted to its type; other types must be the same.
 *
 * @param result type of the result, for example {@link DataType#DOUBLE}
 * @param parameters types of the arguments, in order
 */
public record Signature(DataType result, List<DataType> parameters) {
    public Signature {
        Objects.requireNonNull(result, "result");
        parameters = List.copyOf(parameters);
    }

    public static Signature of(DataType result, DataType... parameters) {
        return new Signature(result, List.of(parameters));
    }
}
