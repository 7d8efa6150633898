// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/** What stands in an expression of MEASURES or DEFINE and is not of one row: it becomes a column that is added to the row. */
sealed interface MatchPart {
    RelDataType type();

    /** A value of one row of the match. Symbol is empty text for rows of any symbol; see {@link PatternNavigation}. */
    record Navigation(MatchRow row, MatchExpression operand, RelDataType type) implements MatchPart {}

    /**
     * Which row a navigation finds.
     *
     * @param logical rows of the symbol from its first or last one
     * @param physical rows after the row that is found, negative for before
     */
    record MatchRow(String symbol, boolean isFirst, int logical, int physical, boolean isFinal) {}

    /** An aggregate over the rows of a symbol; no arguments for COUNT(*). */
    record Aggregate(
            String function,
            String symbol,
            List<MatchExpression> arguments,
            boolean isDistinct,
            boolean isFinal,
            RelDataType type)
            implements MatchPart {
        public Aggregate {
            arguments = List.copyOf(arguments);
        }
    }

    /** CLASSIFIER, MATCH_NUMBER and the like. */
    record Special(String function, boolean isFinal, RelDataType type) implements MatchPart {}
}
