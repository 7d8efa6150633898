// SPDX-License-Identifier: Apache-2.0
package dev.millrace.libraries.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.millrace.functions.DateTimes;
import dev.millrace.functions.Slot;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.Words;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** JSON text of values and back. Thread-safe. */
final class JsonText {
    static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

    private JsonText() {}

    /** Maps, lists, texts, numbers, Booleans and null of a JSON text; throws when it is none. */
    static Object parse(String text) throws JsonProcessingException {
        return MAPPER.readValue(text, Object.class);
    }

    /** JSON of what {@link #parse} gives. */
    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a value has no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Part of a JSON text. */
    interface Part {
        void write(JsonGenerator out) throws IOException;
    }

    static String written(Part part) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = MAPPER.createGenerator(text)) {
            out.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
            part.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static void write(JsonGenerator out, DataType type, Slot slot) throws IOException {
        write(out, type, slot.isNull ? null : type.kind().isWord() ? Words.box(type.kind(), slot.word) : slot.object);
    }

    /** A boxed value of a type. */
    static void write(JsonGenerator out, DataType type, Object value) throws IOException {
        if (value == null) {
            out.writeNull();
            return;
        }
        switch (type.kind()) {
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case TINYINT, SMALLINT, INT, BIGINT, INTERVAL_DAY, INTERVAL_MONTH ->
                out.writeNumber(((Number) value).longValue());
            case FLOAT, DOUBLE -> writeDouble(out, ((Number) value).doubleValue());
            case DECIMAL -> out.writeNumber((BigDecimal) value);
            case STRING -> out.writeString((String) value);
            case BYTES -> out.writeString(Base64.getEncoder().encodeToString((byte[]) value));
            case DATE -> out.writeString(DateTimes.formatDate((Long) value));
            case TIME -> out.writeString(DateTimes.formatTime((Long) value, type.precision()));
            case TIMESTAMP -> out.writeString(timestamp((Long) value));
            case TIMESTAMP_LTZ -> out.writeString(timestamp((Long) value) + "Z");
            case ROW -> writeRow(out, type, (Row) value);
            case ARRAY -> {
                out.writeStartArray();
                for (Object element : (List<?>) value) {
                    write(out, type.element(), element);
                }
                out.writeEndArray();
            }
            case MAP -> writeMap(out, type, (Map<?, ?>) value);
        }
    }

    private static void writeDouble(JsonGenerator out, double value) throws IOException {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " has no JSON");
        }
        out.writeNumber(value);
    }

    private static void writeRow(JsonGenerator out, DataType type, Row row) throws IOException {
        out.writeStartObject();
        for (int i = 0; i < row.size(); i++) {
            Column field = type.fields().get(i);
            out.writeFieldName(field.name());
            write(out, field.type(), row.valueAt(i, field.type()));
        }
        out.writeEndObject();
    }

    private static void writeMap(JsonGenerator out, DataType type, Map<?, ?> map) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.writeFieldName(String.valueOf(entry.getKey()));
            write(out, type.element(), entry.getValue());
        }
        out.writeEndObject();
    }

    /** {@code 2026-05-01T10:20:30}, with milliseconds when they are not zero. */
    private static String timestamp(long epochMs) {
        return DateTimes.formatTimestamp(epochMs, epochMs % 1000 == 0 ? 0 : 3).replace(' ', 'T');
    }
}
