// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.replay;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.millrace.cli.CliError;
import dev.millrace.model.MillraceException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Rows of a CSV file with a header line, gzipped or not, one after the other. */
final class CsvRows implements Iterator<Map<String, String>>, AutoCloseable {
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    private final Path file;
    private final CountingStream counting;
    private final MappingIterator<Map<String, String>> rows;
    private final long sizeBytes;

    private CsvRows(Path file, CountingStream counting, MappingIterator<Map<String, String>> rows, long sizeBytes) {
        this.file = file;
        this.counting = counting;
        this.rows = rows;
        this.sizeBytes = sizeBytes;
    }

    /** Opens a file; without a delimiter the one that is most often in the header is taken. */
    static CsvRows open(Path file, Character delimiter) {
        if (!Files.isRegularFile(file)) {
            throw MillraceException.of(
                    CliError.NO_SUCH_FILE,
                    "there is no file \"" + file + "\"",
                    "Paths are relative to " + Path.of("").toAbsolutePath() + ".");
        }
        try {
            char separator = delimiter == null ? delimiterOf(file) : delimiter;
            CsvSchema schema = CsvSchema.emptySchema().withHeader().withColumnSeparator(separator);
            CsvMapper mapper = CsvMapper.builder()
                    .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                    .enable(CsvParser.Feature.TRIM_SPACES)
                    .build();
            CountingStream counting = new CountingStream(new BufferedInputStream(Files.newInputStream(file)));
            MappingIterator<Map<String, String>> rows =
                    mapper.readerForMapOf(String.class).with(schema).readValues(unpacked(file, counting));
            return new CsvRows(file, counting, rows, Files.size(file));
        } catch (IOException unreadable) {
            throw wrong(file, unreadable);
        }
    }

    private static char delimiterOf(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(unpacked(file, Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String header = reader.readLine();
            String line = header == null ? "" : header;
            return DELIMITERS.stream()
                    .max(Comparator.comparingLong(
                            d -> line.chars().filter(c -> c == d).count()))
                    .orElse(',');
        }
    }

    private static InputStream unpacked(Path file, InputStream in) throws IOException {
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    @Override
    public boolean hasNext() {
        try {
            return rows.hasNextValue();
        } catch (IOException unreadable) {
            throw wrong(file, unreadable);
        }
    }

    @Override
    public Map<String, String> next() {
        try {
            return rows.nextValue();
        } catch (IOException unreadable) {
            throw wrong(file, unreadable);
        }
    }

    /** How much of the file was read, 0 to 1. */
    double progress() {
        return sizeBytes == 0 ? 1 : Math.min(1, counting.count / (double) sizeBytes);
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException unreadable) {
            throw wrong(file, unreadable);
        }
    }

    private static MillraceException wrong(Path file, IOException cause) {
        return MillraceException.of(
                CliError.WRONG_CSV,
                "\"" + file + "\" cannot be read as CSV: " + cause.getMessage().split("\n", 2)[0],
                "It needs a header line; give the delimiter with --delimiter when it is none of , ; | and tab.",
                cause);
    }

    private static final class CountingStream extends FilterInputStream {
        private long count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
