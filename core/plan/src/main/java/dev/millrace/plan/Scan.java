// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.Schema;
import java.util.List;

/** Rows of a table, with its computed columns. Rows too far ahead of their arrival go to the ledger here. */
public record Scan(String id, TableDefinition table) implements PlanNode {
    @Override
    public List<PlanNode> inputs() {
        return List.of();
    }

    @Override
    public Schema schema() {
        return table.schema();
    }

    @Override
    public int timeColumn() {
        return table.time().map(TableDefinition.TimeAttribute::column).orElse(-1);
    }

    @Override
    public List<Integer> resultKey() {
        return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.scan(this);
    }
}
