// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

import dev.millrace.connect.Connector;
import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Sink;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.plan.TableDefinition;

/** A sink that several workers write to, one at a time. */
final class SinkWriter {
    private final Sink sink;

    private SinkWriter(Sink sink) {
        this.sink = sink;
    }

    static SinkWriter open(TableDefinition table, ConnectorCatalog connectors) {
        String name = table.table().connector();
        Connector connector = connectors
                .connector(name)
                .filter(c -> c.usage().isSink())
                .orElseThrow(() -> MillraceException.of(
                        LocalError.NO_SINK,
                        "table \"" + table.name() + "\" is written, but connector \"" + name + "\" is no sink",
                        "Choose one that is: "
                                + String.join(
                                        ", ",
                                        connectors.connectorNames().stream()
                                                .filter(n -> connectors
                                                        .connector(n)
                                                        .orElseThrow()
                                                        .usage()
                                                        .isSink())
                                                .toList())
                                + "."));
        return new SinkWriter(connector.sink(table.table(), options(connector, table)));
    }

    /** Options of a table; the compiler has checked them. */
    static Options options(Connector connector, TableDefinition table) {
        return Options.of(connector.options(), table.table().options(), new Problems());
    }

    synchronized void write(Row row) {
        sink.write(row);
    }

    synchronized void flush() {
        sink.flush();
    }

    synchronized void close() {
        sink.close();
    }
}
