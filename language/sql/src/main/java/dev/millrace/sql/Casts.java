// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.model.TypeKind;
import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.Literal;
import java.util.ArrayList;
import java.util.List;

/** Which types may be assigned to which without a CAST, and the CAST that does it. */
final class Casts {
    private static final List<TypeKind> NUMBERS = List.of(
            TypeKind.TINYINT,
            TypeKind.SMALLINT,
            TypeKind.INT,
            TypeKind.BIGINT,
            TypeKind.DECIMAL,
            TypeKind.FLOAT,
            TypeKind.DOUBLE);

    private Casts() {}

    /** The relation with the types and names of a schema; the columns must be assignable. */
    static Relation to(Schema schema, Relation relation) {
        List<Expression> columns = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            columns.add(to(schema.type(i), relation.projection().get(i)));
        }
        return relation.withProjection(columns, schema.names());
    }

    static Expression to(DataType type, Expression value) {
        if (same(value.type(), type)) {
            return value;
        }
        if (value instanceof Literal literal && literal.value() == null) {
            return new Literal(null, type);
        }
        return new Call("CAST", List.of(value), type);
    }

    private static boolean same(DataType a, DataType b) {
        return a.withNullable(true).equals(b.withNullable(true))
                || a.kind() == b.kind() && a.kind().isWord();
    }

    /** SQL's assignment: the same kind, numbers to wider ones, the parts of ROW, ARRAY and MAP likewise. */
    static boolean isAssignable(DataType from, DataType to) {
        if (from.kind().isNumeric() && to.kind().isNumeric()) {
            return NUMBERS.indexOf(from.kind()) <= NUMBERS.indexOf(to.kind());
        }
        if (from.kind() != to.kind()) {
            return from.kind().isTimestamp() && to.kind().isTimestamp()
                    || from.kind() == TypeKind.DATE && to.kind().isTimestamp();
        }
        if (from.fields().size() != to.fields().size()) {
            return false;
        }
        for (int i = 0; i < from.fields().size(); i++) {
            if (!isAssignable(from.fields().get(i).type(), to.fields().get(i).type())) {
                return false;
            }
        }
        for (int i = 0; i < from.elements().size(); i++) {
            if (!isAssignable(from.elements().get(i), to.elements().get(i))) {
                return false;
            }
        }
        return true;
    }
}
