// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.connect.Connector;
import dev.millrace.connect.Connector.Usage;
import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.plan.TableDefinition;
import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What the connector of a table allows: doors are only read, alert receivers only written. */
final class TableUsage {
    private final SourceText source;
    private final ConnectorCatalog connectors;

    TableUsage(SourceText source, ConnectorCatalog connectors) {
        this.source = source;
        this.connectors = connectors;
    }

    void requireReadable(TableDefinition table, SqlParserPos position) {
        if (usage(table).filter(u -> u == Usage.SINK).isPresent()) {
            throw refused(table, "can only be written", "Read the table or view that is written into it.", position);
        }
    }

    void requireWritable(TableDefinition table, SqlParserPos position) {
        if (usage(table).filter(u -> !u.isSink()).isPresent()) {
            throw refused(table, "can only be read", "Write into a table of a connector that takes results.", position);
        }
    }

    private Optional<Usage> usage(TableDefinition table) {
        return connectors.connector(table.table().connector()).map(Connector::usage);
    }

    private RuntimeException refused(TableDefinition table, String fact, String hint, SqlParserPos position) {
        return source.error(
                SqlErrorCode.USAGE,
                "table \"" + table.name() + "\" of connector \"" + table.table().connector() + "\" " + fact,
                hint,
                position);
    }
}
