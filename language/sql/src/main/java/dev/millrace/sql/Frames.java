// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.Over.Frame;
import java.math.BigDecimal;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;

/** Frames of OVER as distances back from the current row, those of following rows below 0. */
final class Frames {
    private final PlanContext context;

    Frames(PlanContext context) {
        this.context = context;
    }

    Frame of(RexWindow window) {
        if (window.getUpperBound().isUnbounded() && window.getUpperBound().isFollowing()) {
            throw context.error(
                    SqlErrorCode.FRAME,
                    "the OVER frame ends with the last row of the key, and there are always more to come",
                    "End the frame at CURRENT ROW or at a number of rows or an INTERVAL FOLLOWING.",
                    context.places().overFrame());
        }
        long from = distance(window.getLowerBound());
        long to = distance(window.getUpperBound());
        if (to > from) {
            throw context.error(
                    SqlErrorCode.FRAME,
                    "the OVER frame begins after its end",
                    "Name the greater distance first: BETWEEN 100 PRECEDING AND 1 PRECEDING.",
                    context.places().overFrame());
        }
        return new Frame(window.isRows(), from, to);
    }

    private long distance(RexWindowBound bound) {
        if (bound.isCurrentRow()) {
            return 0;
        }
        if (bound.isFollowing()) {
            return -constant(bound.getOffset());
        }
        return bound.isUnbounded() ? Frame.UNBOUNDED : constant(bound.getOffset());
    }

    long constant(RexNode node) {
        if (node instanceof RexLiteral literal && literal.getValueAs(BigDecimal.class) != null) {
            return literal.getValueAs(BigDecimal.class).longValueExact();
        }
        throw context.error(
                SqlErrorCode.FRAME,
                "a distance of OVER is not a constant",
                "Write a whole number of rows or an INTERVAL of days or less.",
                context.places().overFrame());
    }
}
