// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/**
 * {@code AGG(x) FILTER (WHERE c) OVER w}, which Calcite does not take, as {@code FILTERED(AGG(x) OVER w, c)}, which it takes for a
 * call of a function. The planner makes one call with a filter of it again.
 */
final class OverFilter extends SqlFunction {
    private static final OverFilter COUNT = new OverFilter("OVER$COUNTED", ReturnTypes.ARG0);
    /** Without a row that passes there is no value. */
    private static final OverFilter OTHER = new OverFilter("OVER$FILTERED", ReturnTypes.ARG0_FORCE_NULLABLE);

    static final List<OverFilter> ALL = List.of(COUNT, OTHER);

    private OverFilter(String name, SqlReturnTypeInference type) {
        super(
                name,
                SqlKind.OTHER_FUNCTION,
                type,
                null,
                OperandTypes.ANY_ANY,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    static boolean is(RexCall call) {
        return call.getOperator() instanceof OverFilter;
    }

    /** The call for {@code OVER(FILTER(aggregate, condition), window)}; any other OVER as it is. */
    static SqlCall rewritten(SqlCall over) {
        if (!(over.operand(0) instanceof SqlCall filter) || filter.getKind() != SqlKind.FILTER) {
            return over;
        }
        SqlOperator operator = over.getOperator();
        SqlNode plain = operator.createCall(over.getParserPosition(), filter.operand(0), over.operand(1));
        boolean isCount = filter.operand(0) instanceof SqlCall call
                && call.getOperator().getName().equalsIgnoreCase("COUNT");
        return (isCount ? COUNT : OTHER).createCall(over.getParserPosition(), plain, filter.operand(1));
    }
}
