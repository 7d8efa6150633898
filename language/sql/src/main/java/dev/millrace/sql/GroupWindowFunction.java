// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.WindowSpec;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** {@code TUMBLE(ts, INTERVAL ...)} and the like in GROUP BY, one object for each call, as {@link WindowTableFunction}. */
final class GroupWindowFunction extends SqlFunction {
    static final String NAME = "GROUP$WINDOW";

    private final Call call;

    /**
     * One call.
     *
     * @param name TUMBLE, HOP or SESSION
     * @param arguments as written, to compare those of TUMBLE_START and the like with
     * @param timePosition of the time column
     */
    record Call(String name, WindowSpec window, List<SqlNode> arguments, SqlParserPos timePosition) {
        Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** What the operator table holds, so that Calcite finds the name. */
    GroupWindowFunction() {
        this(null);
    }

    GroupWindowFunction(Call call) {
        super(
                NAME,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.ARG0,
                null,
                OperandTypes.ANY,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.call = call;
    }

    Call call() {
        return call;
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall node) {
        RelDataType type = super.deriveType(validator, scope, node);
        ((SqlBasicCall) node).setOperator(this);
        return type;
    }
}
