// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.functions.DateTimes;
import dev.millrace.kernel.Collector;
import dev.millrace.kernel.buffer.ResultPosition;
import dev.millrace.model.DataType;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowAggregate.WindowProperty;
import java.util.List;
import java.util.Objects;

/** Makes the output rows of windows: keys, aggregates, window properties. */
final class WindowResults {
    private final List<Integer> keys;
    private final WindowProperty[] properties;
    private final int aggregates;
    private final int inputColumns;

    WindowResults(WindowAggregate node) {
        keys = node.keys();
        properties = node.properties().toArray(WindowProperty[]::new);
        aggregates = node.aggregates().size();
        inputColumns = node.input().schema().size();
    }

    /** Column of the first aggregate. */
    int firstAggregate() {
        return keys.size();
    }

    /** The key columns of a row. */
    Row keyOf(Row row) {
        Row key = new Row(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            key.setFrom(i, row, keys.get(i));
        }
        return key;
    }

    /** A result row without aggregates. */
    Row row(Row key, long startMs, long endMs) {
        Row row = new Row(keys.size() + aggregates + properties.length);
        for (int i = 0; i < keys.size(); i++) {
            row.setFrom(i, key, i);
        }
        int column = keys.size() + aggregates;
        for (WindowProperty property : properties) {
            row.setLong(
                    column++,
                    switch (property) {
                        case START -> startMs;
                        case END -> endMs;
                        case TIME -> endMs - 1;
                    });
        }
        return row.withTimeMs(endMs - 1)
                .withPosition(ResultPosition.PARTITION, ResultPosition.of(key, keys.size(), endMs));
    }

    /** Whether two results of the same window have the same aggregates. */
    boolean isSame(Row left, Row right) {
        for (int i = keys.size(); i < keys.size() + aggregates; i++) {
            boolean isSame = left.isNull(i) == right.isNull(i)
                    && left.wordAt(i) == right.wordAt(i)
                    && Objects.equals(left.objectAt(i), right.objectAt(i));
            if (!isSame) {
                return false;
            }
        }
        return true;
    }

    /** Gives a result on, with the times of the row that caused it. */
    static void emit(Row result, RowKind kind, int revision, Row cause, Collector out) {
        long endTimeMs = result.timeMs();
        long position = result.offset();
        out.emit(result.copyOrigin(cause)
                .withPosition(ResultPosition.PARTITION, position)
                .withTimeMs(endTimeMs)
                .withKind(kind)
                .withRevision(revision));
    }

    /** Stands for the row that caused a result where time caused it: the key, its last arrival, nothing else. */
    Row timeCause(Row key, long arrivalMicros) {
        Row cause = new Row(inputColumns);
        for (int i = 0; i < keys.size(); i++) {
            cause.setFrom(keys.get(i), key, i);
        }
        return cause.withArrivalMicros(arrivalMicros);
    }

    /** Notes that a result has NULL where a value does not fit its type. */
    static void reportOverflow(Row cause, long startMs, long endMs, String failure, Collector out) {
        out.used(cause);
        out.reject(
                cause,
                LedgerReason.OVERFLOW,
                "result of window " + window(startMs, endMs) + " has NULL instead: " + failure);
    }

    /** {@code [start, end)} as text. */
    static String window(long startMs, long endMs) {
        return "[" + time(startMs) + ", " + time(endMs) + ")";
    }

    static String time(long timeMs) {
        return DateTimes.formatTimestamp(timeMs, DataType.TIMESTAMP.precision());
    }
}
