// SPDX-License-Identifier: Apache-2.0
package dev.millrace.parser;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;

/** The types that Calcite's grammar does not have: STRING, BYTES, ARRAY&lt;T&gt;, ROW&lt;name T, ...&gt;; and MAP&lt;K, V&gt;, whose parts are nullable here. */
public final class NestedTypeSpec extends SqlTypeNameSpec {
    private final SqlTypeName kind;
    private final List<String> names;
    private final List<SqlDataTypeSpec> types;

    private NestedTypeSpec(
            String shown, SqlTypeName kind, List<String> names, List<SqlDataTypeSpec> types, SqlParserPos position) {
        super(new SqlIdentifier(shown, position), position);
        this.kind = kind;
        this.names = List.copyOf(names);
        this.types = List.copyOf(types);
    }

    static NestedTypeSpec string(SqlParserPos position) {
        return new NestedTypeSpec("STRING", SqlTypeName.VARCHAR, List.of(), List.of(), position);
    }

    static NestedTypeSpec bytes(SqlParserPos position) {
        return new NestedTypeSpec("BYTES", SqlTypeName.VARBINARY, List.of(), List.of(), position);
    }

    static NestedTypeSpec array(SqlDataTypeSpec element, SqlParserPos position) {
        return new NestedTypeSpec("ARRAY", SqlTypeName.ARRAY, List.of(), List.of(element), position);
    }

    static NestedTypeSpec map(SqlDataTypeSpec key, SqlDataTypeSpec value, SqlParserPos position) {
        return new NestedTypeSpec("MAP", SqlTypeName.MAP, List.of(), List.of(key, value), position);
    }

    static NestedTypeSpec row(List<SqlIdentifier> names, List<SqlDataTypeSpec> types, SqlParserPos position) {
        return new NestedTypeSpec(
                "ROW",
                SqlTypeName.ROW,
                names.stream().map(SqlIdentifier::getSimple).toList(),
                types,
                position);
    }

    @Override
    public RelDataType deriveType(SqlValidator validator) {
        RelDataTypeFactory factory = validator.getTypeFactory();
        return switch (kind) {
            case ARRAY -> factory.createArrayType(componentType(0, validator), -1);
            case MAP -> factory.createMapType(componentType(0, validator), componentType(1, validator));
            case ROW ->
                factory.createStructType(
                        java.util.stream.IntStream.range(0, types.size())
                                .mapToObj(i -> componentType(i, validator))
                                .toList(),
                        names);
            default -> factory.createSqlType(kind, Integer.MAX_VALUE);
        };
    }

    private RelDataType componentType(int index, SqlValidator validator) {
        SqlDataTypeSpec spec = types.get(index);
        RelDataType type = spec.deriveType(validator, true);
        return validator.getTypeFactory().createTypeWithNullability(type, !Objects.equals(spec.getNullable(), false));
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword(getTypeName().getSimple());
        if (types.isEmpty()) {
            return;
        }
        SqlWriter.Frame frame = writer.startList("<", ">");
        for (int i = 0; i < types.size(); i++) {
            writer.sep(",");
            if (!names.isEmpty()) {
                writer.identifier(names.get(i), true);
            }
            types.get(i).unparse(writer, 0, 0);
        }
        writer.endList(frame);
    }

    @Override
    public boolean equalsDeep(SqlTypeNameSpec other, Litmus litmus) {
        boolean isEqual = other instanceof NestedTypeSpec that && kind == that.kind && names.equals(that.names);
        for (int i = 0; isEqual && i < types.size(); i++) {
            isEqual = types.get(i).equalsDeep(((NestedTypeSpec) other).types.get(i), Litmus.IGNORE);
        }
        return isEqual ? litmus.succeed() : litmus.fail("types differ");
    }
}
