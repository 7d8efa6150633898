// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.DataType;
import dev.millrace.plan.Calc;
import dev.millrace.plan.Call;
import dev.millrace.plan.Deduplicate;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Scan;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/** {@code proc_time AS PROCTIME()}: a column of a table that stands for the moment of processing; as a value, when the row arrived. */
final class ProcessingTime {
    private static final String NAME = "PROCTIME";

    private ProcessingTime() {}

    static boolean isCall(SqlNode node) {
        return node instanceof SqlCall call
                && call.operandCount() == 0
                && call.getOperator().getName().equalsIgnoreCase(NAME);
    }

    static Expression value() {
        return new Call(NAME, List.of(), DataType.TIMESTAMP_LTZ);
    }

    /** Whether a column of a relation is such a column of a table, passed on unchanged. */
    static boolean is(Relation relation, int column) {
        return is(relation.projection().get(column), relation.input());
    }

    private static boolean is(Expression expression, PlanNode input) {
        if (!(expression instanceof InputColumn column)) {
            return false;
        }
        if (column.column() >= input.schema().size()) {
            return false;
        }
        if (input instanceof Scan scan) {
            return scan.table().projection().get(column.column()).equals(value());
        }
        if (input instanceof Calc calc) {
            return is(calc.projection().get(column.column()), calc.input());
        }
        return input instanceof Deduplicate deduplicate && is(expression, deduplicate.input());
    }
}
