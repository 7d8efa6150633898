// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.jdbc;

import dev.millrace.connect.Connector;
import dev.millrace.connect.LookupKeys;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Sink;
import dev.millrace.model.Column;
import dev.millrace.model.Lookup;
import dev.millrace.model.Table;
import dev.millrace.model.TypeKind;
import java.util.List;
import java.util.Set;

/**
 * Tables of PostgreSQL, and of what speaks its protocol, {@code 'connector' = 'jdbc'}. A join with {@code FOR SYSTEM_TIME AS OF
 * PROCTIME()} asks for the rows of a key; an INSERT writes by the PRIMARY KEY.
 */
public final class JdbcConnector implements Connector {
    private static final String SCHEME = "jdbc:postgresql:";
    private static final long TIMEOUT_MS_MIN = 1_000;
    private static final long TIMEOUT_MS_MAX = 600_000;
    private static final Set<TypeKind> NESTED = Set.of(TypeKind.ROW, TypeKind.ARRAY, TypeKind.MAP);

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public String doc() {
        return "A table of PostgreSQL: looked up by joins, written by its PRIMARY KEY.";
    }

    @Override
    public List<Option<?>> options() {
        return JdbcOptions.ALL;
    }

    @Override
    public Usage usage() {
        return Usage.SINK_AND_LOOKUP;
    }

    @Override
    public void check(Table table, Options options, Problems problems) {
        options.find(JdbcOptions.URL)
                .filter(url -> !url.startsWith(SCHEME))
                .ifPresent(url -> problems.add(
                        JdbcOptions.URL.name(),
                        "\"url\" is \"" + JdbcPool.shown(url) + "\" but must begin with " + SCHEME,
                        "For example jdbc:postgresql://localhost:5432/plant; other databases are not supported."));
        options.find(JdbcOptions.TIMEOUT)
                .filter(ms -> ms < TIMEOUT_MS_MIN || ms > TIMEOUT_MS_MAX)
                .ifPresent(ms -> problems.add(
                        JdbcOptions.TIMEOUT.name(),
                        "\"" + JdbcOptions.TIMEOUT.name() + "\" is " + ms + " ms but must be 1 s to 10 min",
                        "For example '60 s'."));
        for (Column column : table.schema().columns()) {
            if (NESTED.contains(column.type().kind())) {
                problems.add(
                        "",
                        "column \"" + column.name() + "\" is " + column.type()
                                + ", which a table of a database cannot hold",
                        "Write it as text with JSON_OBJECT or JSON_ARRAY, or give its parts columns of their own.");
            }
        }
    }

    @Override
    public Sink sink(Table table, Options options) {
        return new JdbcSink(
                new JdbcTable(table, options.get(JdbcOptions.TABLE)), JdbcPool.open(table.name(), options, 1), options);
    }

    @Override
    public Lookup lookup(Table table, LookupKeys keys, Options options) {
        JdbcTable asked = new JdbcTable(table, options.get(JdbcOptions.TABLE));
        JdbcLookup lookup =
                new JdbcLookup(asked, keys, JdbcPool.open(table.name(), options, JdbcPool.LOOKUP_CONNECTIONS), options);
        lookup.requireTable();
        return options.get(JdbcOptions.CACHE).equals(JdbcOptions.NONE)
                ? lookup
                : new CachedLookup(lookup, keys, options);
    }
}
