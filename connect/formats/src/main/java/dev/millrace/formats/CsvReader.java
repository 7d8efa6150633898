// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.millrace.connect.Format;
import dev.millrace.connect.Options;
import dev.millrace.connect.Rejected;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads lines of comma-separated values. With {@code csv.header} the first line that this reader gets is the header and no
 * row, so a reader belongs to one file and whoever goes on in the middle of a file gives it the header line first. Fields
 * that no column has are skipped then. One thread.
 */
public final class CsvReader implements Format.Reader {
    private static final int UNUSED = -1;

    private final Schema schema;
    private final boolean[] isNeeded;
    private final String nullLiteral;
    private final boolean ignoresExtra;
    private final CsvFactory factory = new CsvFactory();
    private final CsvSchema form;
    /** Column of each field; null until the header was read. */
    private int[] columns;

    CsvReader(Schema schema, boolean[] isNeeded, Options options) {
        this.schema = schema;
        this.isNeeded = isNeeded;
        this.nullLiteral = options.get(CsvFormat.NULL_LITERAL);
        this.ignoresExtra = options.get(CsvFormat.IGNORE_EXTRA);
        this.form = CsvSchema.emptySchema()
                .withColumnSeparator(options.get(CsvFormat.DELIMITER))
                .withQuoteChar(options.get(CsvFormat.QUOTE));
        factory.enable(CsvParser.Feature.WRAP_AS_ARRAY);
        factory.enable(CsvParser.Feature.SKIP_EMPTY_LINES);
        // An empty text in quotes is a text.
        factory.configure(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL, nullLiteral.isEmpty());
        if (!options.get(CsvFormat.HEADER)) {
            columns = new int[schema.size()];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = i;
            }
        }
    }

    @Override
    public void read(byte[] bytes, int from, int length, Out out) {
        List<Row> rows = new ArrayList<>();
        try (CsvParser parser = (CsvParser) factory.createParser(bytes, from, length)) {
            parser.setSchema(form);
            parser.nextToken();
            boolean isHeaderRead = false;
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                List<String> fields = fields(parser);
                if (columns == null) {
                    columns = header(fields);
                    isHeaderRead = true;
                } else {
                    rows.add(row(fields));
                }
            }
            if (rows.isEmpty() && !isHeaderRead) {
                throw FormatException.malformed("message is empty", from);
            }
        } catch (JsonProcessingException e) {
            out.rejected(malformed(e, from));
            return;
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        } catch (FormatException e) {
            out.rejected(e.toRejected());
            return;
        }
        rows.forEach(out::row);
    }

    private static Rejected malformed(JsonProcessingException e, int from) {
        return FormatException.malformed(e.getOriginalMessage(), from).toRejected();
    }

    private static List<String> fields(CsvParser parser) throws IOException {
        List<String> fields = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                throw FormatException.malformed("message ends inside of a line", -1);
            }
            fields.add(token == JsonToken.VALUE_NULL ? null : parser.getText());
        }
        return fields;
    }

    private int[] header(List<String> names) {
        int[] found = new int[names.size()];
        for (int i = 0; i < found.length; i++) {
            String name = i == 0 ? names.get(0).replace("\uFEFF", "") : names.get(i);
            found[i] = schema.indexOf(name.trim());
        }
        return found;
    }

    private Row row(List<String> fields) {
        if (fields.size() > columns.length && !ignoresExtra) {
            throw FormatException.invalid("line has " + fields.size() + " fields, wanted " + columns.length, -1);
        }
        Row row = new Row(schema.size());
        for (int i = 0; i < Math.min(fields.size(), columns.length); i++) {
            int column = columns[i];
            if (column != UNUSED && (isNeeded == null || isNeeded[column])) {
                set(row, column, fields.get(i));
            }
        }
        for (int i = 0; i < schema.size(); i++) {
            boolean isMissing = row.isNull(i) && !schema.type(i).nullable() && (isNeeded == null || isNeeded[i]);
            if (isMissing) {
                throw FormatException.invalid("is missing or null, wanted " + schema.type(i), -1)
                        .within(schema.name(i));
            }
        }
        return row;
    }

    private void set(Row row, int column, String text) {
        if (text == null || !nullLiteral.isEmpty() && text.equals(nullLiteral)) {
            return;
        }
        try {
            TextValues.set(text, schema.type(column), row, column);
        } catch (FormatException e) {
            throw e.within(schema.name(column));
        }
    }
}
