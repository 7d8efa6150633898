// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;

/** Refuses to compare texts with numbers: Calcite would convert the text for every row, and most would fail. */
final class Comparisons {
    private final SqlValidator validator;
    private final SourceText source;

    Comparisons(SqlValidator validator, SourceText source) {
        this.validator = validator;
        this.source = source;
    }

    void check(SqlNode valid) {
        valid.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (call.isA(SqlKind.BINARY_COMPARISON) && call.operandCount() == 2) {
                    compare(call);
                }
                if (call instanceof SqlJoin join && join.getConditionType() == JoinConditionType.USING) {
                    using(join);
                }
                return super.visit(call);
            }
        });
    }

    private void compare(SqlCall call) {
        DataType left = type(call.operand(0));
        DataType right = type(call.operand(1));
        if (left == null || right == null || !(isMixed(left, right) || isMixed(right, left))) {
            return;
        }
        throw source.error(
                SqlErrorCode.WRONG_ARGUMENTS,
                "\"" + call.getOperator().getName() + "\" compares " + left.withNullable(true) + " with "
                        + right.withNullable(true),
                "Convert one side with CAST, or write the constant in the other form.",
                call.getParserPosition());
    }

    private void using(SqlJoin join) {
        for (SqlNode column : (SqlNodeList) join.getCondition()) {
            String name = ((SqlIdentifier) column).getSimple();
            DataType left = column(join.getLeft(), name);
            DataType right = column(join.getRight(), name);
            if (left != null && right != null && (isMixed(left, right) || isMixed(right, left))) {
                throw source.error(
                        SqlErrorCode.WRONG_ARGUMENTS,
                        "USING compares \"" + name + "\" of type " + left.withNullable(true) + " with \"" + name
                                + "\" of type " + right.withNullable(true),
                        "Convert one side: JOIN t ON CAST(s." + name + " AS " + right.withNullable(true) + ") = t."
                                + name + ".",
                        column.getParserPosition());
            }
        }
    }

    private DataType column(SqlNode side, String name) {
        SqlValidatorNamespace rows = validator.getNamespace(side);
        RelDataTypeField field = rows == null ? null : rows.getRowType().getField(name, true, false);
        return field == null ? null : CalciteTypes.of(field.getType());
    }

    private DataType type(SqlNode node) {
        RelDataType type = validator.getValidatedNodeTypeIfKnown(node);
        return type == null ? null : CalciteTypes.of(type);
    }

    private static boolean isMixed(DataType text, DataType other) {
        return text.kind() == TypeKind.STRING && (other.kind().isNumeric() || other.kind() == TypeKind.BOOLEAN);
    }
}
