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
 * @param isByTime whether ORDER BY begins with the time attribute; if not, rows are used at arrival and put where they belong
 * @param order ORDER BY, without the time attribute when that comes first
 * @param definitions condition by symbol; a symbol without one matches every row. Expressions may hold {@link
 *     PatternNavigation} and {@link PatternAggregate}; a plain {@link InputColumn} is the current row
 * @param subsets union symbols by name
 * @param withinMs greatest last - first event time, exclusive; -1 when there is no WITHIN
 */
public record Match(
        String id,
        PlanNode input,
        List<Integer> keys,
        boolean isByTime,
        List<SortKey> order,
        Pattern pattern,
        Map<String, Expression> definitions,
        Map<String, List<String>> subsets,
        List<Measure> measures,
        Rows rows,
        Skip skip,
        long withinMs,
        Limits limits,
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

    /**
     * Which rows a match gives.
     *
     * @param isAll ALL ROWS PER MATCH, else ONE ROW PER MATCH
     * @param isEmptyOmitted OMIT EMPTY MATCHES
     * @param isWithUnmatched WITH UNMATCHED ROWS: also rows that are in no match, with NULL measures
     * @param timeouts whether partial matches whose time ran out are shown
     */
    public record Rows(boolean isAll, boolean isEmptyOmitted, boolean isWithUnmatched, Timeouts timeouts) {
        public static final Rows ONE = new Rows(false, false, false, Timeouts.NONE);
        public static final Rows ALL = new Rows(true, false, false, Timeouts.NONE);
    }

    /** Partial matches whose time ran out. */
    public enum Timeouts {
        NONE,
        /** WITH TIMEOUT ROWS: beside the matches. */
        ALSO,
        /** EXPECT EVERY: in place of the matches. */
        ONLY
    }

    /**
     * What one key may keep; beyond it the oldest start row is given up and noted in the ledger.
     *
     * @param rows 1 or more
     * @param partialMatches of one start row, 1 or more
     */
    public record Limits(int rows, int partialMatches) {
        public static final Limits DEFAULT = new Limits(100_000, 10_000);
    }

    public Match {
        keys = List.copyOf(keys);
        order = List.copyOf(order);
        definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
        subsets = Collections.unmodifiableMap(new LinkedHashMap<>(subsets));
        measures = List.copyOf(measures);
    }

    public boolean isAllRows() {
        return rows.isAll();
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
