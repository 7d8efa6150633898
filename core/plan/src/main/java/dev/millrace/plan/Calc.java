// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Filter and projection. Keeps no state; passes kind, revision and times on.
 *
 * @param condition rows for which it is not TRUE are dropped; empty: all pass
 * @param projection one expression for each column of the schema
 */
public record Calc(
        String id,
        PlanNode input,
        Optional<Expression> condition,
        List<Expression> projection,
        Schema schema,
        int timeColumn,
        List<Integer> resultKey)
        implements PlanNode {
    public Calc {
        projection = List.copyOf(projection);
        resultKey = List.copyOf(resultKey);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.calc(this);
    }
}
