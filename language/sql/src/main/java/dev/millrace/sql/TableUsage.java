// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.connect.Connector;
import dev.millrace.connect.Connector.Usage;
import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.plan.PlanNode;
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

    /** Whether the table is asked for rows of a key, and never read as a whole. */
    boolean isLookedUp(TableDefinition table) {
        return usage(table).filter(u -> u.isLookup() && !u.isSource()).isPresent();
    }

    /** Refuses plans that read a table which can only be asked. */
    void requireLookedUp(PlanNode node, Places places) {
        Tables.below(node).stream().filter(this::isLookedUp).findFirst().ifPresent(table -> {
            throw refused(
                    table,
                    "is asked for rows of a key, never read as a whole",
                    "Join a stream with it:  FROM s JOIN " + table.name()
                            + " FOR SYSTEM_TIME AS OF PROCTIME() AS t ON s.k = t.k.",
                    places.table(table.name()));
        });
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
