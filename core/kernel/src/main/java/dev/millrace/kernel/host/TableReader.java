// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.Transform;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.TableDefinition;
import java.util.List;

/** Makes rows of a table from its physical rows: computed columns, event time, future guard. */
final class TableReader {
    private static final long MICROS_PER_MS = 1000;

    final int tableIndex;
    private final TableDefinition table;
    private final List<Integer> keyColumns;
    /** Null when the physical columns are the columns. */
    private final Transform projection;

    private final int timeColumn;
    private final long boundMs;

    TableReader(TaskSetup setup, TableInput input) {
        table = input.table();
        tableIndex = setup.graph().tableIndex(table.name());
        keyColumns = input.keyColumns();
        projection = isPlain(table) ? null : setup.operators().projection(table);
        timeColumn = table.time().map(TableDefinition.TimeAttribute::column).orElse(-1);
        boundMs = table.time().map(TableDefinition.TimeAttribute::boundMs).orElse(0L);
    }

    String tableName() {
        return table.name();
    }

    Schema physicalSchema() {
        return table.table().schema();
    }

    /** The row with all columns and its time; null when it was rejected. */
    Row full(Row physical, Task.RawRejection rejection) {
        Row row = physical;
        if (projection != null) {
            Task.Projected out = new Task.Projected(rejection);
            projection.process(physical, out);
            row = out.row();
        }
        if (row != null && timeColumn >= 0) {
            row.withTimeMs(row.isNull(timeColumn) ? timeOfDeletion(row) : row.longAt(timeColumn));
        }
        return row;
    }

    /** A record without a value has no time of its own: what it deletes is gone from its arrival on. */
    private static long timeOfDeletion(Row row) {
        boolean isKnown = row.kind() == RowKind.DELETE && row.arrivalMicros() != Row.NO_TIME;
        return isKnown ? row.arrivalMicros() / MICROS_PER_MS : Row.NO_TIME;
    }

    boolean hasTime(Row row) {
        return timeColumn < 0 || row.timeMs() != Row.NO_TIME;
    }

    String missingTime() {
        return "time attribute \"" + table.schema().name(timeColumn) + "\" is NULL";
    }

    boolean isAhead(Row row) {
        return timeColumn >= 0
                && row.arrivalMicros() != Row.NO_TIME
                && row.timeMs() - row.arrivalMicros() / MICROS_PER_MS
                        > table.timeRule().maxAheadMs();
    }

    String ahead(Row row) {
        long arrivalMs = row.arrivalMicros() / MICROS_PER_MS;
        return "time " + RowText.timestamp(row.timeMs()) + " is " + RowText.duration(row.timeMs() - arrivalMs)
                + " ahead of arrival at " + RowText.timestamp(arrivalMs) + ", allowed is "
                + RowText.duration(table.timeRule().maxAheadMs());
    }

    String key(Row row) {
        return RowText.key(row, table.schema(), keyColumns);
    }

    long progressAfter(Row row, long progressMs) {
        return timeColumn < 0 ? progressMs : Math.max(progressMs, row.timeMs() - boundMs);
    }

    private static boolean isPlain(TableDefinition table) {
        List<Expression> projection = table.projection();
        if (projection.size() != table.table().schema().size()) {
            return false;
        }
        for (int i = 0; i < projection.size(); i++) {
            boolean isSame = projection.get(i) instanceof InputColumn column && column.column() == i;
            if (!isSame) {
                return false;
            }
        }
        return true;
    }
}
