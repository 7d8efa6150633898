// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/**
 * What stands for {@code FOR SYSTEM_TIME AS OF} in the condition of a join: TRUE as a value, with the time as its argument, without
 * one for the newest row. Written by {@link JoinRewriter} and taken out again by {@link JoinPlanner}, so that Calcite sees a plain
 * join instead of a correlation.
 */
final class SystemTimeFunction extends SqlFunction {
    private static final String NAME = "FOR SYSTEM_TIME AS OF";
    static final SystemTimeFunction FUNCTION = new SystemTimeFunction();

    private SystemTimeFunction() {
        super(
                NAME,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.BOOLEAN,
                null,
                OperandTypes.VARIADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    static boolean is(String name) {
        return NAME.equals(name);
    }

    /** A call over the given time, or over nothing. */
    static SqlCall call(List<SqlNode> time, SqlParserPos position) {
        return FUNCTION.createCall(position, time);
    }
}
