// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.print;

import dev.millrace.connect.Format;
import dev.millrace.connect.Sink;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** One line a row. After a crash the rows of the last batch are printed again. */
final class PrintSink implements Sink {
    private final byte[] prefix;
    private final Format.Writer writer;
    private final PrintStream out;
    private final ByteWriter line = new ByteWriter();

    PrintSink(String table, Format.Writer writer, PrintStream out) {
        prefix = (table + " ").getBytes(StandardCharsets.UTF_8);
        this.writer = writer;
        this.out = out;
    }

    @Override
    public void write(Row row) {
        line.reset();
        line.writeRaw(prefix, 0, prefix.length);
        byte[] kind = (row.kind().symbol() + " ").getBytes(StandardCharsets.UTF_8);
        line.writeRaw(kind, 0, kind.length);
        writer.write(row, line);
        line.writeByte('\n');
        out.write(line.buffer(), 0, line.size());
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
