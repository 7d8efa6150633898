// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import java.util.List;
import java.util.Optional;

/**
 * A deployed SQL script.
 *
 * @param name of the pipeline, from the file name or {@code SET 'pipeline.name'}; lower-case letters, digits and '-'
 * @param sql the text it was made from
 * @param tables every CREATE TABLE, in order
 * @param outputs every INSERT INTO ... SELECT and, in scenarios, every SELECT, in order
 */
public record Pipeline(String name, String sql, List<TableDefinition> tables, List<Output> outputs) {
    public Pipeline {
        tables = List.copyOf(tables);
        outputs = List.copyOf(outputs);
    }

    public Optional<TableDefinition> table(String tableName) {
        return tables.stream().filter(t -> t.name().equals(tableName)).findFirst();
    }

    /** Topic of the ledger entries of this pipeline. */
    public String ledgerTopic() {
        return "ledger." + name;
    }
}
