// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * How a row becomes a JSON payload. The time column is written as epoch milliseconds when it can be read, else as it is: the
 * receiver then says what is wrong with it. Numbers become numbers with the digits of the file, empty cells become null.
 */
final class ReadingForm {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private final Map<String, String> fields;
    private final String timeColumn;
    private final TimeText time;
    private final JsonFactory json = new JsonFactory();

    /**
     * A form.
     *
     * @param fields field of the payload by column of the file; empty: every column under its own name
     * @param timeColumn column with the time
     */
    ReadingForm(Map<String, String> fields, String timeColumn, TimeText time) {
        this.fields = new LinkedHashMap<>(fields);
        this.timeColumn = timeColumn;
        this.time = time;
    }

    OptionalLong timeMs(Map<String, String> row) {
        return time.epochMs(row.get(timeColumn));
    }

    byte[] payload(Map<String, String> row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            for (Map.Entry<String, String> cell : row.entrySet()) {
                String field = fields.isEmpty() ? cell.getKey() : fields.get(cell.getKey());
                if (field != null) {
                    out.writeFieldName(field);
                    write(out, cell.getKey(), cell.getValue());
                }
            }
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator out, String column, String cell) throws IOException {
        String text = cell == null ? "" : cell.trim();
        OptionalLong timeMs = column.equals(timeColumn) ? time.epochMs(text) : OptionalLong.empty();
        if (timeMs.isPresent()) {
            out.writeNumber(timeMs.getAsLong());
        } else if (text.isEmpty()) {
            out.writeNull();
        } else if (NUMBER.matcher(text).matches()) {
            out.writeNumber(text);
        } else {
            out.writeString(text);
        }
    }
}
