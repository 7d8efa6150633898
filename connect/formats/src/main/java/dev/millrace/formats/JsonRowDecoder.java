// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.util.Arrays;

/**
 * Reads an object into a row. Fields that are no columns are skipped; of a name that comes twice the last one counts.
 *
 * <p>Devices send their fields always in the same order, so it remembers which name came in which place and compares that
 * first, which saves looking for the end of the name and searching it.
 */
final class JsonRowDecoder {
    private static final int REMEMBERED_FIELDS = 64;
    private static final int REMEMBERED_BYTES = 64;
    /** Remembers anew only at every so many misses, so that mixed devices do not make garbage. */
    private static final int MISSES_PER_CHANGE = 16;

    private final Schema schema;
    private final byte[][] names;
    /** Null where the column is not needed. */
    private final JsonDecoder[] decoders;

    private final byte[][] rememberedNames = new byte[REMEMBERED_FIELDS][];
    private final int[] rememberedColumns = new int[REMEMBERED_FIELDS];
    private int misses;

    /** @param isNeeded null when all columns are */
    JsonRowDecoder(Schema schema, boolean[] isNeeded, StringCache cache) {
        this.schema = schema;
        names = new byte[schema.size()][];
        decoders = new JsonDecoder[schema.size()];
        for (int i = 0; i < schema.size(); i++) {
            names[i] = schema.name(i).getBytes(UTF_8);
            if (isNeeded == null || isNeeded[i]) {
                decoders[i] = JsonDecoder.of(schema.type(i), cache);
            }
        }
    }

    /** Begins at the opening bracket. */
    Row decode(JsonScanner in) {
        Row row = new Row(names.length);
        int start = in.at();
        int field = 0;
        for (boolean more = in.enter('{', '}'); more; more = in.hasMore('}')) {
            int column = takeName(in, field++);
            if (column < 0) {
                in.skipValue();
            } else {
                decode(in, row, column);
            }
        }
        for (int i = 0; i < decoders.length; i++) {
            if (decoders[i] != null && row.isNull(i) && !schema.type(i).nullable()) {
                throw FormatException.invalid("is missing or null, wanted " + schema.type(i), start)
                        .within(schema.name(i));
            }
        }
        return row;
    }

    private void decode(JsonScanner in, Row row, int column) {
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

    /** Column of the field that comes next, -1 when nobody needs it. */
    private int takeName(JsonScanner in, int field) {
        boolean isRemembered = field < REMEMBERED_FIELDS && rememberedNames[field] != null;
        if (isRemembered && in.takeName(rememberedNames[field])) {
            return rememberedColumns[field];
        }
        in.scanName();
        int column = find(in);
        boolean isShort = in.textTo() - in.textFrom() <= REMEMBERED_BYTES && !in.isEscaped();
        if (field < REMEMBERED_FIELDS && isShort && (!isRemembered || ++misses % MISSES_PER_CHANGE == 0)) {
            rememberedNames[field] = Arrays.copyOfRange(in.bytes(), in.textFrom(), in.textTo());
            rememberedColumns[field] = column;
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
        return -1;
    }
}
