// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Optionality;

/**
 * SUM, AVG and the deviations with Flink's result types. They are not Calcite's operators, because Calcite rewrites those into
 * sums of squares, which cancel.
 */
final class NumberAggregate extends SqlAggFunction {
    static final List<NumberAggregate> ALL = List.of(
            new NumberAggregate("SUM"),
            new NumberAggregate("AVG"),
            new NumberAggregate("STDDEV"),
            new NumberAggregate("STDDEV_POP"),
            new NumberAggregate("STDDEV_SAMP"),
            new NumberAggregate("VARIANCE"),
            new NumberAggregate("VAR_POP"),
            new NumberAggregate("VAR_SAMP"));

    private NumberAggregate(String name) {
        super(
                name,
                null,
                kind(name),
                binding -> type(name, binding),
                null,
                OperandTypes.NUMERIC,
                SqlFunctionCategory.NUMERIC,
                false,
                false,
                Optionality.FORBIDDEN);
    }

    /** Calcite checks by kind what may stand in a MATCH_RECOGNIZE. */
    static SqlKind kind(String name) {
        return switch (name) {
            case "SUM" -> SqlKind.SUM;
            case "AVG" -> SqlKind.AVG;
            case "STDDEV_POP" -> SqlKind.STDDEV_POP;
            case "STDDEV", "STDDEV_SAMP" -> SqlKind.STDDEV_SAMP;
            case "VAR_POP" -> SqlKind.VAR_POP;
            case "VARIANCE", "VAR_SAMP" -> SqlKind.VAR_SAMP;
            case "FIRST_VALUE" -> SqlKind.FIRST_VALUE;
            case "LAST_VALUE" -> SqlKind.LAST_VALUE;
            default -> SqlKind.OTHER_FUNCTION;
        };
    }

    private static RelDataType type(String name, SqlOperatorBinding binding) {
        RelDataTypeFactory factory = binding.getTypeFactory();
        RelDataType argument = binding.getOperandType(0);
        boolean isDecimal = argument.getSqlTypeName() == SqlTypeName.DECIMAL;
        RelDataType type =
                switch (name) {
                    case "SUM" -> factory.getTypeSystem().deriveSumType(factory, argument);
                    case "AVG" -> factory.getTypeSystem().deriveAvgAggType(factory, argument);
                    default ->
                        isDecimal
                                ? factory.getTypeSystem().deriveAvgAggType(factory, argument)
                                : factory.createSqlType(SqlTypeName.DOUBLE);
                };
        return factory.createTypeWithNullability(type, true);
    }

    @Override
    public boolean allowsFraming() {
        return true;
    }
}
