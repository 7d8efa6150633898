// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

import java.util.List;
import java.util.Optional;

/**
 * Functions of another module that belong to every catalog. Found by {@link java.util.ServiceLoader} when the module is on the class
 * path; one instance, thread-safe.
 */
public interface FunctionLibrary {
    List<ScalarFunction> scalars();

    List<AggregateFunction> aggregates();

    /** A function that is not in the list, for example a user's own. Throws IllegalArgumentException when it cannot be made. */
    default Optional<ScalarFunction> scalar(String name) {
        return Optional.empty();
    }

    /** As {@link #scalar}. */
    default Optional<AggregateFunction> aggregate(String name) {
        return Optional.empty();
    }
}
