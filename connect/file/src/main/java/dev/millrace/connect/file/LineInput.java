// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.file;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Lines of one file, unpacked when its name ends in .gz. A line end inside double quotes belongs to a CSV line. One thread. */
final class LineInput implements AutoCloseable {
    /** Longer lines are given in part and marked, so that a file without line ends cannot fill the memory. */
    static final int LINE_BYTES_MAX = 1 << 20;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int BYTE_ORDER_MARK_BYTES = 3;

    private final CountedInput counted;
    private final InputStream input;
    private final boolean isQuoted;
    private byte[] line = new byte[512];
    private int length;
    private long offset;
    private long nextOffset;
    private boolean isTooLong;

    LineInput(Path file, boolean isQuoted) throws IOException {
        this.isQuoted = isQuoted;
        counted = new CountedInput(Files.newInputStream(file));
        InputStream buffered = new BufferedInputStream(counted, BUFFER_BYTES);
        boolean isPacked = file.getFileName().toString().endsWith(".gz");
        input = isPacked ? new BufferedInputStream(new GZIPInputStream(buffered), BUFFER_BYTES) : buffered;
    }

    /** Goes to an offset that {@link #nextOffset} gave. */
    void skipTo(long target) throws IOException {
        input.skipNBytes(target - nextOffset);
        nextOffset = target;
    }

    /** Reads the next line without its end; false at the end of the file. */
    boolean next() throws IOException {
        offset = nextOffset;
        length = 0;
        isTooLong = false;
        boolean isInQuotes = false;
        int next = input.read();
        if (next < 0) {
            return false;
        }
        while (next >= 0 && (next != '\n' || isInQuotes)) {
            isInQuotes ^= isQuoted && next == '"';
            // A quote that is never closed would swallow the rest of the file: such a line ends where it is too long.
            isInQuotes &= !isTooLong;
            append(next);
            nextOffset++;
            next = input.read();
        }
        nextOffset += next < 0 ? 0 : 1;
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return true;
    }

    private void append(int value) {
        if (length == LINE_BYTES_MAX) {
            isTooLong = true;
            return;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(LINE_BYTES_MAX, length * 2));
        }
        line[length++] = (byte) value;
    }

    /** The line, valid up to {@link #length} and until the next call. */
    byte[] line() {
        return line;
    }

    /** Where the text begins: behind a byte order mark at the start of the file. */
    int start() {
        boolean hasMark = offset == 0
                && length >= BYTE_ORDER_MARK_BYTES
                && line[0] == (byte) 0xEF
                && line[1] == (byte) 0xBB
                && line[2] == (byte) 0xBF;
        return hasMark ? BYTE_ORDER_MARK_BYTES : 0;
    }

    int length() {
        return length;
    }

    boolean isTooLong() {
        return isTooLong;
    }

    /** Byte of the unpacked file where the line begins. */
    long offset() {
        return offset;
    }

    long nextOffset() {
        return nextOffset;
    }

    /** Bytes taken from the file as it is on disk. */
    long packedBytesRead() {
        return counted.count;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private static final class CountedInput extends FilterInputStream {
        private long count;

        CountedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int from, int size) throws IOException {
            int got = super.read(target, from, size);
            count += Math.max(0, got);
            return got;
        }
    }
}
