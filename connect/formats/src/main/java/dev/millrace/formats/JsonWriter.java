// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.connect.Format;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.model.TypeKind;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Writes rows as compact objects. One thread. */
public final class JsonWriter implements Format.Writer {
    private final Schema schema;
    private final String timestampStandard;
    /** What stands before each value: bracket or comma, name, colon. */
    private final byte[][] names;
    /** By column; null where the column is no ROW. */
    private final JsonWriter[] nested;

    private final JsonText text;

    JsonWriter(Schema schema, String timestampStandard) {
        this(schema, timestampStandard, new JsonText());
    }

    private JsonWriter(Schema schema, String timestampStandard, JsonText text) {
        this.schema = schema;
        this.timestampStandard = timestampStandard;
        this.text = text;
        names = new byte[schema.size()][];
        nested = new JsonWriter[schema.size()];
        for (int i = 0; i < names.length; i++) {
            ByteWriter name = new ByteWriter();
            name.writeByte(i == 0 ? '{' : ',');
            text.string(schema.name(i), name);
            name.writeByte(':');
            names[i] = name.toBytes();
            if (!schema.type(i).fields().isEmpty()) {
                nested[i] = new JsonWriter(schema.type(i).rowSchema(), timestampStandard, text);
            }
        }
    }

    @Override
    public void write(Row row, ByteWriter out) {
        if (names.length == 0) {
            out.writeByte('{');
        }
        for (int i = 0; i < names.length; i++) {
            out.writeRaw(names[i], 0, names[i].length);
            if (row.isNull(i)) {
                text.ascii("null", out);
            } else {
                writeColumn(row, i, out);
            }
        }
        out.writeByte('}');
    }

    private void writeColumn(Row row, int column, ByteWriter out) {
        DataType type = schema.type(column);
        switch (type.kind()) {
            case BOOLEAN -> text.ascii(row.booleanAt(column) ? "true" : "false", out);
            case TINYINT, SMALLINT, INT, BIGINT, INTERVAL_DAY, INTERVAL_MONTH -> text.number(row.longAt(column), out);
            case FLOAT -> text.number((float) row.doubleAt(column), out);
            case DOUBLE -> text.number(row.doubleAt(column), out);
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> writeTime(type, row.longAt(column), out);
            case STRING -> text.string(row.stringAt(column), out);
            case ROW -> nested[column].write((Row) row.objectAt(column), out);
            case DECIMAL, BYTES, ARRAY, MAP -> writeValue(type, row.objectAt(column), out);
        }
    }

    private void writeTime(DataType type, long value, ByteWriter out) {
        if (type.kind().isTimestamp() && timestampStandard.equals(JsonFormat.EPOCH_MILLIS)) {
            text.number(value, out);
            return;
        }
        out.writeByte('"');
        switch (type.kind()) {
            case DATE -> Timestamps.writeDate(value, out);
            case TIME -> Timestamps.writeTime(value, out);
            default -> {
                char between = timestampStandard.equals(JsonFormat.SQL) ? ' ' : 'T';
                Timestamps.writeTimestamp(value, between, out);
                if (type.kind() == TypeKind.TIMESTAMP_LTZ) {
                    out.writeByte('Z');
                }
            }
        }
        out.writeByte('"');
    }

    /** A boxed value, as {@link Row#valueAt} gives it. */
    private void writeValue(DataType type, Object value, ByteWriter out) {
        if (value == null) {
            text.ascii("null", out);
            return;
        }
        switch (type.kind()) {
            case DECIMAL -> text.ascii(((BigDecimal) value).toPlainString(), out);
            case BYTES -> {
                byte[] encoded = Base64.getEncoder().encode((byte[]) value);
                text.ascii("\"" + new String(encoded, UTF_8) + "\"", out);
            }
            case ARRAY -> writeArray(type.element(), (List<?>) value, out);
            case MAP -> writeMap(type, (Map<?, ?>) value, out);
            case ROW -> new JsonWriter(type.rowSchema(), timestampStandard, text).write((Row) value, out);
            case STRING -> text.string((String) value, out);
            default -> {
                Row single = new Row(1);
                single.setValue(0, type, value);
                writeWord(type, single, out);
            }
        }
    }

    private void writeWord(DataType type, Row single, ByteWriter out) {
        switch (type.kind()) {
            case BOOLEAN -> text.ascii(single.booleanAt(0) ? "true" : "false", out);
            case FLOAT -> text.number((float) single.doubleAt(0), out);
            case DOUBLE -> text.number(single.doubleAt(0), out);
            case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> writeTime(type, single.longAt(0), out);
            default -> text.number(single.longAt(0), out);
        }
    }

    private void writeArray(DataType element, List<?> values, ByteWriter out) {
        out.writeByte('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.writeByte(',');
            }
            writeValue(element, values.get(i), out);
        }
        out.writeByte(']');
    }

    private void writeMap(DataType type, Map<?, ?> values, ByteWriter out) {
        out.writeByte('{');
        boolean isFirst = true;
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            if (!isFirst) {
                out.writeByte(',');
            }
            isFirst = false;
            text.string(String.valueOf(entry.getKey()), out);
            out.writeByte(':');
            writeValue(type.element(), entry.getValue(), out);
        }
        out.writeByte('}');
    }
}
