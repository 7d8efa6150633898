// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.calc;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.Slot;
import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Transform;
import dev.millrace.kernel.expression.Evaluator;
import dev.millrace.kernel.expression.ExpressionCompiler;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.plan.Calc;

/**
 * Filter and projection. A row whose expressions fail goes to the ledger as OVERFLOW. The time of a row stays what it was, even
 * when its time column is not projected.
 */
public final class CalcTransform implements Transform {
    /** Null: all rows pass. */
    private final Evaluator condition;

    private final Evaluator[] projection;
    private final boolean[] isWord;
    private final Slot slot = new Slot();

    public CalcTransform(Calc node, FunctionCatalog functions) {
        ExpressionCompiler compiler = new ExpressionCompiler(functions);
        condition = node.condition().map(compiler::compile).orElse(null);
        int size = node.projection().size();
        projection = new Evaluator[size];
        isWord = new boolean[size];
        for (int i = 0; i < size; i++) {
            projection[i] =
                    compiler.compileAs(node.projection().get(i), node.schema().type(i));
            isWord[i] = node.schema().type(i).kind().isWord();
        }
    }

    @Override
    public void process(Row row, Collector out) {
        Row projected;
        try {
            if (!passes(row)) {
                return;
            }
            projected = project(row);
        } catch (ArithmeticException | IllegalArgumentException e) {
            out.reject(row, LedgerReason.OVERFLOW, e.getMessage());
            return;
        }
        out.emit(projected);
    }

    private boolean passes(Row row) {
        if (condition == null) {
            return true;
        }
        condition.eval(row, slot);
        return !slot.isNull && slot.asBoolean();
    }

    private Row project(Row row) {
        Row projected = new Row(projection.length);
        for (int i = 0; i < projection.length; i++) {
            projection[i].eval(row, slot);
            if (slot.isNull) {
                projected.setNull(i);
            } else if (isWord[i]) {
                projected.setWord(i, slot.word);
            } else {
                projected.setObject(i, slot.object);
            }
        }
        return projected.copyOrigin(row).withKind(row.kind()).withRevision(row.revision());
    }
}
