// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.model.Row;
import java.util.List;

/** A match as it was given out. */
final class Said {
    /** Position of its first row; moves when rows are inserted or removed before it. */
    long start;
    /** Whether the first row was taken out of the input. */
    boolean isGone;
    /** Its first row, which identifies it. */
    final Row first;

    /** {@link Found#sequence}. */
    final long sequence;

    final List<Row> rows;
    /** Why nothing was given out, null when it was. */
    final String failure;

    Said(long start, Row first, long sequence, List<Row> rows, String failure) {
        this.start = start;
        this.first = first;
        this.sequence = sequence;
        this.rows = rows;
        this.failure = failure;
    }

    /** Says that a row of the input was taken out. */
    void removed(long position) {
        if (start == position) {
            isGone = true;
        } else if (start > position) {
            start--;
        }
    }
}
