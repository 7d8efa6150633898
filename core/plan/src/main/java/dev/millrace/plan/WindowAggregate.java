// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.Schema;
import java.util.List;

/**
 * GROUP BY window and keys. Output columns: keys, aggregates, then one TIMESTAMP for each window property.
 *
 * @param keys column positions besides the window
 * @param timeColumn position of window_time in the output, -1 when it is not among the properties; the rows still carry
 *     {@code end - 1} as event time
 * @param emit when results appear
 */
public record WindowAggregate(
        String id,
        PlanNode input,
        WindowSpec window,
        List<Integer> keys,
        List<AggregateCall> aggregates,
        List<WindowProperty> properties,
        Schema schema,
        int timeColumn,
        TimeRule timeRule,
        Emit emit)
        implements PlanNode {
    /** What of a window becomes a column. */
    public enum WindowProperty {
        START,
        END,
        /** {@code end - 1 ms}, a time attribute. */
        TIME
    }

    public WindowAggregate {
        keys = List.copyOf(keys);
        aggregates = List.copyOf(aggregates);
        properties = List.copyOf(properties);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    /** Keys and window properties; empty when no property is in the output, so that nothing identifies a result. */
    @Override
    public List<Integer> resultKey() {
        int first = keys.size() + aggregates.size();
        return properties.isEmpty()
                ? List.of()
                : java.util.stream.IntStream.concat(
                                java.util.stream.IntStream.range(0, keys.size()),
                                java.util.stream.IntStream.range(first, first + properties.size()))
                        .boxed()
                        .toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.windowAggregate(this);
    }
}
