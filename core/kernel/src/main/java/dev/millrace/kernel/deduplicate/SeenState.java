// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.deduplicate;

import dev.millrace.model.Row;

/** What is remembered of one device. */
public final class SeenState {
    /** Ranges of sequence numbers, or null. */
    final SeenRanges ranges;
    /** Other identifiers, or null. */
    final SeenIds ids;
    /** Greatest event time. */
    long clockMs = Row.NO_TIME;
    /** Progress of the stream at the last reading. */
    long progressMs = Row.NO_TIME;

    SeenState(SeenRanges ranges, SeenIds ids) {
        this.ranges = ranges;
        this.ids = ids;
    }

    boolean isEmpty() {
        return clockMs == Row.NO_TIME;
    }

    void clear() {
        clockMs = Row.NO_TIME;
        progressMs = Row.NO_TIME;
        if (ranges != null) {
            ranges.clear();
        } else {
            ids.clear();
        }
    }
}
