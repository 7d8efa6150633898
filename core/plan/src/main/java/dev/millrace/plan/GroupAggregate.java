// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.Schema;
import java.util.List;
import java.util.stream.IntStream;

/**
 * GROUP BY without a window function: over windows that the rows bring along, or over all rows of a group, which is then forgotten
 * after {@code state.ttl} without a row. Output columns: groups, then aggregates. The result is identified by the groups.
 *
 * @param groups column positions, those of the window included
 * @param window which of the groups are columns of a window
 * @param timeColumn position of window_time in the output, -1 when there is none
 */
public record GroupAggregate(
        String id,
        PlanNode input,
        List<Integer> groups,
        AttachedWindow window,
        List<AggregateCall> aggregates,
        Schema schema,
        int timeColumn,
        TimeRule timeRule,
        Emit emit)
        implements PlanNode {
    public GroupAggregate {
        groups = List.copyOf(groups);
        aggregates = List.copyOf(aggregates);
    }

    /** Columns by which state is kept: the groups without the window, so that a key's windows share its clock. */
    public List<Integer> keys() {
        return groups.stream().filter(g -> !window.columns().contains(g)).toList();
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public List<Integer> resultKey() {
        return IntStream.range(0, groups.size()).boxed().toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.groupAggregate(this);
    }
}
