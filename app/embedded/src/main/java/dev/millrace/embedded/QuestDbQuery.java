// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded;

import dev.millrace.model.MillraceException;
import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.CairoException;
import io.questdb.cairo.ColumnType;
import io.questdb.cairo.security.AllowAllSecurityContext;
import io.questdb.cairo.sql.Record;
import io.questdb.cairo.sql.RecordCursor;
import io.questdb.cairo.sql.RecordCursorFactory;
import io.questdb.cairo.sql.RecordMetadata;
import io.questdb.griffin.SqlException;
import io.questdb.griffin.SqlExecutionContextImpl;
import io.questdb.std.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of a SELECT as maps. */
final class QuestDbQuery {
    private static final long MICROS_PER_MS = 1000;

    private final CairoEngine engine;

    QuestDbQuery(CairoEngine engine) {
        this.engine = engine;
    }

    List<Map<String, Object>> rows(String sql, int limit) {
        try (SqlExecutionContextImpl context = new SqlExecutionContextImpl(engine, 1)) {
            context.with(AllowAllSecurityContext.INSTANCE);
            try (RecordCursorFactory factory = engine.select(sql, context);
                    RecordCursor cursor = factory.getCursor(context)) {
                return read(factory.getMetadata(), cursor, limit);
            }
        } catch (SqlException | CairoException e) {
            throw MillraceException.of(
                    EnvironmentError.QUERY_FAILED,
                    "QuestDB refused the query " + sql + ": " + e.getMessage(),
                    "Check that the table exists and has these columns.",
                    e);
        }
    }

    private static List<Map<String, Object>> read(RecordMetadata metadata, RecordCursor cursor, int limit) {
        List<Map<String, Object>> rows = new ArrayList<>();
        Record record = cursor.getRecord();
        while (rows.size() < limit && cursor.hasNext()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < metadata.getColumnCount(); i++) {
                row.put(metadata.getColumnName(i), value(record, i, metadata.getColumnType(i)));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Object value(Record record, int column, int type) {
        return switch (ColumnType.tagOf(type)) {
            case ColumnType.BOOLEAN -> record.getBool(column);
            case ColumnType.INT -> record.getInt(column) == Numbers.INT_NULL ? null : record.getInt(column);
            case ColumnType.LONG -> longValue(record.getLong(column));
            case ColumnType.DATE -> longValue(record.getDate(column));
            case ColumnType.TIMESTAMP -> millis(record.getTimestamp(column));
            case ColumnType.FLOAT -> finite(record.getFloat(column));
            case ColumnType.DOUBLE -> finite(record.getDouble(column));
            case ColumnType.STRING -> text(record.getStrA(column));
            case ColumnType.SYMBOL -> text(record.getSymA(column));
            case ColumnType.VARCHAR -> text(record.getVarcharA(column));
            default -> null;
        };
    }

    private static Object longValue(long value) {
        return value == Numbers.LONG_NULL ? null : (Object) value;
    }

    private static Object millis(long micros) {
        return micros == Numbers.LONG_NULL ? null : (Object) Math.floorDiv(micros, MICROS_PER_MS);
    }

    private static Object finite(double value) {
        return Double.isFinite(value) ? (Object) value : null;
    }

    private static Object text(Object value) {
        return value == null ? null : value.toString();
    }
}
