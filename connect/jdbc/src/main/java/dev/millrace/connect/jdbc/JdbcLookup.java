// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.jdbc;

import dev.millrace.connect.LookupKeys;
import dev.millrace.connect.Options;
import dev.millrace.model.Lookup;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.model.UnansweredException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks the database for the rows of many keys in one statement, {@link #KEYS_MAX} at a time. The number of keys in a statement is a
 * power of two, so that the database knows few statements.
 */
final class JdbcLookup implements Lookup {
    static final int KEYS_MAX = 256;

    private final JdbcTable table;
    private final LookupKeys keys;
    private final JdbcPool pool;
    private final int retries;
    private final AtomicLong questions = new AtomicLong();
    private final AtomicLong askedKeys = new AtomicLong();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    JdbcLookup(JdbcTable table, LookupKeys keys, JdbcPool pool, Options options) {
        this.table = table;
        this.keys = keys;
        this.pool = pool;
        retries = Math.toIntExact(options.get(JdbcOptions.LOOKUP_RETRIES));
    }

    /** Throws when the database is there and the table is not as it is declared; a database that is away may come later. */
    void requireTable() {
        try (Connection connection = pool.connection();
                PreparedStatement statement = pool.statement(connection, table.probe())) {
            statement.executeQuery().close();
        } catch (SQLException e) {
            if (!JdbcPool.isPassing(e)) {
                pool.close();
                throw MillraceException.of(
                        JdbcError.REFUSED,
                        "table \"" + table.table().name() + "\" cannot be looked up in " + pool.shown() + ": "
                                + JdbcPool.said(e),
                        "Correct table-name, columns, username or password; names must be written as the database has them.",
                        e);
            }
        }
    }

    @Override
    public List<List<Row>> find(List<Row> wanted) {
        List<List<Row>> found = new ArrayList<>();
        for (int from = 0; from < wanted.size(); from += KEYS_MAX) {
            found.addAll(answered(wanted.subList(from, Math.min(wanted.size(), from + KEYS_MAX))));
        }
        return found;
    }

    private List<List<Row>> answered(List<Row> wanted) {
        askedKeys.addAndGet(wanted.size());
        for (int tries = 1; ; tries++) {
            try {
                return ask(wanted);
            } catch (SQLException e) {
                if (tries > retries || !JdbcPool.isPassing(e)) {
                    failures.incrementAndGet();
                    throw new UnansweredException(
                            pool.shown() + " said after " + tries + (tries == 1 ? " try: " : " tries: ")
                                    + JdbcPool.said(e),
                            e);
                }
                repeats.incrementAndGet();
                JdbcPool.rest(tries);
            }
        }
    }

    private List<List<Row>> ask(List<Row> wanted) throws SQLException {
        questions.incrementAndGet();
        JdbcValues values = new JdbcValues();
        Map<List<Object>, List<Row>> byKey = new HashMap<>();
        List<List<Row>> found = new ArrayList<>();
        for (Row key : wanted) {
            found.add(byKey.computeIfAbsent(KeyValues.ofQuestion(key, keys.types()), k -> new ArrayList<>()));
        }
        int size = Integer.highestOneBit(Math.max(1, 2 * wanted.size() - 1));
        try (Connection connection = pool.connection();
                PreparedStatement statement = pool.statement(connection, table.select(keys.columns(), size))) {
            int parameter = 1;
            for (int i = 0; i < size; i++) {
                Row key = wanted.get(Math.min(i, wanted.size() - 1));
                for (int column = 0; column < key.size(); column++) {
                    values.set(statement, parameter++, key, column, keys.types().get(column));
                }
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    Row row = row(result, values);
                    List<Row> rows = byKey.get(KeyValues.ofRow(row, table.schema(), keys.columns()));
                    if (rows != null) {
                        rows.add(row);
                    }
                }
            }
        }
        return found;
    }

    private Row row(ResultSet result, JdbcValues values) throws SQLException {
        Schema schema = table.schema();
        Row row = new Row(schema.size());
        for (int i = 0; i < schema.size(); i++) {
            values.get(result, i + 1, row, i, schema.type(i));
        }
        return row;
    }

    @Override
    public Map<String, Long> counters() {
        return Map.of(
                "questions", questions.get(),
                "asked_keys", askedKeys.get(),
                "repeats", repeats.get(),
                "failures", failures.get());
    }

    @Override
    public void close() {
        pool.close();
    }
}
