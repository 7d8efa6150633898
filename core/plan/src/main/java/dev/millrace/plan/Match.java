// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * MATCH_RECOGNIZE. Output columns of ONE ROW PER MATCH: partition columns, then measures. Of ALL ROWS PER MATCH: partition
 * columns, order columns, measures, the other input columns.
 *
 * @param keys PARTITION BY
 * @param order ORDER BY after the time attribute, which always comes first
 * @param definitions condition by symbol; a symbol without one matches every row. Expressions may hold {@link
 *     PatternNavigation} and {@link PatternAggregate}; a plain {@link InputColumn} is the current row
 * @param subsets union symbols by name
 * @param withinMs greatest last - first event time, exclusive; -1 when there is no WITHIN
 */
public record Match(
        String id,
        PlanNode input,
        List<Integer> keys,
        List<SortKey> order,
        Pattern pattern,
        Map<String, Expression> definitions,
        Map<String, List<String>> subsets,
        List<Measure> measures,
        boolean isAllRows,
        Skip skip,
        long withinMs,
        Schema schema,
        int timeColumn,
        TimeRule timeRule,
        Emit emit)
        implements PlanNode {
    /** A column of ORDER BY. */
    public record SortKey(int column, boolean isAscending, boolean isNullsFirst) {}

    /** A named result. */
    public record Measure(String name, Expression expression) {}

    /** Where the search goes on after a match. */
    public enum SkipMode {
        PAST_LAST_ROW,
        TO_NEXT_ROW,
        TO_FIRST,
        TO_LAST
    }

    /** AFTER MATCH SKIP; symbol is empty text unless the mode is TO_FIRST or TO_LAST. */
    public record Skip(SkipMode mode, String symbol) {}

    public Match {
        keys = List.copyOf(keys);
        order = List.copyOf(order);
        definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
        subsets = Collections.unmodifiableMap(new LinkedHashMap<>(subsets));
        measures = List.copyOf(measures);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public List<Integer> resultKey() {
        return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.match(this);
    }
}
