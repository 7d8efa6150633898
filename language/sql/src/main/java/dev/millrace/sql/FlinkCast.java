// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlCastFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/** CAST and TRY_CAST with what Flink casts besides: BOOLEAN to numbers, nested values to STRING. */
final class FlinkCast extends SqlCastFunction {
    FlinkCast() {}

    FlinkCast(String name, SqlKind kind) {
        super(name, kind);
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean isThrowing) {
        return isOurs(binding.getOperandType(0), binding.getOperandType(1))
                || super.checkOperandTypes(binding, isThrowing);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        RelDataType from = binding.getOperandType(0);
        RelDataType to = binding.getOperandType(1);
        return isOurs(from, to)
                ? binding.getTypeFactory()
                        .createTypeWithNullability(to, from.isNullable() || getKind() == SqlKind.SAFE_CAST)
                : super.inferReturnType(binding);
    }

    private static boolean isOurs(RelDataType from, RelDataType to) {
        DataType source = CalciteTypes.of(from);
        DataType target = CalciteTypes.of(to);
        return switch (source.kind()) {
            case BOOLEAN -> target.kind().isNumeric();
            case ROW, ARRAY, MAP -> target.kind() == TypeKind.STRING;
            default -> false;
        };
    }

    RexNode convert(SqlRexContext context, SqlCall call) {
        RelDataType type = context.getValidator().getValidatedNodeType(call);
        boolean isSafe = getKind() == SqlKind.SAFE_CAST;
        if (isOurs(context.getValidator().getValidatedNodeType(call.operand(0)), type)) {
            RexNode value = context.convertExpression(call.operand(0));
            return context.getRexBuilder().makeAbstractCast(call.getParserPosition(), type, value, isSafe);
        }
        SqlOperator standard = isSafe ? SqlLibraryOperators.TRY_CAST : SqlStdOperatorTable.CAST;
        SqlCall same = standard.createCall(call.getParserPosition(), call.getOperandList());
        context.getValidator().setValidatedNodeType(same, type);
        return StandardConvertletTable.INSTANCE.get(same).convertCall(context, same);
    }
}
