// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.unit.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.sql.type.BasicSqlType;

/**
 * A numeric type that knows its unit. Equal to the plain type for Calcite, which passes it on by reference through projections,
 * views, windows and matches; it must therefore never get into Calcite's caches of equal types.
 */
final class UnitType extends BasicSqlType {
    private final Unit unit;
    private final int precision;
    private final int scale;
    private final String text;

    UnitType(RelDataTypeSystem system, RelDataType plain, boolean isNullable, Unit unit) {
        super(system, plain.getSqlTypeName(), isNullable);
        this.unit = unit;
        this.precision = plain.getPrecision();
        this.scale = plain.getScale();
        this.text = plain.toString();
        computeDigest();
    }

    Unit unit() {
        return unit;
    }

    @Override
    public BasicSqlType createWithNullability(boolean nullable) {
        return nullable == isNullable() ? this : new UnitType(typeSystem, this, nullable, unit);
    }

    @Override
    public int getPrecision() {
        return precision;
    }

    @Override
    public int getScale() {
        return scale;
    }

    /** As the plain type writes itself; called once by the constructor above this one, before there is a text. */
    @Override
    protected void generateTypeString(StringBuilder builder, boolean withDetail) {
        builder.append(text == null ? getSqlTypeName().name() : text);
    }

    /** Null when the type has no unit. */
    static Unit of(RelDataType type) {
        return type instanceof UnitType known ? known.unit : null;
    }

    /** Units of the columns of a row, null where there is none. */
    static List<Unit> ofRow(RelDataType row) {
        List<Unit> units = new ArrayList<>();
        for (RelDataTypeField field : row.getFieldList()) {
            units.add(of(field.getType()));
        }
        return Collections.unmodifiableList(units);
    }
}
