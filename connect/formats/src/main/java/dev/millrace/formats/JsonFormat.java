// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import dev.millrace.connect.Format;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.model.Schema;
import java.util.List;

/**
 * JSON as RFC 8259 has it: UTF-8, no comments, no NaN, at most 512 levels of nesting.
 *
 * <p>Read: fields by column name (case counts), unknown fields skipped, of a name that comes twice the last one. Timestamps
 * are epoch milliseconds or ISO-8601 text with {@code T} or a blank; without a zone they are UTC. DECIMAL is exact and
 * rounded half up to its scale. STRING also takes numbers, booleans and nested values, as they are written. BYTES is
 * base64. Whole numbers may be written {@code 3.0} or {@code 3e2}. Nothing is guessed beyond that: {@code "21.5"} is no
 * DOUBLE.
 *
 * <p>Written: one object without blanks, all columns in order, NULL as {@code null}, DOUBLE in the shortest form that reads
 * back the same on every Java. Which way timestamps are read does not depend on {@link #TIMESTAMP_STANDARD}.
 */
public final class JsonFormat implements Format {
    /** Value of the option {@code format}. */
    public static final String NAME = "json";

    /** {@code 2026-01-31 10:15:30.123}. */
    public static final String SQL = "SQL";
    /** {@code 2026-01-31T10:15:30.123}, TIMESTAMP_LTZ with a Z. */
    public static final String ISO_8601 = "ISO-8601";
    /** {@code 1769854530123}; the gateway writes readings so, because it is the cheapest to read. */
    public static final String EPOCH_MILLIS = "EPOCH-MILLIS";

    /** Flink's name, one more word. */
    public static final Option<String> TIMESTAMP_STANDARD = Option.choice(
            "json.timestamp-format.standard",
            ISO_8601,
            List.of(SQL, ISO_8601, EPOCH_MILLIS),
            "How timestamps are written; all three are always read.");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String doc() {
        return "One JSON object a row; messages may also hold an array of objects or one object a line.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(TIMESTAMP_STANDARD);
    }

    @Override
    public JsonReader reader(Schema schema, boolean[] isNeeded, Options options) {
        return new JsonReader(schema, isNeeded);
    }

    @Override
    public JsonWriter writer(Schema schema, Options options) {
        return new JsonWriter(schema, options.find(TIMESTAMP_STANDARD).orElse(ISO_8601));
    }

    /** Reader of all columns with the options that hold when none are given. */
    public static JsonReader reader(Schema schema) {
        return new JsonReader(schema, null);
    }

    /** Writer with one of the three timestamp forms. */
    public static JsonWriter writer(Schema schema, String timestampStandard) {
        return new JsonWriter(schema, timestampStandard);
    }
}
