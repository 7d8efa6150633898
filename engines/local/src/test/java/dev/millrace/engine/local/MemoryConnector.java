// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

import dev.millrace.connect.Connector;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Sink;
import dev.millrace.connect.Source;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.model.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rows in a list, read a hundred at a time, and results in another. */
final class MemoryConnector implements Connector {
    private static final int ROWS_AT_A_TIME = 100;

    final List<Row> rows = new ArrayList<>();
    /** Rows of further tables, by name. */
    final Map<String, List<Row>> others = new TreeMap<>();

    final List<Row> written = Collections.synchronizedList(new ArrayList<>());
    /** Whether the source ends after the last row. */
    boolean isBounded = true;
    /** Row before which the source throws, as a crash; -1: never. */
    int crashAt = -1;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String doc() {
        return "Rows in memory.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of();
    }

    @Override
    public Usage usage() {
        return Usage.BOTH;
    }

    @Override
    public Source source(Table table, Options options) {
        return new MemorySource(others.getOrDefault(table.name(), rows));
    }

    @Override
    public Sink sink(Table table, Options options) {
        return new Sink() {
            @Override
            public void write(Row row) {
                written.add(row);
            }

            @Override
            public void flush() {
                // Everything is in the list already.
            }

            @Override
            public void close() {
                // Nothing to close.
            }
        };
    }

    private final class MemorySource implements Source {
        private final List<Row> rows;
        private int next;

        MemorySource(List<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean poll(long maxWaitMs, Receiver receiver) {
            for (int i = 0; i < ROWS_AT_A_TIME && next < rows.size(); i++) {
                if (next == crashAt) {
                    throw new IllegalStateException("crash before row " + next);
                }
                receiver.row(rows.get(next).copy().withPosition(0, next));
                next++;
            }
            return !isBounded || next < rows.size();
        }

        @Override
        public Optional<byte[]> raw() {
            return Optional.of(("record " + next).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public byte[] position() {
            ByteWriter out = new ByteWriter();
            out.writeVarInt(next);
            return out.toBytes();
        }

        @Override
        public void seek(byte[] position) {
            next = new ByteReader(position).readVarInt();
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}
