// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.model.MillraceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The part of docs/performance.md that a run of {@code millrace bench --peers} writes. */
final class BenchDocument {
    static final String BEGIN = "<!-- bench --peers begins here -->";
    static final String END = "<!-- bench --peers ends here -->";

    private BenchDocument() {}

    /** Replaces what is between the marks. */
    static void write(Path document, String command, String table) throws IOException {
        String text = Files.readString(document, StandardCharsets.UTF_8);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw MillraceException.of(
                    CliError.WRONG_FLAG_VALUE,
                    "\"" + document + "\" has no place for the table",
                    "Put the lines  " + BEGIN + "  and  " + END + "  where it belongs.");
        }
        String part = BEGIN + "\n" + head(command) + "\n" + table;
        Files.writeString(document, text.substring(0, begin) + part + text.substring(end), StandardCharsets.UTF_8);
    }

    private static String head(String command) {
        return "On " + LocalDate.now(ZoneOffset.UTC) + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, Java "
                + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ". Made by\n\n```\n" + command
                + " --write docs/performance.md\n```\n";
    }
}
