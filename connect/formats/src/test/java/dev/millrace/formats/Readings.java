// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.connect.Format;
import dev.millrace.connect.Rejected;
import dev.millrace.model.Row;
import java.util.ArrayList;
import java.util.List;

/** What a reader gave for one message. */
final class Readings implements Format.Reader.Out {
    final List<Row> rows = new ArrayList<>();
    final List<Rejected> rejected = new ArrayList<>();

    static Readings of(Format.Reader reader, byte[] message) {
        Readings readings = new Readings();
        reader.read(message, 0, message.length, readings);
        return readings;
    }

    static Readings of(Format.Reader reader, String message) {
        return of(reader, message.getBytes(UTF_8));
    }

    Row only() {
        if (rows.size() != 1 || !rejected.isEmpty()) {
            throw new AssertionError(rows.size() + " rows, rejected " + rejected);
        }
        return rows.get(0);
    }

    Rejected refusal() {
        if (!rows.isEmpty() || rejected.size() != 1) {
            throw new AssertionError(rows.size() + " rows, rejected " + rejected);
        }
        return rejected.get(0);
    }

    @Override
    public void row(Row row) {
        rows.add(row);
    }

    @Override
    public void rejected(Rejected verdict) {
        rejected.add(verdict);
    }
}
