// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions;

import java.util.List;

/**
 * Functions of another module that belong to every catalog. Found by {@link java.util.ServiceLoader} when the module is on the class
 * path; one instance, thread-safe.
 */
public interface FunctionLibrary {
    List<ScalarFunction> scalars();

    List<AggregateFunction> aggregates();
}
