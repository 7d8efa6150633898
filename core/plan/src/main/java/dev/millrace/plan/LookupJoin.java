// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a stream, each with the rows that a table outside has for its key at the moment when it is processed; what was said is never
 * corrected. The table is asked by the host. Output columns: those of the stream, then the physical ones of the table.
 *
 * @param input the stream
 * @param table asked by its connector, never read as a whole
 * @param keys what must be equal, one or more
 * @param isOuter whether stream rows without a table row come out, with NULL in the table's columns
 * @param condition over the columns of both; a table row that does not satisfy it is none
 */
public record LookupJoin(
        String id,
        PlanNode input,
        TableDefinition table,
        List<Key> keys,
        boolean isOuter,
        Optional<Expression> condition,
        Schema schema,
        List<Integer> resultKey)
        implements PlanNode {
    public LookupJoin {
        keys = List.copyOf(keys);
        resultKey = List.copyOf(resultKey);
    }

    /**
     * A column of the stream that equals one of the table; NULL equals nothing.
     *
     * @param column position in the input's schema
     * @param tableColumn position in the table's physical schema
     */
    public record Key(int column, int tableColumn) {}

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    /** That of the stream. */
    @Override
    public int timeColumn() {
        return input.timeColumn();
    }

    /** Positions of the keys in the table's physical schema. */
    public List<Integer> tableKeys() {
        return keys.stream().map(Key::tableColumn).toList();
    }

    /** Types of the keys as the stream has them. */
    public List<DataType> keyTypes() {
        return keys.stream().map(key -> input.schema().type(key.column())).toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.lookupJoin(this);
    }
}
