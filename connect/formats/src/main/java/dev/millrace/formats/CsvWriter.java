// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.connect.Format;
import dev.millrace.connect.Options;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.model.TypeKind;
import java.util.Base64;

/** Writes rows as lines without their line end. Writes no header by itself, see {@link #header}. One thread. */
public final class CsvWriter implements Format.Writer {
    private final Schema schema;
    private final char delimiter;
    private final char quote;
    private final String nullLiteral;
    private final JsonText text = new JsonText();

    CsvWriter(Schema schema, Options options) {
        this.schema = schema;
        this.delimiter = options.get(CsvFormat.DELIMITER);
        this.quote = options.get(CsvFormat.QUOTE);
        this.nullLiteral = options.get(CsvFormat.NULL_LITERAL);
    }

    /** The names of the columns as a line without its end, for whoever begins a file. */
    public void header(ByteWriter out) {
        for (int i = 0; i < schema.size(); i++) {
            separate(i, out);
            field(schema.name(i), out);
        }
    }

    @Override
    public void write(Row row, ByteWriter out) {
        for (int i = 0; i < schema.size(); i++) {
            separate(i, out);
            if (row.isNull(i)) {
                raw(nullLiteral, out);
            } else {
                writeColumn(row, i, out);
            }
        }
    }

    private void separate(int column, ByteWriter out) {
        if (column > 0) {
            raw(String.valueOf(delimiter), out);
        }
    }

    private void writeColumn(Row row, int column, ByteWriter out) {
        DataType type = schema.type(column);
        switch (type.kind()) {
            case BOOLEAN -> raw(row.booleanAt(column) ? "true" : "false", out);
            case TINYINT, SMALLINT, INT, BIGINT, INTERVAL_DAY, INTERVAL_MONTH -> text.number(row.longAt(column), out);
            case FLOAT -> text.number((float) row.doubleAt(column), out);
            case DOUBLE -> text.number(row.doubleAt(column), out);
            case DECIMAL -> raw(row.decimalAt(column).toPlainString(), out);
            case STRING -> field(row.stringAt(column), out);
            case BYTES -> raw(Base64.getEncoder().encodeToString((byte[]) row.objectAt(column)), out);
            case DATE -> Timestamps.writeDate(row.longAt(column), out);
            case TIME -> Timestamps.writeTime(row.longAt(column), out);
            case TIMESTAMP, TIMESTAMP_LTZ -> {
                Timestamps.writeTimestamp(row.longAt(column), ' ', out);
                raw(type.kind() == TypeKind.TIMESTAMP_LTZ ? "Z" : "", out);
            }
            case ROW, ARRAY, MAP -> nested(row, column, out);
        }
    }

    /** Nested values are written as JSON, for people; they cannot be read back. */
    private void nested(Row row, int column, ByteWriter out) {
        Row single = new Row(1);
        single.setFrom(0, row, column);
        ByteWriter json = new ByteWriter();
        Schema one = Schema.of(new Column("v", schema.type(column)));
        JsonFormat.writer(one, JsonFormat.SQL).write(single, json);
        String object = new String(json.toBytes(), UTF_8);
        field(object.substring("{\"v\":".length(), object.length() - 1), out);
    }

    private void field(String value, ByteWriter out) {
        boolean isQuoted = value.equals(nullLiteral)
                || value.indexOf(delimiter) >= 0
                || value.indexOf(quote) >= 0
                || value.indexOf('\n') >= 0
                || value.indexOf('\r') >= 0;
        String mark = String.valueOf(quote);
        raw(isQuoted ? mark + value.replace(mark, mark + mark) + mark : value, out);
    }

    private static void raw(String value, ByteWriter out) {
        byte[] bytes = value.getBytes(UTF_8);
        out.writeRaw(bytes, 0, bytes.length);
    }
}
