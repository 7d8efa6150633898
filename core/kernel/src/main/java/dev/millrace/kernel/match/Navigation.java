// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.functions.Slot;
import dev.millrace.kernel.expression.Evaluator;
import dev.millrace.model.Row;
import dev.millrace.plan.PatternNavigation;

/** {@code PREV(LAST(A.price, 1), 2)} and the like. */
final class Navigation implements Evaluator {
    private final Binding binding;
    private final PatternNavigation plan;
    /** Null for rows of any symbol. */
    private final boolean[] symbols;

    private final Evaluator operand;

    Navigation(Binding binding, PatternNavigation plan, boolean[] symbols, Evaluator operand) {
        this.binding = binding;
        this.plan = plan;
        this.symbols = symbols;
        this.operand = operand;
    }

    @Override
    public void eval(Row row, Slot result) {
        long position = position();
        Row found = position == Binding.NONE ? null : binding.rowAt(position + plan.physicalOffset());
        if (found == null) {
            result.setNull();
            return;
        }
        long outer = binding.current;
        binding.current = position + plan.physicalOffset();
        operand.eval(found, result);
        binding.current = outer;
    }

    private long position() {
        boolean isFinal = plan.isFinal();
        long offset = plan.logicalOffset();
        if (symbols == null) {
            long position = plan.isFirst() ? binding.from + offset : binding.end(isFinal) - 1 - offset;
            return position >= binding.from && position < binding.end(isFinal) ? position : Binding.NONE;
        }
        if (!plan.isFirst()) {
            return binding.last(symbols, offset, isFinal);
        }
        long back = binding.count(symbols, isFinal) - 1 - offset;
        return back < 0 ? Binding.NONE : binding.last(symbols, back, isFinal);
    }
}
