// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.DateTimes;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.util.BitString;
import org.apache.calcite.util.NlsString;

/** Constants of INSERT ... VALUES, assigned to the types of their columns. */
final class ValueReader {
    private final SourceText source;
    private final TypeReader types;

    ValueReader(SourceText source, TypeReader types) {
        this.source = source;
        this.types = types;
    }

    /** Boxed as {@link Row#valueAt} gives it; null for NULL. */
    Object value(SqlNode node, Column column) {
        Object value = value(node, column.type(), column);
        if (value == null && !column.type().nullable()) {
            throw wrong(node, column, "NULL");
        }
        return value;
    }

    private Object value(SqlNode node, DataType type, Column column) {
        if (node instanceof SqlLiteral literal) {
            return literal(literal, type, column);
        }
        if (!(node instanceof SqlCall call)) {
            throw wrong(node, column, "\"" + node + "\"");
        }
        return switch (call.getKind()) {
            case MINUS_PREFIX -> assigned(number(call.operand(0), column).negate(), type, node, column);
            case PLUS_PREFIX -> assigned(number(call.operand(0), column), type, node, column);
            case CAST -> cast(call, type, column);
            case ROW -> row(call, type, column);
            case ARRAY_VALUE_CONSTRUCTOR -> array(call, type, column);
            case MAP_VALUE_CONSTRUCTOR -> map(call, type, column);
            default -> throw wrong(node, column, "an expression");
        };
    }

    private BigDecimal number(SqlNode node, Column column) {
        if (node instanceof SqlNumericLiteral literal) {
            return literal.bigDecimalValue();
        }
        throw wrong(node, column, "an expression");
    }

    private Object literal(SqlLiteral literal, DataType type, Column column) {
        Object value = literal.getValue();
        if (value == null) {
            return literal.getTypeName() == org.apache.calcite.sql.type.SqlTypeName.UNKNOWN
                    ? time(literal.toString(), type, literal, column)
                    : null;
        }
        if (literal instanceof SqlNumericLiteral number) {
            return assigned(number.bigDecimalValue(), type, literal, column);
        }
        if (value instanceof NlsString text) {
            return type.kind() == TypeKind.STRING ? text.getValue() : time(text.getValue(), type, literal, column);
        }
        if (value instanceof Boolean truth && type.kind() == TypeKind.BOOLEAN) {
            return truth;
        }
        if (value instanceof BitString bits && type.kind() == TypeKind.BYTES) {
            return bits.getAsByteArray();
        }
        return time(text(literal), type, literal, column);
    }

    /** {@code 2026-05-01 10:00:00} of {@code TIMESTAMP '2026-05-01 10:00:00'}. */
    private static String text(SqlLiteral literal) {
        String shown = literal.toString();
        int from = shown.indexOf('\'');
        int to = shown.lastIndexOf('\'');
        return from >= 0 && to > from ? shown.substring(from + 1, to) : shown;
    }

    private Object time(String text, DataType type, SqlNode node, Column column) {
        String value = text.startsWith("'") ? text.replace("'", "") : text;
        boolean isQuotedText = node instanceof SqlLiteral literal && literal.getValue() instanceof NlsString;
        try {
            return switch (type.kind()) {
                case TIMESTAMP, TIMESTAMP_LTZ -> DateTimes.parseTimestamp(value);
                case DATE -> DateTimes.parseDate(value);
                case TIME -> DateTimes.parseTime(value);
                default -> throw wrong(node, column, isQuotedText ? "the text '" + value + "'" : "\"" + node + "\"");
            };
        } catch (IllegalArgumentException e) {
            throw wrong(node, column, "'" + value + "'");
        }
    }

    private Object assigned(BigDecimal number, DataType type, SqlNode node, Column column) {
        try {
            return switch (type.kind()) {
                case TINYINT -> Integer.valueOf(whole(number).byteValueExact());
                case SMALLINT -> Integer.valueOf(whole(number).shortValueExact());
                case INT -> whole(number).intValueExact();
                case BIGINT -> whole(number).longValueExact();
                case FLOAT -> number.floatValue();
                case DOUBLE -> number.doubleValue();
                case DECIMAL -> decimal(number, type);
                default -> throw wrong(node, column, "the number " + number.toPlainString());
            };
        } catch (ArithmeticException e) {
            throw wrong(node, column, "the number " + number.toPlainString());
        }
    }

    private static BigDecimal whole(BigDecimal number) {
        return number.setScale(0, RoundingMode.UNNECESSARY);
    }

    private static BigDecimal decimal(BigDecimal number, DataType type) {
        BigDecimal scaled = number.setScale(type.scale(), RoundingMode.HALF_UP);
        if (scaled.precision() > type.precision()) {
            throw new ArithmeticException("more digits than the column has");
        }
        return scaled;
    }

    /** The value as the written type, then as the column's. */
    private Object cast(SqlCall call, DataType type, Column column) {
        DataType written = types.type(call.operand(1));
        Column as = new Column(column.name(), written);
        SqlNode operand = call.operand(0);
        boolean isText = operand instanceof SqlLiteral literal && literal.getValue() instanceof NlsString;
        Object value = isText && written.kind().isNumeric()
                ? assigned(parsed((SqlLiteral) operand, as), written, operand, as)
                : value(operand, written, as);
        if (value == null || written.kind() == type.kind()) {
            return value instanceof BigDecimal number ? assigned(number, type, call, column) : value;
        }
        if (value instanceof Number number && type.kind().isNumeric()) {
            return assigned(new BigDecimal(number.toString()), type, call, column);
        }
        if (written.kind().isTimestamp() && type.kind().isTimestamp()) {
            return value;
        }
        throw wrong(call, column, "a value of type " + written);
    }

    private BigDecimal parsed(SqlLiteral literal, Column column) {
        String text = literal.getValueAs(String.class);
        try {
            return new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            throw wrong(literal, column, "the text '" + text + "'");
        }
    }

    private Row row(SqlCall call, DataType type, Column column) {
        if (type.kind() != TypeKind.ROW || type.fields().size() != call.operandCount()) {
            throw wrong(call, column, "a ROW of " + call.operandCount() + " values");
        }
        Row row = new Row(type.fields().size());
        for (int i = 0; i < type.fields().size(); i++) {
            DataType field = type.fields().get(i).type();
            row.setValue(i, field, value(call.operand(i), field, column));
        }
        return row;
    }

    private List<Object> array(SqlCall call, DataType type, Column column) {
        if (type.kind() != TypeKind.ARRAY) {
            throw wrong(call, column, "an ARRAY");
        }
        List<Object> values = new ArrayList<>();
        call.getOperandList().forEach(o -> values.add(value(o, type.element(), column)));
        return Collections.unmodifiableList(values);
    }

    private Map<Object, Object> map(SqlCall call, DataType type, Column column) {
        if (type.kind() != TypeKind.MAP || call.operandCount() % 2 != 0) {
            throw wrong(call, column, "a MAP");
        }
        Map<Object, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < call.operandCount(); i += 2) {
            values.put(
                    value(call.operand(i), type.elements().get(0), column),
                    value(call.operand(i + 1), type.element(), column));
        }
        return Collections.unmodifiableMap(values);
    }

    private RuntimeException wrong(SqlNode node, Column column, String found) {
        return source.error(
                SqlErrorCode.LITERAL,
                "column \"" + column.name() + "\" is " + column.type() + ", but the row gives " + found,
                "Write a constant: a number, 'text', TRUE, TIMESTAMP '2026-05-01 10:00:00', NULL, CAST, ROW(...), ARRAY[...] or MAP[...].",
                node.getParserPosition());
    }
}
