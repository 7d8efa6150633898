// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

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
    public RelDataType deriveDecimalPlusType(RelDataTypeFactory factory, RelDataType left, RelDataType right) {
        return decimals(factory, left, right, (a, b) -> {
            int scale = Math.max(a.scale(), b.scale());
            return adjusted(Math.max(a.whole(), b.whole()) + scale + 1, scale);
        });
    }

    @Override
    public RelDataType deriveDecimalMultiplyType(RelDataTypeFactory factory, RelDataType left, RelDataType right) {
        return decimals(
                factory, left, right, (a, b) -> adjusted(a.precision() + b.precision() + 1, a.scale() + b.scale()));
    }

    @Override
    public RelDataType deriveDecimalDivideType(RelDataTypeFactory factory, RelDataType left, RelDataType right) {
        return decimals(factory, left, right, (a, b) -> {
            int scale = Math.max(AVERAGE_SCALE_MIN, a.scale() + b.precision() + 1);
            return adjusted(a.whole() + b.scale() + scale, scale);
        });
    }

    @Override
    public RelDataType deriveDecimalModType(RelDataTypeFactory factory, RelDataType left, RelDataType right) {
        return decimals(factory, left, right, (a, b) -> {
            int scale = Math.max(a.scale(), b.scale());
            return adjusted(Math.min(a.whole(), b.whole()) + scale, scale);
        });
    }

    private record Digits(int precision, int scale) {
        int whole() {
            return precision - scale;
        }
    }

    private interface Rule {
        Digits of(Digits left, Digits right);
    }

    /** As in Flink digits after the point give way to those before it, but six of them stay. */
    private static Digits adjusted(int precision, int scale) {
        if (precision <= DECIMAL_PRECISION_MAX) {
            return new Digits(precision, scale);
        }
        int kept = Math.max(DECIMAL_PRECISION_MAX - (precision - scale), Math.min(scale, AVERAGE_SCALE_MIN));
        return new Digits(DECIMAL_PRECISION_MAX, kept);
    }

    /** Null when the types are not exact numbers with a DECIMAL among them, as Calcite wants it. */
    private static RelDataType decimals(RelDataTypeFactory factory, RelDataType left, RelDataType right, Rule rule) {
        boolean isExact = SqlTypeUtil.isExactNumeric(left) && SqlTypeUtil.isExactNumeric(right);
        if (!isExact || !SqlTypeUtil.isDecimal(left) && !SqlTypeUtil.isDecimal(right)) {
            return null;
        }
        Digits digits = rule.of(digits(factory, left), digits(factory, right));
        return factory.createSqlType(SqlTypeName.DECIMAL, digits.precision(), digits.scale());
    }

    private static Digits digits(RelDataTypeFactory factory, RelDataType type) {
        RelDataType decimal = SqlTypeUtil.isDecimal(type) ? type : factory.decimalOf(type);
        return new Digits(decimal.getPrecision(), decimal.getScale());
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
