// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.DataType;
import dev.millrace.plan.Expression;
import dev.millrace.plan.Literal;
import java.math.BigDecimal;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.NlsString;

/** Constants of row expressions. */
final class Literals {
    private Literals() {}

    static Literal of(RexLiteral literal) {
        DataType type = CalciteTypes.of(literal.getType());
        if (literal.isNull()) {
            return new Literal(null, type);
        }
        return new Literal(value(literal, type), type);
    }

    private static Object value(RexLiteral literal, DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> literal.getValueAs(Boolean.class);
            case TINYINT, SMALLINT, INT -> number(literal).intValueExact();
            case BIGINT, INTERVAL_DAY, INTERVAL_MONTH -> number(literal).longValueExact();
            case FLOAT -> number(literal).floatValue();
            case DOUBLE -> number(literal).doubleValue();
            case DECIMAL -> number(literal).setScale(type.scale(), java.math.RoundingMode.HALF_UP);
            case BYTES -> literal.getValueAs(ByteString.class).getBytes();
            case DATE, TIME -> literal.getValueAs(Integer.class).longValue();
            case TIMESTAMP, TIMESTAMP_LTZ -> literal.getValueAs(Long.class);
            case STRING, ROW, ARRAY, MAP -> text(literal);
        };
    }

    private static BigDecimal number(RexLiteral literal) {
        Object value = literal.getValue();
        return value instanceof Double number ? BigDecimal.valueOf(number) : literal.getValueAs(BigDecimal.class);
    }

    /** A text, or the name of a symbol such as the HOUR of EXTRACT. */
    private static String text(RexLiteral literal) {
        Object value = literal.getValue();
        if (value instanceof NlsString text) {
            return text.getValue();
        }
        return value instanceof Enum<?> symbol ? symbol.name() : String.valueOf(value);
    }

    /** A whole or decimal constant as DOUBLE, everything else as it is. */
    static Expression asDouble(Expression expression) {
        boolean isNumber = expression instanceof Literal literal
                && literal.value() instanceof Number
                && literal.type().kind().isNumeric();
        return isNumber
                ? new Literal(
                        ((Number) ((Literal) expression).value()).doubleValue(), DataType.DOUBLE.withNullable(false))
                : expression;
    }
}
