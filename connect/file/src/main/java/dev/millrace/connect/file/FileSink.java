// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.file;

import dev.millrace.connect.Format;
import dev.millrace.connect.Options;
import dev.millrace.connect.Rejected;
import dev.millrace.connect.RowIdentity;
import dev.millrace.connect.Sink;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One file that holds the final result: a row with key columns replaces the one before it, a deleted row leaves. New rows are
 * appended; a correction writes a new file beside the old one and renames it, so a reader sees either. Rows without key
 * columns are appended as they come; after a crash those of the last batch may be there twice. On start a half-written last
 * line is cut off and the rows that are there are taken over.
 */
final class FileSink implements Sink {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Map<String, byte[]> lines = new LinkedHashMap<>();

    private final Path path;
    private final Table table;
    private final RowIdentity identity;
    private final Format format;
    private final Options options;
    private final Format.Writer writer;
    private final ByteWriter appended = new ByteWriter();
    private boolean isRewriteNeeded;

    FileSink(Table table, Options options, Format format) {
        this.table = table;
        this.options = options;
        this.format = format;
        path = Path.of(options.get(FileOptions.PATH));
        identity = RowIdentity.of(table);
        writer = format.writer(table.schema(), CsvHeader.withoutHeader(format, table));
        guard(this::open);
    }

    private void open() throws IOException {
        if (path.toAbsolutePath().getParent() != null) {
            Files.createDirectories(path.toAbsolutePath().getParent());
        }
        if (options.get(FileOptions.OVERWRITE) || !Files.exists(path)) {
            replace(header());
            return;
        }
        cutTornLine();
        if (identity.hasKey()) {
            takeOver();
        }
    }

    private byte[] header() {
        boolean hasHeader = CsvHeader.isExpected(format, options);
        return hasHeader ? CsvHeader.line(table.schema(), CsvHeader.delimiter(options)) : new byte[0];
    }

    private void cutTornLine() throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = file.size();
            ByteBuffer one = ByteBuffer.allocate(1);
            while (end > 0 && file.read(one.clear(), end - 1) == 1 && one.get(0) != '\n') {
                end--;
            }
            file.truncate(end);
            if (end == 0) {
                file.write(ByteBuffer.wrap(header()), 0);
            }
        }
    }

    private void takeOver() {
        try (FileSource source = new FileSource(table, options, format)) {
            boolean hasMore = true;
            while (hasMore) {
                hasMore = source.poll(0, new Existing());
            }
        }
    }

    private final class Existing implements FileSource.Receiver {
        @Override
        public void row(Row row) {
            keep(identity.of(row), line(row));
        }

        @Override
        public void rejected(Rejected rejected, byte[] raw, long offset) {
            throw MillraceException.of(
                    FileError.NOT_READABLE,
                    "file \"" + path + "\" holds a line at byte " + offset + " that is no row of table \""
                            + table.name() + "\": " + rejected.detail(),
                    "Choose another path, or set 'sink.overwrite' = 'true' to begin with an empty file.");
        }
    }

    @Override
    public void write(Row row) {
        switch (row.kind()) {
            case INSERT, UPDATE_AFTER -> add(row);
            case DELETE -> isRewriteNeeded |= lines.remove(identity.of(row)) != null;
            case UPDATE_BEFORE -> {
                // The row that replaces it follows.
            }
        }
        if (appended.size() >= BUFFER_BYTES) {
            flush();
        }
    }

    private void add(Row row) {
        byte[] line = line(row);
        if (!identity.hasKey()) {
            append(line);
            return;
        }
        byte[] before = keep(identity.of(row), line);
        if (before == null) {
            append(line);
        } else {
            isRewriteNeeded |= !Arrays.equals(before, line);
        }
    }

    private byte[] keep(String key, byte[] line) {
        byte[] before = lines.put(key, line);
        long limit = options.get(FileOptions.MAX_KEYS);
        if (lines.size() > limit) {
            throw MillraceException.of(
                    FileError.TOO_MANY_KEYS,
                    "the result in \"" + path + "\" has more than " + limit + " keys",
                    "Raise sink.max-keys of table \"" + table.name() + "\", or write it to a questdb table.");
        }
        return before;
    }

    private byte[] line(Row row) {
        ByteWriter out = new ByteWriter();
        writer.write(row, out);
        out.writeByte('\n');
        return out.toBytes();
    }

    private void append(byte[] line) {
        appended.writeRaw(line, 0, line.length);
    }

    @Override
    public void flush() {
        guard(() -> {
            if (isRewriteNeeded) {
                ByteWriter all = new ByteWriter();
                byte[] header = header();
                all.writeRaw(header, 0, header.length);
                lines.values().forEach(line -> all.writeRaw(line, 0, line.length));
                replace(all.toBytes());
            } else if (appended.size() > 0) {
                appendToFile();
            }
            isRewriteNeeded = false;
            appended.reset();
        });
    }

    private void appendToFile() throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(appended.buffer(), 0, appended.size());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        }
    }

    private void replace(byte[] content) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try (FileChannel file = FileChannel.open(
                part, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        // What was not flushed is given again by the caller; the file is open only while it is written.
    }

    private void guard(Action action) {
        try {
            action.run();
        } catch (IOException e) {
            throw MillraceException.of(
                    FileError.NOT_WRITABLE,
                    "file \"" + path + "\" cannot be written: " + e.getMessage(),
                    "Check the permissions of its folder and the free space.",
                    e);
        }
    }

    private interface Action {
        void run() throws IOException;
    }
}
