// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.replay;

import dev.millrace.cli.CliError;
import dev.millrace.model.MillraceException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with names of columns in braces, such as {@code plant/{site}/{machine}/temperature}. */
record RowTemplate(String text) {
    private static final Pattern NAME = Pattern.compile("\\{([^{}]+)}");

    /** The text with the values of a row in place. */
    String of(Map<String, String> row) {
        return NAME.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(row, found.group(1))));
    }

    private String value(Map<String, String> row, String name) {
        String value = row.get(name);
        if (value == null || value.isEmpty()) {
            throw MillraceException.of(
                    CliError.WRONG_CSV,
                    "\"" + text + "\" names {" + name + "}, but a row has no such value",
                    "Columns: " + String.join(", ", row.keySet()) + ". Give a constant with --set " + name + "=VALUE.");
        }
        return value;
    }
}
