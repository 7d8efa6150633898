// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.join;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.Slot;
import dev.millrace.kernel.expression.Evaluator;
import dev.millrace.kernel.expression.ExpressionCompiler;
import dev.millrace.model.Row;
import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import java.util.BitSet;
import java.util.Optional;

/**
 * The condition of a join over one fixed row and many candidates of the other side. Copies what the condition reads into one row
 * that is used again, so that a candidate costs no memory. One thread.
 */
final class PairCondition {
    /** Null when every pair is one. */
    private final Evaluator condition;

    private final int leftSize;
    /** Columns that the condition reads, by side, in the side's own positions. */
    private final int[][] columns;

    private final Row scratch;
    private final Slot slot = new Slot();
    private int fixedPort;

    PairCondition(Optional<Expression> condition, int leftSize, int rightSize, FunctionCatalog functions) {
        this.condition =
                condition.map(new ExpressionCompiler(functions)::compile).orElse(null);
        this.leftSize = leftSize;
        BitSet read = new BitSet();
        condition.ifPresent(c -> addColumns(c, read));
        columns = new int[][] {
            read.get(0, leftSize).stream().toArray(),
            read.get(leftSize, leftSize + rightSize).stream().toArray()
        };
        scratch = new Row(leftSize + rightSize);
    }

    private static void addColumns(Expression expression, BitSet columns) {
        if (expression instanceof InputColumn column) {
            columns.set(column.column());
        } else if (expression instanceof Call call) {
            call.arguments().forEach(argument -> addColumns(argument, columns));
        }
    }

    /** Sets the row that candidates of the other side are tested with. */
    PairCondition fix(int port, Row row) {
        fixedPort = port;
        copy(port, row);
        return this;
    }

    /**
     * Whether the fixed row and the candidate satisfy the condition.
     *
     * @throws ArithmeticException or IllegalArgumentException when an expression fails
     */
    boolean accepts(Row candidate) {
        if (condition == null) {
            return true;
        }
        copy(1 - fixedPort, candidate);
        condition.eval(scratch, slot);
        return !slot.isNull && slot.asBoolean();
    }

    private void copy(int port, Row row) {
        int first = port == 0 ? 0 : leftSize;
        for (int column : columns[port]) {
            scratch.setFrom(first + column, row, column);
        }
    }
}
