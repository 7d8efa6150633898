// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.unit.Unit;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.model.TypeKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rel.type.RelDataTypeFieldImpl;
import org.apache.calcite.rel.type.RelRecordType;
import org.apache.calcite.rel.type.StructKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Calcite's types and ours. A text has no length here: CHAR(n) and the type of a literal become STRING, so that no value is
 * ever padded; only a CAST to VARCHAR(n) keeps its length.
 */
final class CalciteTypes extends JavaTypeFactoryImpl {
    CalciteTypes() {
        super(new NumberRules());
    }

    @Override
    public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
    }

    /** Fields of a ROW are reached by name without being spread by a star. */
    @Override
    public RelDataType createStructType(List<RelDataType> types, List<String> names) {
        return createStructType(StructKind.PEEK_FIELDS_NO_EXPAND, types, names);
    }

    /** Not by way of Calcite's cache when there are units: it would give a row of other units, which is equal to it. */
    @Override
    protected RelDataType canonize(StructKind kind, List<String> names, List<RelDataType> types, boolean isNullable) {
        if (types.stream().noneMatch(UnitType.class::isInstance)) {
            return super.canonize(kind, names, types, isNullable);
        }
        List<RelDataTypeField> fields = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            fields.add(new RelDataTypeFieldImpl(names.get(i), i, types.get(i)));
        }
        return new RelRecordType(kind, fields, isNullable);
    }

    @Override
    protected RelDataType canonize(RelDataType type) {
        return type instanceof UnitType || hasUnits(type) ? type : super.canonize(type);
    }

    private static boolean hasUnits(RelDataType type) {
        return type.isStruct() && type.getFieldList().stream().anyMatch(f -> f.getType() instanceof UnitType);
    }

    @Override
    public RelDataType createTypeWithNullability(RelDataType type, boolean isNullable) {
        return type instanceof UnitType unit
                ? unit.createWithNullability(isNullable)
                : super.createTypeWithNullability(type, isNullable);
    }

    /** The type with a unit, or without when the unit is null. */
    RelDataType withUnit(RelDataType type, Unit unit) {
        if (UnitType.of(type) == unit) {
            return type;
        }
        if (unit != null && SqlTypeUtil.isNumeric(type)) {
            return new UnitType(typeSystem, type, type.isNullable(), unit);
        }
        return type instanceof UnitType ? toCalcite(of(type)) : type;
    }

    @Override
    public RelDataType createSqlType(SqlTypeName name) {
        return name == SqlTypeName.CHAR || name == SqlTypeName.VARCHAR ? text() : super.createSqlType(name);
    }

    @Override
    public RelDataType createSqlType(SqlTypeName name, int precision) {
        return name == SqlTypeName.CHAR ? text() : super.createSqlType(name, precision);
    }

    private RelDataType text() {
        return super.createSqlType(SqlTypeName.VARCHAR, Integer.MAX_VALUE);
    }

    /** A row whose columns have units, null where there is none. */
    RelDataType rowType(Schema schema, List<Unit> units) {
        Builder builder = builder();
        for (int i = 0; i < schema.size(); i++) {
            builder.add(schema.name(i), withUnit(toCalcite(schema.type(i)), units.get(i)));
        }
        return builder.build();
    }

    RelDataType toCalcite(DataType type) {
        return createTypeWithNullability(bare(type), type.nullable());
    }

    private RelDataType bare(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> createSqlType(SqlTypeName.BOOLEAN);
            case TINYINT -> createSqlType(SqlTypeName.TINYINT);
            case SMALLINT -> createSqlType(SqlTypeName.SMALLINT);
            case INT -> createSqlType(SqlTypeName.INTEGER);
            case BIGINT -> createSqlType(SqlTypeName.BIGINT);
            case FLOAT -> createSqlType(SqlTypeName.FLOAT);
            case DOUBLE -> createSqlType(SqlTypeName.DOUBLE);
            case DECIMAL -> createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
            case STRING -> createSqlType(SqlTypeName.VARCHAR, Integer.MAX_VALUE);
            case BYTES -> createSqlType(SqlTypeName.VARBINARY, Integer.MAX_VALUE);
            case DATE -> createSqlType(SqlTypeName.DATE);
            case TIME -> createSqlType(SqlTypeName.TIME, type.precision());
            case TIMESTAMP -> createSqlType(SqlTypeName.TIMESTAMP, type.precision());
            case TIMESTAMP_LTZ -> createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, type.precision());
            case ROW ->
                createStructType(
                        type.fields().stream().map(f -> toCalcite(f.type())).toList(),
                        type.fields().stream().map(Column::name).toList());
            case ARRAY -> createArrayType(toCalcite(type.element()), -1);
            case MAP -> createMapType(toCalcite(type.elements().get(0)), toCalcite(type.element()));
            case INTERVAL_DAY -> Intervals.DAY.apply(this);
            case INTERVAL_MONTH -> Intervals.MONTH.apply(this);
        };
    }

    static Schema schema(RelDataType rowType) {
        return new Schema(rowType.getFieldList().stream()
                .map(f -> new Column(f.getName(), of(f.getType())))
                .toList());
    }

    static DataType of(RelDataType type) {
        return bare(type).withNullable(type.isNullable());
    }

    private static DataType bare(RelDataType type) {
        if (type.isStruct()) {
            return DataType.row(
                    type.getFieldList().stream().map(CalciteTypes::field).toList());
        }
        SqlTypeName name = type.getSqlTypeName();
        return switch (name) {
            case BOOLEAN -> DataType.BOOLEAN;
            case TINYINT -> DataType.TINYINT;
            case SMALLINT -> DataType.SMALLINT;
            case INTEGER -> DataType.INT;
            case BIGINT -> DataType.BIGINT;
            case FLOAT, REAL -> DataType.FLOAT;
            case DOUBLE -> DataType.DOUBLE;
            case DECIMAL -> DataType.decimal(type.getPrecision(), type.getScale());
            case BINARY, VARBINARY -> DataType.BYTES;
            case DATE -> DataType.DATE;
            case TIME -> withPrecision(TypeKind.TIME, type);
            case TIMESTAMP -> withPrecision(TypeKind.TIMESTAMP, type);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> withPrecision(TypeKind.TIMESTAMP_LTZ, type);
            case ARRAY, MULTISET -> DataType.array(of(Objects.requireNonNull(type.getComponentType())));
            case MAP ->
                DataType.map(
                        of(Objects.requireNonNull(type.getKeyType())), of(Objects.requireNonNull(type.getValueType())));
            default -> interval(name);
        };
    }

    /** What is neither an interval nor of the types above is a text: NULL, symbols such as the HOUR of EXTRACT. */
    private static DataType interval(SqlTypeName name) {
        if (SqlTypeName.DAY_INTERVAL_TYPES.contains(name)) {
            return DataType.of(TypeKind.INTERVAL_DAY);
        }
        return SqlTypeName.YEAR_INTERVAL_TYPES.contains(name) ? DataType.of(TypeKind.INTERVAL_MONTH) : DataType.STRING;
    }

    private static Column field(RelDataTypeField field) {
        return new Column(field.getName(), of(field.getType()));
    }

    private static DataType withPrecision(TypeKind kind, RelDataType type) {
        return new DataType(kind, true, Math.max(0, type.getPrecision()), 0, List.of(), List.of());
    }
}
