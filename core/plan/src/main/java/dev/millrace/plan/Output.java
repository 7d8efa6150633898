// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import java.util.List;

/**
 * Where the rows of a plan go.
 *
 * @param id unique in the pipeline: the name of the target table, with {@code #2}... when it is written twice; {@code
 *     query#1}... for a SELECT
 * @param target table that is written; for a SELECT a table named like the id with connector {@code scenario} or {@code print}
 * @param input its schema has the columns of the target's physical schema, in order and type
 * @param keyColumns positions of the columns that identify a result row: the target's PRIMARY KEY, else what the plan knows;
 *     empty when the output is append-only
 */
public record Output(String id, TableDefinition target, PlanNode input, Emit emit, List<Integer> keyColumns) {
    public Output {
        keyColumns = List.copyOf(keyColumns);
    }

    /** Topic of the result rows: option {@code topic} of the target, else {@code results.<pipeline>.<target>} with {@code -} for what Kafka allows
     * in no name. */
    public String topic(String pipeline) {
        return target.table()
                .option("topic")
                .orElseGet(() -> "results." + pipeline + "." + target.name().replaceAll("[^A-Za-z0-9._-]", "-"));
    }
}
