// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.verify;

import dev.millrace.connect.Format;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Rejected;
import dev.millrace.formats.CsvFormat;
import dev.millrace.formats.JsonFormat;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.plan.TableDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Rows of a file, held in memory: CSV with or without a header line that names the columns, or one JSON object a line when the
 * name has {@code .json} or {@code .ndjson}; each may end in {@code .gz}.
 *
 * @param rows with the physical columns of the table
 * @param rejected lines that are no row of the table; they would end in the ledger as MALFORMED
 * @param firstRejected why the first of them is none, empty text when there is none
 * @param isCut whether the file has more rows than were asked for
 */
record InputFile(TableDefinition table, List<Row> rows, long rejected, String firstRejected, boolean isCut) {

    /** @param limit rows that are read at most, 1 or more */
    static InputFile read(TableDefinition table, Path file, int limit) {
        try (BufferedReader lines = open(file)) {
            return new Reading(table, file, limit).read(lines);
        } catch (IOException unreadable) {
            throw MillraceException.of(
                    VerifyError.NO_INPUT,
                    "file \"" + file + "\" for table \"" + table.name() + "\" cannot be read: "
                            + unreadable.getMessage(),
                    "Name a file of CSV or of JSON lines; paths are relative to "
                            + Path.of("").toAbsolutePath() + ".",
                    unreadable);
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    }

    /** One pass over a file. */
    private static final class Reading implements Format.Reader.Out {
        private final TableDefinition table;
        private final Schema schema;
        private final boolean isJson;
        private final int limit;
        private final List<Row> rows = new ArrayList<>();
        private long rejectedLines;
        private String firstReason = "";
        private long line;

        Reading(TableDefinition table, Path file, int limit) {
            this.table = table;
            this.limit = limit;
            schema = table.table().schema();
            isJson = file.getFileName().toString().matches(".*\\.(nd)?json[l]?(\\.gz)?");
        }

        InputFile read(BufferedReader lines) throws IOException {
            String text = lines.readLine();
            Format.Reader reader = reader(text == null ? "" : text);
            while (text != null && rows.size() < limit) {
                line++;
                if (!text.isBlank()) {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    reader.read(bytes, 0, bytes.length, this);
                }
                text = lines.readLine();
            }
            return new InputFile(table, rows, rejectedLines, firstReason, text != null);
        }

        private Format.Reader reader(String firstLine) {
            boolean[] isNeeded = new boolean[schema.size()];
            Arrays.fill(isNeeded, true);
            boolean hasHeader =
                    Arrays.stream(firstLine.split(",")).map(String::strip).anyMatch(schema.names()::contains);
            Format format = isJson ? new JsonFormat() : new CsvFormat();
            Map<String, String> texts = isJson ? Map.of() : Map.of(CsvFormat.HEADER.name(), String.valueOf(hasHeader));
            return format.reader(schema, isNeeded, Options.of(format.options(), texts, new Problems()));
        }

        @Override
        public void row(Row row) {
            rows.add(row.copy());
        }

        @Override
        public void rejected(Rejected rejected) {
            if (rejectedLines++ == 0) {
                firstReason = "line " + line + ": " + rejected.detail();
            }
        }
    }
}
