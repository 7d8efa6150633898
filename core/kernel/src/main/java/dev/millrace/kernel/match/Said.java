// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.model.Row;
import java.util.List;

/** A match as it was given out. */
final class Said {
    /** Position of its first row; moves when rows are inserted before it. */
    long start;

    final long number;
    final List<Row> rows;
    /** Why nothing was given out, null when it was. */
    final String failure;

    Said(long start, long number, List<Row> rows, String failure) {
        this.start = start;
        this.number = number;
        this.rows = rows;
        this.failure = failure;
    }
}
