// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Type of a column or expression.
 *
 * @param nullable whether NULL is allowed
 * @param precision digits of DECIMAL, fractional digits of TIMESTAMP and TIME, else 0
 * @param scale digits of DECIMAL after the point, else 0
 * @param fields of ROW, else empty
 * @param elements of ARRAY (one) and MAP (key, value), else empty
 */
public record DataType(
        TypeKind kind, boolean nullable, int precision, int scale, List<Column> fields, List<DataType> elements) {

    public static final DataType BOOLEAN = of(TypeKind.BOOLEAN);
    public static final DataType TINYINT = of(TypeKind.TINYINT);
    public static final DataType SMALLINT = of(TypeKind.SMALLINT);
    public static final DataType INT = of(TypeKind.INT);
    public static final DataType BIGINT = of(TypeKind.BIGINT);
    public static final DataType FLOAT = of(TypeKind.FLOAT);
    public static final DataType DOUBLE = of(TypeKind.DOUBLE);
    public static final DataType STRING = of(TypeKind.STRING);
    public static final DataType BYTES = of(TypeKind.BYTES);
    public static final DataType DATE = of(TypeKind.DATE);
    public static final DataType TIME = of(TypeKind.TIME);
    /** TIMESTAMP(3), the type of every time attribute. */
    public static final DataType TIMESTAMP = new DataType(TypeKind.TIMESTAMP, true, 3, 0, List.of(), List.of());

    public static final DataType TIMESTAMP_LTZ = new DataType(TypeKind.TIMESTAMP_LTZ, true, 3, 0, List.of(), List.of());

    public DataType {
        Objects.requireNonNull(kind, "kind");
        fields = List.copyOf(fields);
        elements = List.copyOf(elements);
    }

    /** Nullable type of a kind without parameters. */
    public static DataType of(TypeKind kind) {
        return new DataType(kind, true, 0, 0, List.of(), List.of());
    }

    /** DECIMAL(precision, scale), precision 1 to 38, scale 0 to precision. */
    public static DataType decimal(int precision, int scale) {
        return new DataType(TypeKind.DECIMAL, true, precision, scale, List.of(), List.of());
    }

    public static DataType row(List<Column> fields) {
        return new DataType(TypeKind.ROW, true, 0, 0, fields, List.of());
    }

    public static DataType array(DataType element) {
        return new DataType(TypeKind.ARRAY, true, 0, 0, List.of(), List.of(element));
    }

    public static DataType map(DataType key, DataType value) {
        return new DataType(TypeKind.MAP, true, 0, 0, List.of(), List.of(key, value));
    }

    public DataType withNullable(boolean isNullable) {
        return isNullable == nullable ? this : new DataType(kind, isNullable, precision, scale, fields, elements);
    }

    /** Schema of a ROW's fields. */
    public Schema rowSchema() {
        return new Schema(fields);
    }

    /** Element type of ARRAY, or value type of MAP. */
    public DataType element() {
        return elements.get(elements.size() - 1);
    }

    /** As written in SQL, for example {@code DECIMAL(10, 2) NOT NULL}. */
    @Override
    public String toString() {
        String name =
                switch (kind) {
                    case DECIMAL -> "DECIMAL(" + precision + ", " + scale + ")";
                    case TIMESTAMP, TIMESTAMP_LTZ -> kind + "(" + precision + ")";
                    case ROW ->
                        fields.stream()
                                .map(f -> f.name() + " " + f.type())
                                .collect(Collectors.joining(", ", "ROW<", ">"));
                    case ARRAY -> "ARRAY<" + element() + ">";
                    case MAP -> "MAP<" + elements.get(0) + ", " + elements.get(1) + ">";
                    case BOOLEAN,
                            TINYINT,
                            SMALLINT,
                            INT,
                            BIGINT,
                            FLOAT,
                            DOUBLE,
                            STRING,
                            BYTES,
                            DATE,
                            TIME,
                            INTERVAL_DAY,
                            INTERVAL_MONTH -> kind.name();
                };
        return nullable ? name : name + " NOT NULL";
    }
}
