// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.jdbc;

import dev.millrace.connect.Options;
import dev.millrace.connect.RowIdentity;
import dev.millrace.connect.Sink;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Writes rows by key: several together in one transaction, of each key only the newest. A repeated write changes nothing. Without a
 * PRIMARY KEY rows are appended, and what is taken back stays, counted as {@code ignored_deletions}.
 */
final class JdbcSink implements Sink {
    private final JdbcTable table;
    private final RowIdentity identity;
    private final JdbcPool pool;
    private final int flushRows;
    private final long flushNanos;
    private final int retries;
    private final JdbcValues values = new JdbcValues();
    /** By identity, in the order of the last change. */
    private final Map<String, Row> waiting = new LinkedHashMap<>();

    private long firstNanos;
    private long appended;
    private volatile long ignoredDeletions;
    private volatile long repeats;

    JdbcSink(JdbcTable table, JdbcPool pool, Options options) {
        this.table = table;
        this.pool = pool;
        identity = RowIdentity.of(table.table());
        flushRows = Math.toIntExact(options.get(JdbcOptions.FLUSH_ROWS));
        flushNanos = TimeUnit.MILLISECONDS.toNanos(options.get(JdbcOptions.FLUSH_INTERVAL));
        retries = Math.toIntExact(options.get(JdbcOptions.SINK_RETRIES));
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    public void write(Row row) {
        if (row.kind() == RowKind.UPDATE_BEFORE) {
            return;
        }
        if (row.kind() == RowKind.DELETE && !identity.hasKey()) {
            ignoredDeletions++;
            return;
        }
        if (waiting.isEmpty()) {
            firstNanos = System.nanoTime();
        }
        String key = identity.hasKey() ? identity.of(row) : String.valueOf(appended++);
        waiting.remove(key);
        waiting.put(key, row);
        if (waiting.size() >= flushRows || System.nanoTime() - firstNanos >= flushNanos) {
            flush();
        }
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    public void flush() {
        for (int tries = 1; !waiting.isEmpty(); tries++) {
            try {
                writeAll();
                waiting.clear();
            } catch (SQLException e) {
                boolean isPassing = JdbcPool.isPassing(e);
                if (!isPassing || tries > retries) {
                    throw failed(e, isPassing);
                }
                repeats++;
                JdbcPool.rest(tries);
            }
        }
    }

    private void writeAll() throws SQLException {
        List<Row> upserts = new ArrayList<>();
        List<Row> deletions = new ArrayList<>();
        waiting.values().forEach(row -> (row.kind() == RowKind.DELETE ? deletions : upserts).add(row));
        try (Connection connection = pool.connection()) {
            // What is not committed is rolled back when the pool takes the connection back.
            connection.setAutoCommit(false);
            execute(connection, table.delete(), deletions, table.key());
            execute(connection, table.upsert(), upserts, null);
            connection.commit();
        }
    }

    /** @param columns null for all */
    private void execute(Connection connection, String sql, List<Row> rows, List<Integer> columns) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        Schema schema = table.schema();
        try (PreparedStatement statement = pool.statement(connection, sql)) {
            for (Row row : rows) {
                int parameters = columns == null ? schema.size() : columns.size();
                for (int i = 0; i < parameters; i++) {
                    int column = columns == null ? i : columns.get(i);
                    values.set(statement, i + 1, row, column, schema.type(column));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private MillraceException failed(SQLException e, boolean isPassing) {
        SQLException cause = e.getNextException() == null ? e : e.getNextException();
        String table = "table \"" + this.table.table().name() + "\"";
        return isPassing
                ? MillraceException.of(
                        JdbcError.AWAY,
                        table + " cannot be written, " + pool.shown() + " does not answer: " + JdbcPool.said(cause),
                        "Start the database or correct url, username and password; rows wait meanwhile.",
                        e)
                : MillraceException.of(
                        JdbcError.REFUSED,
                        table + " cannot be written, " + pool.shown() + " said: " + JdbcPool.said(cause),
                        "Compare the columns there and here; the PRIMARY KEY here must be a unique key there.",
                        e);
    }

    @Override
    public Map<String, Long> counters() {
        return Map.of("ignored_deletions", ignoredDeletions, "repeats", repeats);
    }

    @Override
    public void close() {
        pool.close();
    }
}
