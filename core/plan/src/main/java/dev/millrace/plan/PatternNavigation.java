// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.DataType;

/**
 * A value of a row of the match: {@code PREV(LAST(A.price, 1), 2)} is symbol A, operand price, from the last, logical offset
 * 1, physical offset -2. {@code A.price} alone is LAST with offset 0. NULL when there is no such row.
 *
 * @param symbol or union symbol; empty text means rows of any symbol
 * @param operand over {@link InputColumn}s of the row that is found
 * @param isFirst count from the first row of the symbol, else from the last
 * @param logicalOffset rows of the symbol forward from the first, or back from the last; 0 or more
 * @param physicalOffset then rows of the partition: negative for PREV, positive for NEXT
 * @param isFinal over the whole match, else over the match up to the current row
 */
public record PatternNavigation(
        String symbol,
        Expression operand,
        boolean isFirst,
        int logicalOffset,
        int physicalOffset,
        boolean isFinal,
        DataType type)
        implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.patternNavigation(this);
    }
}
