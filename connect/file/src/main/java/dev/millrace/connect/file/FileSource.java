// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.file;

import dev.millrace.connect.Format;
import dev.millrace.connect.Options;
import dev.millrace.connect.Rejected;
import dev.millrace.connect.Source;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Rows of the files of a path, file by file. A row's position is the number of its file and the byte where its line begins. */
final class FileSource implements Source {
    private static final int LINES_PER_POLL = 1000;

    private final Table table;
    private final Options options;
    private final Format format;
    private final boolean[] isNeeded;
    private final boolean isCsv;
    private final boolean hasHeader;
    private final List<Path> files;

    private int fileIndex;
    private long startOffset;
    private LineInput input;
    private Lines lines;

    /** All columns. */
    FileSource(Table table, Options options, Format format) {
        this(table, options, format, allOf(table));
    }

    /** @param isNeeded one flag a column; a file with a header is read whole all the same */
    FileSource(Table table, Options options, Format format, boolean[] isNeeded) {
        this.isNeeded = isNeeded.clone();
        this.table = table;
        this.options = CsvHeader.withoutHeader(format, table);
        this.format = format;
        isCsv = format.name().equals("csv");
        hasHeader = CsvHeader.isExpected(format, options);
        files = FileList.of(options.get(FileOptions.PATH));
    }

    private static boolean[] allOf(Table table) {
        boolean[] all = new boolean[table.schema().size()];
        Arrays.fill(all, true);
        return all;
    }

    @Override
    public boolean poll(long maxWaitMs, Receiver receiver) {
        try {
            for (int i = 0; i < LINES_PER_POLL; i++) {
                if (!readLine(receiver)) {
                    return false;
                }
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            throw MillraceException.of(
                    FileError.NOT_READABLE,
                    "file \"" + files.get(Math.min(fileIndex, files.size() - 1)) + "\" cannot be read: "
                            + e.getMessage(),
                    "Check that the file is complete and that you may read it.",
                    e);
        }
    }

    /** False at the end of the last file. */
    private boolean readLine(Receiver receiver) throws IOException {
        while (fileIndex < files.size()) {
            if (input == null) {
                open(files.get(fileIndex));
            }
            if (input.next()) {
                lines.read(receiver);
                return true;
            }
            input.close();
            input = null;
            fileIndex++;
        }
        return false;
    }

    private void open(Path file) throws IOException {
        input = new LineInput(file, isCsv);
        CsvHeader header = null;
        if (hasHeader && input.next()) {
            String line =
                    new String(input.line(), input.start(), input.length() - input.start(), StandardCharsets.UTF_8);
            header = new CsvHeader(line, CsvHeader.delimiter(options), table.schema(), file.toString());
        }
        if (startOffset > input.nextOffset()) {
            input.skipTo(startOffset);
        }
        startOffset = 0;
        lines = new Lines(header);
    }

    @Override
    public Optional<byte[]> raw() {
        return lines.header == null ? Optional.of(line()) : Optional.empty();
    }

    private byte[] line() {
        return Arrays.copyOfRange(input.line(), input.start(), input.length());
    }

    @Override
    public byte[] position() {
        ByteWriter out = new ByteWriter();
        out.writeVarInt(fileIndex);
        out.writeVarLong(input == null ? startOffset : input.nextOffset());
        return out.toBytes();
    }

    @Override
    public void seek(byte[] position) {
        ByteReader in = new ByteReader(position);
        fileIndex = in.readVarInt();
        startOffset = in.readVarLong();
    }

    @Override
    public long remainingBytes() {
        try {
            long bytes = input == null ? 0 : -input.packedBytesRead();
            for (Path file : files.subList(Math.min(fileIndex, files.size()), files.size())) {
                bytes += Files.size(file);
            }
            return Math.max(0, bytes);
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        if (input == null) {
            return;
        }
        try {
            input.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of the open file to rows. */
    private final class Lines implements Format.Reader.Out {
        private final CsvHeader header;
        private final Format.Reader reader;
        private Receiver receiver;

        Lines(CsvHeader header) {
            this.header = header;
            reader = header == null
                    ? format.reader(table.schema(), isNeeded, options)
                    : format.reader(header.fileSchema(), header.isNeeded(), options);
        }

        void read(Receiver target) {
            receiver = target;
            int start = input.start();
            int size = input.length() - start;
            if (input.isTooLong()) {
                rejected(new Rejected(
                        LedgerReason.MALFORMED, "line is longer than " + LineInput.LINE_BYTES_MAX + " bytes", -1));
            } else if (size > 0) {
                reader.read(input.line(), start, size, this);
            }
        }

        @Override
        public void row(Row row) {
            Row placed = header == null ? row : header.toTable(row);
            receiver.row(placed.withPosition(fileIndex, input.offset()));
        }

        @Override
        public void rejected(Rejected rejected) {
            receiver.rejected(rejected, line(), input.offset());
        }
    }
}
