// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/** Precisions, and the types of SUM and AVG as in Flink SQL. */
final class NumberRules extends RelDataTypeSystemImpl {
    static final int DECIMAL_PRECISION_MAX = 38;
    private static final int AVERAGE_SCALE_MIN = 6;
    private static final int TIME_PRECISION_MAX = 9;

    @Override
    public int getMaxPrecision(SqlTypeName name) {
        return switch (name) {
            case DECIMAL -> DECIMAL_PRECISION_MAX;
            case CHAR, VARCHAR, BINARY, VARBINARY -> Integer.MAX_VALUE;
            case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TIME_PRECISION_MAX;
            default -> super.getMaxPrecision(name);
        };
    }

    @Override
    public int getMaxScale(SqlTypeName name) {
        return name == SqlTypeName.DECIMAL ? DECIMAL_PRECISION_MAX : super.getMaxScale(name);
    }

    @Override
    public int getDefaultPrecision(SqlTypeName name) {
        return switch (name) {
            case VARCHAR, VARBINARY -> Integer.MAX_VALUE;
            case DECIMAL -> 10;
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 3;
            default -> super.getDefaultPrecision(name);
        };
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
        return argument.getSqlTypeName() == SqlTypeName.DECIMAL
                ? decimal(factory, argument, argument.getScale())
                : argument;
    }

    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
        return argument.getSqlTypeName() == SqlTypeName.DECIMAL
                ? decimal(factory, argument, Math.max(AVERAGE_SCALE_MIN, argument.getScale()))
                : argument;
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
        return true;
    }

    private static RelDataType decimal(RelDataTypeFactory factory, RelDataType argument, int scale) {
        RelDataType type = factory.createSqlType(SqlTypeName.DECIMAL, DECIMAL_PRECISION_MAX, scale);
        return factory.createTypeWithNullability(type, argument.isNullable());
    }
}
