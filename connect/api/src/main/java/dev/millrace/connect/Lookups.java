// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect;

import dev.millrace.model.Lookup;
import dev.millrace.model.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tables outside that one pipeline asks, each opened once and shared by all who ask by the same columns. Thread-safe. */
public final class Lookups implements AutoCloseable {
    private final ConnectorCatalog connectors;
    private final Map<Question, Lookup> open = new LinkedHashMap<>();

    private record Question(Table table, LookupKeys keys) {}

    public Lookups(ConnectorCatalog connectors) {
        this.connectors = connectors;
    }

    /** The answers of a table, whose connector and options the compiler has checked. Belongs to this object. */
    public synchronized Lookup of(Table table, LookupKeys keys) {
        return open.computeIfAbsent(new Question(table, keys), question -> {
            Connector connector = connectors
                    .connector(table.connector())
                    .filter(c -> c.usage().isLookup())
                    .orElseThrow(() -> new IllegalStateException(
                            "connector " + table.connector() + " of table " + table.name() + " answers no questions"));
            return connector.lookup(table, keys, Options.of(connector.options(), table.options(), new Problems()));
        });
    }

    /** What was counted, by table and name; of a table that is asked by several sets of columns the sum. */
    public synchronized Map<String, Map<String, Long>> counters() {
        Map<String, Map<String, Long>> counters = new TreeMap<>();
        open.forEach((question, lookup) -> {
            Map<String, Long> ofTable =
                    counters.computeIfAbsent(question.table().name(), name -> new TreeMap<>());
            lookup.counters().forEach((name, count) -> ofTable.merge(name, count, Long::sum));
        });
        return counters;
    }

    @Override
    public synchronized void close() {
        List.copyOf(open.values()).forEach(Lookup::close);
        open.clear();
    }
}
