// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.questdb;

import dev.millrace.connect.Sink;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import java.util.Map;

/** Writes to a store outside. Lines are collected and sent with {@link #flush} or when there are many. */
final class LineProtocolSink implements Sink {
    private static final int BATCH_BYTES = 1 << 20;

    private final LineProtocol protocol;
    private final LineTarget target;
    private final ByteWriter lines = new ByteWriter();
    private volatile long rowsWithoutTime;

    LineProtocolSink(LineProtocol protocol, LineTarget target) {
        this.protocol = protocol;
        this.target = target;
    }

    @Override
    public void write(Row row) {
        if (row.kind() == RowKind.UPDATE_BEFORE) {
            return;
        }
        if (!protocol.hasTime(row)) {
            rowsWithoutTime = rowsWithoutTime + 1;
            return;
        }
        byte[] line = protocol.line(row);
        lines.writeRaw(line, 0, line.length);
        if (lines.size() >= BATCH_BYTES) {
            flush();
        }
    }

    @Override
    public void flush() {
        if (lines.size() > 0) {
            target.sendOrThrow(lines.buffer(), lines.size());
            lines.reset();
        }
    }

    @Override
    public Map<String, Long> counters() {
        return Map.of("rows_without_time", rowsWithoutTime);
    }

    @Override
    public void close() {
        target.close();
    }
}
