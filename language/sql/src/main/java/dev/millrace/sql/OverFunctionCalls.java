// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.OverFunction;
import dev.millrace.functions.OverFunction.Scope;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Literal;
import dev.millrace.plan.Over.Frame;
import dev.millrace.plan.Over.OverCall;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;

/** Calls of functions that stand with OVER alone: their constants and frames. */
final class OverFunctionCalls {
    private final PlanContext context;
    private final Frames frames;

    OverFunctionCalls(PlanContext context, Frames frames) {
        this.context = context;
        this.frames = frames;
    }

    OverCall call(OverFunction function, RexOver over, List<Integer> arguments, DataType type) {
        List<Literal> constants = constants(function, over);
        try {
            function.bind(CalciteTypes.of(over.getOperands().get(0).getType()), constants);
        } catch (IllegalArgumentException e) {
            throw context.error(
                    SqlErrorCode.WRONG_ARGUMENTS,
                    function.name() + ": " + e.getMessage(),
                    function.doc().signature() + " in docs/functions.md says what its arguments mean.",
                    context.places().overOrder());
        }
        return new OverCall(
                new AggregateCall(function.name(), arguments, over.isDistinct(), -1, type, constants),
                frame(function, frames.of(over.getWindow())));
    }

    private List<Literal> constants(OverFunction function, RexOver over) {
        List<Literal> constants = new ArrayList<>();
        List<RexNode> operands = over.getOperands();
        for (RexNode operand : operands.subList(1, operands.size())) {
            if (!RexUtil.isConstant(operand)
                    || !(PlanContext.translate(operand, List.of()) instanceof Literal literal)) {
                throw context.error(
                        SqlErrorCode.WRONG_ARGUMENTS,
                        function.name() + " takes a constant behind the value, and this argument is none",
                        "Write the number or INTERVAL itself.",
                        context.places().overOrder());
            }
            constants.add(literal);
        }
        return constants;
    }

    private Frame frame(OverFunction function, Frame frame) {
        if (function.scope() == Scope.HISTORY) {
            if (frame.from() != Frame.UNBOUNDED || frame.to() != 0) {
                throw frameError(
                        function.name() + " follows the whole history of a key and has no frame",
                        "Leave the frame out: " + function.name() + "(x) OVER (PARTITION BY k ORDER BY ts).");
            }
            return new Frame(true, Frame.UNBOUNDED, 0);
        }
        if (function.scope() == Scope.WHOLE_FRAME) {
            return frame;
        }
        // The row itself is never in what it is compared with: it would hide itself.
        Frame before = new Frame(frame.isRows(), frame.from(), Math.max(1, frame.to()));
        if (before.from() < before.to()) {
            throw frameError(
                    function.name() + " has a frame without any row before the current one",
                    "Write ROWS BETWEEN 100 PRECEDING AND 1 PRECEDING.");
        }
        if (function.scope() == Scope.BOUNDED_FRAME && frame.from() == Frame.UNBOUNDED) {
            throw frameError(
                    function.name() + " keeps every value of its frame, and this frame grows for ever",
                    "Write ROWS BETWEEN 100 PRECEDING AND 1 PRECEDING, or RANGE BETWEEN INTERVAL '1' HOUR PRECEDING"
                            + " AND CURRENT ROW.");
        }
        return before;
    }

    private MillraceException frameError(String fact, String hint) {
        return context.error(SqlErrorCode.FRAME, fact, hint, context.places().overFrame());
    }
}
