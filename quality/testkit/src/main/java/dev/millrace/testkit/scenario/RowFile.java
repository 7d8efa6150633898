// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.connect.Format;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Rejected;
import dev.millrace.formats.CsvFormat;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Rows of a CSV file beside a scenario. A first line with names of columns is a header. */
final class RowFile {
    private RowFile() {}

    static List<Row> read(Path file, Schema schema) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw MillraceException.of(
                    ScenarioError.BAD_LOAD,
                    "file \"" + file + "\" cannot be read: " + e.getMessage(),
                    "Put the CSV file beside the scenario.",
                    e);
        }
        boolean hasHeader = !lines.isEmpty()
                && Arrays.stream(lines.get(0).split(",")).map(String::strip).anyMatch(schema.names()::contains);
        CsvFormat format = new CsvFormat();
        Map<String, String> texts = Map.of("csv.header", String.valueOf(hasHeader));
        boolean[] isNeeded = new boolean[schema.size()];
        Arrays.fill(isNeeded, true);
        Format.Reader reader = format.reader(schema, isNeeded, Options.of(format.options(), texts, new Problems()));
        List<Row> rows = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank()) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                reader.read(bytes, 0, bytes.length, new Collected(file, rows));
            }
        }
        return rows;
    }

    /** Takes rows; a line that is none ends the scenario. */
    private record Collected(Path file, List<Row> rows) implements Format.Reader.Out {
        @Override
        public void row(Row row) {
            rows.add(row);
        }

        @Override
        public void rejected(Rejected rejected) {
            throw MillraceException.of(
                    ScenarioError.BAD_LOAD,
                    "file \"" + file + "\" has a line that is no row: " + rejected.detail(),
                    "Correct the line, or the columns of the table.");
        }
    }
}
