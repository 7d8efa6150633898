// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.model.TypeKind;
import java.util.Arrays;

/**
 * Reads an object into a row. Fields that are no columns are skipped; of a name that comes twice the last one counts.
 *
 * <p>Devices send their fields always in the same order, so it remembers what stood between the values in each place and compares
 * that first, which saves looking for the end of the name and searching it. Plain values are read by {@link PlainJson}, all others
 * by the column's {@link JsonDecoder}.
 */
final class JsonRowDecoder {
    private static final int REMEMBERED_FIELDS = 64;
    /** Remembers anew only at every so many misses, so that mixed devices do not make garbage. */
    private static final int MISSES_PER_CHANGE = 16;

    private final Schema schema;
    private final byte[][] names;
    /** Null where the column is not needed. */
    private final JsonDecoder[] decoders;
    /** How a plain value of the column is read. */
    private final Plain[] plains;

    private final boolean[] isRequired;
    private final StringCache cache;
    private final FieldName[] remembered = new FieldName[REMEMBERED_FIELDS];
    private int misses;

    private enum Plain {
        TEXT,
        DECIMAL,
        WHOLE,
        BOOLEAN,
        NEVER;

        static Plain of(TypeKind kind) {
            return switch (kind) {
                case STRING -> TEXT;
                case DOUBLE -> DECIMAL;
                case BIGINT, TIMESTAMP, TIMESTAMP_LTZ -> WHOLE;
                case BOOLEAN -> BOOLEAN;
                case TINYINT,
                        SMALLINT,
                        INT,
                        FLOAT,
                        DECIMAL,
                        BYTES,
                        DATE,
                        TIME,
                        ROW,
                        ARRAY,
                        MAP,
                        INTERVAL_DAY,
                        INTERVAL_MONTH -> NEVER;
            };
        }
    }

    /** @param isNeeded null when all columns are */
    JsonRowDecoder(Schema schema, boolean[] isNeeded, StringCache cache) {
        this.schema = schema;
        this.cache = cache;
        names = new byte[schema.size()][];
        decoders = new JsonDecoder[schema.size()];
        plains = new Plain[schema.size()];
        isRequired = new boolean[schema.size()];
        for (int i = 0; i < schema.size(); i++) {
            names[i] = schema.name(i).getBytes(UTF_8);
            plains[i] = Plain.of(schema.type(i).kind());
            if (isNeeded == null || isNeeded[i]) {
                decoders[i] = JsonDecoder.of(schema.type(i), cache);
                isRequired[i] = !schema.type(i).nullable();
            }
        }
    }

    /** Begins at the opening bracket. */
    Row decode(JsonScanner in) {
        Row row = new Row(names.length);
        int start = in.at();
        if (in.enter('{', '}')) {
            fields(in, row);
        }
        for (int i = 0; i < isRequired.length; i++) {
            if (isRequired[i] && row.isNull(i)) {
                throw FormatException.invalid("is missing or null, wanted " + schema.type(i), start)
                        .within(schema.name(i));
            }
        }
        return row;
    }

    /** Keeps its place in a local variable and tells the scanner only when that has to work. */
    private void fields(JsonScanner in, Row row) {
        byte[] text = in.bytes();
        int end = in.end();
        int depth = in.depth();
        int at = in.at();
        int field = 0;
        boolean more = true;
        while (more) {
            FieldName name = field < REMEMBERED_FIELDS ? remembered[field] : null;
            int column;
            if (name != null && name.isAt(text, at, end)) {
                at += name.length;
                column = name.column;
            } else {
                in.moveTo(at, depth);
                column = takeName(in, field);
                at = in.at();
            }
            field++;
            int behind = column < 0 ? PlainJson.skip(text, at, end) : plain(text, at, end, row, column);
            if (behind < 0) {
                in.moveTo(at, depth);
                decode(in, row, column);
                behind = in.at();
            }
            at = behind;
            if (at < end && text[at] == ',') {
                at++;
            } else {
                in.moveTo(at, depth);
                more = in.hasMore('}');
                at = in.at();
            }
        }
    }

    private int plain(byte[] text, int at, int end, Row row, int column) {
        return switch (plains[column]) {
            case TEXT -> text(text, at, end, row, column);
            case DECIMAL -> PlainJson.decimal(text, at, end, row, column);
            case WHOLE -> PlainJson.whole(text, at, end, row, column);
            case BOOLEAN -> PlainJson.bool(text, at, end, row, column);
            case NEVER -> PlainJson.NOT_PLAIN;
        };
    }

    private int text(byte[] text, int at, int end, Row row, int column) {
        if (at >= end || text[at] != '"') {
            return PlainJson.NOT_PLAIN;
        }
        int close = PlainJson.textEnd(text, at + 1, end);
        if (close < 0) {
            return PlainJson.NOT_PLAIN;
        }
        row.setObject(column, cache.get(text, at + 1, close));
        return close + 1;
    }

    private void decode(JsonScanner in, Row row, int column) {
        if (column < 0) {
            in.skipValue();
            return;
        }
        if (in.takeNull()) {
            row.setNull(column);
            return;
        }
        try {
            decoders[column].decode(in, row, column);
        } catch (FormatException e) {
            throw e.isMalformed() ? e : e.within(schema.name(column));
        }
    }

    /** Column of the field that comes next, {@link FieldName#NO_COLUMN} when nobody needs it; ends at its value. */
    private int takeName(JsonScanner in, int field) {
        int from = in.at();
        in.scanName();
        int column = find(in);
        boolean isEscaped = in.isEscaped();
        in.peek();
        int length = in.at() - from;
        boolean isWanted = field < REMEMBERED_FIELDS && length <= FieldName.BYTES_MAX && !isEscaped;
        if (isWanted && (remembered[field] == null || ++misses % MISSES_PER_CHANGE == 0)) {
            remembered[field] = new FieldName(in.bytes(), from, length, column);
        }
        return column;
    }

    private int find(JsonScanner in) {
        byte[] text = in.bytes();
        int from = in.textFrom();
        int to = in.textTo();
        if (in.isEscaped()) {
            text = in.text().getBytes(UTF_8);
            from = 0;
            to = text.length;
        }
        for (int i = 0; i < names.length; i++) {
            if (decoders[i] != null && Arrays.equals(names[i], 0, names[i].length, text, from, to)) {
                return i;
            }
        }
        return FieldName.NO_COLUMN;
    }
}
