// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel;

import dev.millrace.model.Row;

/** A step without memory: filter, projection, assignment of windows. Used by one thread. */
public interface Transform {
    /** Takes one row and gives any number of rows. The row is not changed. */
    void process(Row row, Collector out);
}
