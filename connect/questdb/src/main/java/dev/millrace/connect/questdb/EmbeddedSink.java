// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.questdb;

import dev.millrace.connect.Sink;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.TypeKind;
import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.CairoException;
import io.questdb.cairo.TableToken;
import io.questdb.cairo.TableWriter;
import io.questdb.cairo.TableWriterAPI;
import io.questdb.cairo.sql.TableMetadata;
import io.questdb.griffin.SqlException;
import io.questdb.std.str.Utf8String;
import java.util.Map;

/** Writes to the QuestDB of this process through its write-ahead log: {@link #flush} is its commit. */
final class EmbeddedSink implements Sink {
    private static final long MICROS_PER_MS = 1000;

    private final StoredTable table;
    private final CairoEngine engine;
    private final ValueText text;
    private final TableWriterAPI writer;
    private final int[] columns;
    private final int revision;
    private final int withdrawn;
    private final int position;
    private volatile long rowsWithoutTime;

    EmbeddedSink(StoredTable table, CairoEngine engine, ValueText text) {
        this.table = table;
        this.engine = engine;
        this.text = text;
        try {
            engine.execute(table.createSql());
            addMissingColumns();
            writer = engine.getTableWriterAPI(engine.verifyTableName(table.name()), "millrace");
        } catch (SqlException | CairoException e) {
            throw refused(e);
        }
        columns = table.schema().names().stream().mapToInt(this::index).toArray();
        revision = index(StoredTable.REVISION);
        withdrawn = index(StoredTable.WITHDRAWN);
        position = table.hasKey() ? -1 : index(StoredTable.POSITION);
    }

    private void addMissingColumns() throws SqlException {
        TableToken token = engine.verifyTableName(table.name());
        for (String column : table.columns().keySet()) {
            boolean isMissing;
            try (TableMetadata metadata = engine.getTableMetadata(token)) {
                isMissing = metadata.getColumnIndexQuiet(column) < 0;
            }
            if (isMissing) {
                engine.execute(table.addColumnSql(column));
            }
        }
    }

    private int index(String column) {
        return writer.getMetadata().getColumnIndex(column);
    }

    @Override
    public void write(Row row) {
        if (row.kind() == RowKind.UPDATE_BEFORE) {
            return;
        }
        if (row.isNull(table.time())) {
            rowsWithoutTime = rowsWithoutTime + 1;
            return;
        }
        try {
            TableWriter.Row target = writer.newRow(row.longAt(table.time()) * MICROS_PER_MS);
            for (int i = 0; i < columns.length; i++) {
                if (i != table.time() && !row.isNull(i)) {
                    put(target, i, row);
                }
            }
            target.putInt(revision, row.revision());
            target.putBool(withdrawn, row.kind() == RowKind.DELETE);
            if (position >= 0) {
                target.putLong(position, StoredTable.position(row.partition(), row.offset()));
            }
            target.append();
        } catch (CairoException e) {
            throw refused(e);
        }
    }

    private void put(TableWriter.Row target, int column, Row row) {
        TypeKind kind = table.schema().type(column).kind();
        int to = columns[column];
        switch (kind) {
            case BOOLEAN -> target.putBool(to, row.booleanAt(column));
            case TINYINT, SMALLINT, INT, TIME -> target.putInt(to, (int) row.longAt(column));
            case BIGINT, INTERVAL_DAY, INTERVAL_MONTH -> target.putLong(to, row.longAt(column));
            case FLOAT, DOUBLE -> target.putDouble(to, row.doubleAt(column));
            case DATE -> target.putDate(to, row.longAt(column) * 86_400_000L);
            case TIMESTAMP, TIMESTAMP_LTZ -> target.putTimestamp(to, row.longAt(column) * MICROS_PER_MS);
            case DECIMAL, STRING, BYTES, ROW, ARRAY, MAP -> putText(target, column, text.of(row, column));
        }
    }

    private void putText(TableWriter.Row target, int column, String value) {
        if (table.keys().contains(column)) {
            target.putSym(columns[column], value);
        } else {
            target.putVarchar(columns[column], new Utf8String(value));
        }
    }

    @Override
    public void flush() {
        try {
            writer.commit();
        } catch (CairoException e) {
            throw refused(e);
        }
    }

    @Override
    public Map<String, Long> counters() {
        return Map.of("rows_without_time", rowsWithoutTime);
    }

    @Override
    public void close() {
        writer.close();
    }

    private MillraceException refused(Exception e) {
        return MillraceException.of(
                QuestDbError.REFUSED,
                "QuestDB refused table \"" + table.name() + "\": " + e.getMessage(),
                "Compare the columns there and here, or choose another name with the option table.",
                e);
    }
}
