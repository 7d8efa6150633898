// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.ScalarFunction;
import dev.millrace.model.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/** Result type of a catalog function, asked of the function itself. */
record CatalogTypes(BiFunction<List<DataType>, List<Integer>, Optional<DataType>> types)
        implements SqlReturnTypeInference {

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        DataType result = types.apply(arguments(binding), constants(binding)).orElse(DataType.STRING);
        return ((CalciteTypes) binding.getTypeFactory()).toCalcite(result);
    }

    CatalogTypes(Function<List<DataType>, Optional<DataType>> types) {
        this((arguments, constants) -> types.apply(arguments));
    }

    static CatalogTypes withConstants(ScalarFunction function) {
        BiFunction<List<DataType>, List<Integer>, Optional<DataType>> types = function::resultType;
        return new CatalogTypes(types);
    }

    private static List<Integer> constants(SqlOperatorBinding binding) {
        List<Integer> constants = new ArrayList<>();
        for (int i = 0; i < binding.getOperandCount(); i++) {
            constants.add(binding instanceof SqlCallBinding call ? constant(call.operand(i)) : null);
        }
        return constants;
    }

    /** Null when the node is no whole number with or without a sign. */
    private static Integer constant(SqlNode node) {
        if (node.getKind() == SqlKind.MINUS_PREFIX) {
            Integer positive = constant(((SqlCall) node).operand(0));
            return positive == null ? null : Integer.valueOf(-positive);
        }
        boolean isWhole = node instanceof SqlNumericLiteral literal && literal.isInteger();
        return isWhole ? Integer.valueOf(((SqlNumericLiteral) node).intValue(false)) : null;
    }

    private static List<DataType> arguments(SqlOperatorBinding binding) {
        return binding.collectOperandTypes().stream().map(CalciteTypes::of).toList();
    }

    /** Accepts the arguments for which the function has a result type. */
    record Arguments(Function<List<DataType>, Optional<DataType>> types, FunctionDoc doc)
            implements SqlOperandTypeChecker {
        @Override
        public boolean checkOperandTypes(SqlCallBinding binding, boolean isThrowing) {
            boolean isAccepted = types.apply(arguments(binding)).isPresent();
            if (!isAccepted && isThrowing) {
                throw binding.newValidationSignatureError();
            }
            return isAccepted;
        }

        @Override
        public SqlOperandCountRange getOperandCountRange() {
            return SqlOperandCountRanges.any();
        }

        @Override
        public String getAllowedSignatures(SqlOperator operator, String name) {
            return doc.signature();
        }
    }
}
