// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import dev.millrace.connect.Format;
import dev.millrace.connect.Rejected;
import dev.millrace.connect.Source;
import dev.millrace.model.Row;

/** The reference table of W6, once. */
final class DeviceSource implements Source {
    private static final byte[] NO_POSITION = {};

    private final Format.Reader reader;

    DeviceSource(Format.Reader reader) {
        this.reader = reader;
    }

    @Override
    public boolean poll(long maxWaitMs, Receiver receiver) {
        for (int device = 0; device < Devices.ROWS; device++) {
            byte[] json = Devices.json(device);
            reader.read(json, 0, json.length, new Handing(receiver, json));
        }
        return false;
    }

    @Override
    public byte[] position() {
        return NO_POSITION;
    }

    @Override
    public void seek(byte[] position) {
        throw new IllegalStateException("a benchmark is not continued");
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private record Handing(Receiver receiver, byte[] json) implements Format.Reader.Out {
        @Override
        public void row(Row row) {
            receiver.row(row);
        }

        @Override
        public void rejected(Rejected rejected) {
            receiver.rejected(rejected, json, -1);
        }
    }
}
