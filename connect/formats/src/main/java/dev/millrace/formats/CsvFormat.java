// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import dev.millrace.connect.Format;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.model.Schema;
import java.util.List;
import java.util.function.Function;

/**
 * Comma-separated values as RFC 4180 has them: one row a line, fields in the order of the columns or as a header line names
 * them. Columns must have a scalar type. Times and numbers are read as JSON's texts are; timestamps also as epoch
 * milliseconds; written with a blank between date and time.
 */
public final class CsvFormat implements Format {
    /** Value of the option {@code format}. */
    public static final String NAME = "csv";

    public static final Option<Character> DELIMITER =
            character("csv.field-delimiter", ',', "What stands between two fields; \\t for a tabulator.");
    public static final Option<Character> QUOTE = character(
            "csv.quote-character", '"', "What stands around a field that holds delimiters, quotes or line ends.");
    public static final Option<String> NULL_LITERAL =
            Option.text("csv.null-literal", "", "Text of a field that means NULL.");
    public static final Option<Boolean> HEADER = Option.bool(
            "csv.header",
            false,
            "Whether the first line that a reader gets names the columns, and the first line written does.");
    public static final Option<Boolean> IGNORE_EXTRA = Option.bool(
            "csv.ignore-extra-fields",
            false,
            "Without a header: whether fields behind the last column are skipped instead of refused.");

    private static Option<Character> character(String name, char initial, String doc) {
        Function<String, Character> parser = text -> {
            if (text.equals("\\t")) {
                return '\t';
            }
            if (text.length() != 1) {
                throw new IllegalArgumentException("must be one character");
            }
            return text.charAt(0);
        };
        return new Option<>(name, "one character", parser, initial, false, false, doc);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String doc() {
        return "Comma-separated values, one row a line, with or without a header line.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(DELIMITER, QUOTE, NULL_LITERAL, HEADER, IGNORE_EXTRA);
    }

    @Override
    public CsvReader reader(Schema schema, boolean[] isNeeded, Options options) {
        return new CsvReader(schema, isNeeded, options);
    }

    @Override
    public CsvWriter writer(Schema schema, Options options) {
        return new CsvWriter(schema, options);
    }
}
