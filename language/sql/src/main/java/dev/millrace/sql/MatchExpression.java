// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * An expression of MEASURES or DEFINE, or one that stands in a navigation or aggregate of it.
 *
 * @param rex over the columns of the input and, behind them, the parts
 */
record MatchExpression(RexNode rex, List<MatchPart> parts) {
    MatchExpression {
        parts = List.copyOf(parts);
    }
}
