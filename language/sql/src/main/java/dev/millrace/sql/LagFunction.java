// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlLeadLagAggFunction;

/** LAG and LEAD. For Calcite's own a default that is not NULL makes the result NOT NULL, but the value that is there may be NULL. */
final class LagFunction extends SqlLeadLagAggFunction {
    static final List<LagFunction> ALL = List.of(new LagFunction(SqlKind.LAG), new LagFunction(SqlKind.LEAD));

    private LagFunction(SqlKind kind) {
        super(kind);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        RelDataType type = super.inferReturnType(binding);
        boolean isNullable = binding.getOperandCount() < 3
                || binding.getOperandType(0).isNullable()
                || binding.getOperandType(2).isNullable();
        return binding.getTypeFactory().createTypeWithNullability(type, isNullable);
    }
}
