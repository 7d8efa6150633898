// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.model.DataType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/** Result type of a catalog function, asked of the function itself. */
record CatalogTypes(Function<List<DataType>, Optional<DataType>> types) implements SqlReturnTypeInference {

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        DataType result = types.apply(arguments(binding)).orElse(DataType.STRING);
        return ((CalciteTypes) binding.getTypeFactory()).toCalcite(result);
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
