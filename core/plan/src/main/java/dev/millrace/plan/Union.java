// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.Schema;
import java.util.List;

/** UNION ALL: rows of all inputs, which have the same column types. Keeps no state. */
public record Union(String id, List<PlanNode> inputs, Schema schema, int timeColumn) implements PlanNode {
    public Union {
        inputs = List.copyOf(inputs);
    }

    @Override
    public List<Integer> resultKey() {
        return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.union(this);
    }
}
