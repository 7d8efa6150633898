// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.group;

import dev.millrace.kernel.buffer.ResultPosition;
import dev.millrace.model.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Aggregates of one group, and its rows where they may be taken back. */
final class AggregateGroup extends Group {
    final long[] words;
    final Object[] objects;
    /** Rows in it. */
    long count;
    /** Greatest event time of them. */
    long greatestMs = Row.NO_TIME;

    /** Values of all group columns, null before the first row. */
    Row key;
    /** The result that was given last, null when there is none. */
    Row shown;
    /** Of the result that was given last; -1 before the first. */
    int revision = -1;

    /** Rows by what identifies them, in the order in which they came; null when rows are never taken back. */
    final Map<List<Object>, Kept> rows;

    /** A row, and how often it came where nothing identifies rows. */
    record Kept(Row row, int count) {}

    AggregateGroup(Row window, long endMs, long[] words, Object[] objects, boolean isCorrected) {
        super(window, endMs);
        this.words = words;
        this.objects = objects;
        rows = isCorrected ? new LinkedHashMap<>() : null;
    }

    long resultMs() {
        return endMs == NEVER_ENDS ? greatestMs : endMs - 1;
    }

    /** What stands for the position of its results. */
    long position() {
        return ResultPosition.of(key, key.size(), 0);
    }

    @Override
    protected boolean isEmpty() {
        return count == 0 && revision < 0;
    }
}
