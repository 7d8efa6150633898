// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.unit.Unit;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/** Keeps calls whole that Calcite would rewrite with its own idea of time and of deviation. */
final class Convertlets implements SqlRexConvertletTable {
    private static final Set<String> UNIT_FIRST = Set.of("TIMESTAMPDIFF", "TIMESTAMPADD");

    @Override
    public SqlRexConvertlet get(SqlCall call) {
        if (UNIT_FIRST.contains(call.getOperator().getName())) {
            return Convertlets::withUnit;
        }
        if (call.getOperator() instanceof FlinkCast cast) {
            return cast::convert;
        }
        if (call.getOperator().getName().equals(UnitRules.CONVERT) && call.operandCount() == 2) {
            return Convertlets::withUnitToConvertFrom;
        }
        if (call.getOperator() instanceof NumberAggregate || call.getOperator() instanceof CatalogAggregate) {
            return Convertlets::plain;
        }
        return StandardConvertletTable.INSTANCE.get(call);
    }

    private static RexNode plain(SqlRexContext context, SqlCall call) {
        List<RexNode> arguments =
                call.getOperandList().stream().map(context::convertExpression).toList();
        return context.getRexBuilder()
                .makeCall(context.getValidator().getValidatedNodeType(call), call.getOperator(), arguments);
    }

    /** {@code CONVERT_UNIT(x, 'degF')}: the unit of x becomes the second argument. */
    private static RexNode withUnitToConvertFrom(SqlRexContext context, SqlCall call) {
        Unit from = UnitType.of(context.getValidator().getValidatedNodeType(call.operand(0)));
        List<RexNode> arguments = List.of(
                context.convertExpression(call.operand(0)),
                context.getRexBuilder().makeLiteral(from.symbol()),
                context.convertExpression(call.operand(1)));
        return context.getRexBuilder()
                .makeCall(context.getValidator().getValidatedNodeType(call), call.getOperator(), arguments);
    }

    /** {@code TIMESTAMPDIFF(SECOND, a, b)}: the unit becomes a text. */
    private static RexNode withUnit(SqlRexContext context, SqlCall call) {
        RexBuilder builder = context.getRexBuilder();
        List<RexNode> arguments = call.getOperandList().stream()
                .map(operand -> isUnit(operand)
                        ? builder.makeLiteral(((SqlIntervalQualifier) operand).timeUnitRange.startUnit.name())
                        : context.convertExpression(operand))
                .toList();
        return builder.makeCall(context.getValidator().getValidatedNodeType(call), call.getOperator(), arguments);
    }

    private static boolean isUnit(SqlNode operand) {
        return operand instanceof SqlIntervalQualifier;
    }
}
