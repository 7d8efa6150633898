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
import dev.millrace.model.RowKind;
import dev.millrace.plan.Calc;
import dev.millrace.plan.InputColumn;

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
    /** What is taken back to be replaced by the next row, null when the condition never let it through. */
    private Row replaced;

    private boolean isReplacing;
    /** Column that rows take their time from; -1: they keep the one that they have. */
    private final int timeColumn;

    public CalcTransform(Calc node, FunctionCatalog functions) {
        ExpressionCompiler compiler = new ExpressionCompiler(functions);
        condition = node.condition().map(compiler::compile).orElse(null);
        int size = node.projection().size();
        timeColumn = isOtherTime(node) ? node.timeColumn() : -1;
        projection = new Evaluator[size];
        isWord = new boolean[size];
        for (int i = 0; i < size; i++) {
            projection[i] =
                    compiler.compileAs(node.projection().get(i), node.schema().type(i));
            isWord[i] = node.schema().type(i).kind().isWord();
        }
    }

    /** Of a join the time of either side may be passed on as the time attribute. */
    private static boolean isOtherTime(Calc node) {
        return node.timeColumn() >= 0
                && node.projection().get(node.timeColumn()) instanceof InputColumn column
                && column.column() != node.input().timeColumn();
    }

    @Override
    public void process(Row row, Collector out) {
        Row projected = projectedOrNull(row, out);
        if (condition == null) {
            emit(projected, out);
            return;
        }
        switch (row.kind()) {
            case UPDATE_BEFORE -> {
                settle(out);
                isReplacing = true;
                replaced = projected;
            }
            case UPDATE_AFTER -> replace(projected, row.revision(), out);
            case INSERT, DELETE -> {
                settle(out);
                emit(projected, out);
            }
        }
    }

    /**
     * A replacement of which the condition lets one half through is a first result or a deletion for what reads on. Operators give
     * both halves one after the other.
     */
    private void replace(Row now, int revision, Collector out) {
        Row old = replaced;
        boolean wasReplacing = isReplacing;
        replaced = null;
        isReplacing = false;
        if (old != null && now == null) {
            out.emit(old.withKind(RowKind.DELETE).withRevision(revision));
            return;
        }
        emit(old, out);
        if (now != null) {
            out.emit(old == null && wasReplacing ? now.withKind(RowKind.INSERT) : now);
        }
    }

    private void settle(Collector out) {
        if (replaced != null) {
            replace(null, replaced.revision() + 1, out);
        }
        isReplacing = false;
    }

    private static void emit(Row row, Collector out) {
        if (row != null) {
            out.emit(row);
        }
    }

    private Row projectedOrNull(Row row, Collector out) {
        try {
            return passes(row) ? project(row) : null;
        } catch (ArithmeticException | IllegalArgumentException e) {
            out.reject(row, LedgerReason.OVERFLOW, e.getMessage());
            return null;
        }
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
        projected.copyOrigin(row).withKind(row.kind()).withRevision(row.revision());
        if (timeColumn >= 0) {
            projected.withTimeMs(projected.isNull(timeColumn) ? Row.NO_TIME : projected.longAt(timeColumn));
        }
        return projected;
    }
}
