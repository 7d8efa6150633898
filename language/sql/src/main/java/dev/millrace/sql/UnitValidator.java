// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.unit.Unit;
import dev.millrace.model.MillraceException;
import java.util.List;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Calcite's validator, with units: every type that it derives for a call carries the unit of the value. */
class UnitValidator extends SqlValidatorImpl {
    private final SourceText source;
    private final CalciteTypes types;
    private final UnitRules rules;

    UnitValidator(SourceText source, SqlOperatorTable operators, CalciteCatalogReader catalog, Config config) {
        super(operators, catalog, catalog.getTypeFactory(), config);
        this.source = source;
        this.types = (CalciteTypes) catalog.getTypeFactory();
        this.rules = new UnitRules(source, this::unit);
    }

    /** Null when the node has no unit, or its type is not known yet. */
    final Unit unit(SqlNode node) {
        RelDataType type = getValidatedNodeTypeIfKnown(node);
        return type == null ? null : UnitType.of(type);
    }

    @Override
    public final RelDataType deriveType(SqlValidatorScope scope, SqlNode expression) {
        RelDataType type = super.deriveType(scope, expression);
        if (!(expression instanceof SqlCall call) || type.isStruct()) {
            return type;
        }
        RelDataType withUnit = types.withUnit(type, rules.of(call));
        if (withUnit != type) {
            setValidatedNodeType(expression, withUnit);
        }
        return withUnit;
    }

    /** Columns of a UNION ALL must agree in their units. */
    final void checkUnions(SqlNode valid) {
        valid.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (call.isA(SqlKind.SET_QUERY)) {
                    requireSameColumns(call);
                }
                return super.visit(call);
            }
        });
    }

    private void requireSameColumns(SqlCall union) {
        List<Unit> first = UnitType.ofRow(getValidatedNodeType(union.operand(0)));
        for (SqlNode operand : union.getOperandList()) {
            RelDataType row = getValidatedNodeType(operand);
            List<Unit> units = UnitType.ofRow(row);
            for (int i = 0; i < first.size(); i++) {
                Unit left = first.get(i);
                Unit right = units.get(i);
                if (left != null && right != null && !left.equals(right)) {
                    throw unlike(operand, row.getFieldNames().get(i), left, right);
                }
            }
        }
    }

    private MillraceException unlike(SqlNode operand, String column, Unit left, Unit right) {
        return source.error(
                SqlErrorCode.UNIT,
                "column \"" + column + "\" of the union is in " + left + " in one query and in " + right
                        + " in another",
                "Convert it: CONVERT_UNIT(" + column + ", '" + left + "').",
                operand.getParserPosition());
    }
}
