// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.type.SqlTypeName;

/** Types as written. */
final class TypeReader {
    private static final Set<SqlTypeName> KNOWN = Set.of(
            SqlTypeName.BOOLEAN,
            SqlTypeName.TINYINT,
            SqlTypeName.SMALLINT,
            SqlTypeName.INTEGER,
            SqlTypeName.BIGINT,
            SqlTypeName.FLOAT,
            SqlTypeName.REAL,
            SqlTypeName.DOUBLE,
            SqlTypeName.DECIMAL,
            SqlTypeName.CHAR,
            SqlTypeName.VARCHAR,
            SqlTypeName.BINARY,
            SqlTypeName.VARBINARY,
            SqlTypeName.DATE,
            SqlTypeName.TIME,
            SqlTypeName.TIMESTAMP,
            SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
            SqlTypeName.ARRAY,
            SqlTypeName.MAP,
            SqlTypeName.ROW);

    private final SourceText source;
    private final FrontEnd frontEnd;

    TypeReader(SourceText source, FrontEnd frontEnd) {
        this.source = source;
        this.frontEnd = frontEnd;
    }

    /** Nullable unless NOT NULL was written. Timestamps keep milliseconds whatever precision was asked for. */
    DataType type(SqlDataTypeSpec spec) {
        RelDataType type;
        try {
            type = spec.deriveType(frontEnd.types());
        } catch (CalciteContextException e) {
            throw unknown(spec);
        }
        if (!KNOWN.contains(type.getSqlTypeName()) || type.getSqlTypeName() == SqlTypeName.ROW && !type.isStruct()) {
            throw unknown(spec);
        }
        return milliseconds(CalciteTypes.of(type)).withNullable(!Objects.equals(spec.getNullable(), false));
    }

    private static DataType milliseconds(DataType type) {
        boolean isFiner = type.kind().isTimestamp() && type.precision() > 3;
        TypeKind kind = type.kind();
        if (!isFiner) {
            return type;
        }
        return kind == TypeKind.TIMESTAMP ? DataType.TIMESTAMP : DataType.TIMESTAMP_LTZ;
    }

    private RuntimeException unknown(SqlDataTypeSpec spec) {
        return source.error(
                SqlErrorCode.SYNTAX,
                "there is no type " + spec,
                "Types: BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL(p, s), STRING, BYTES, DATE, TIME,"
                        + " TIMESTAMP(3), TIMESTAMP_LTZ(3), ARRAY<T>, MAP<K, V>, ROW<name T, ...>.",
                spec.getParserPosition());
    }
}
