// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import dev.millrace.connect.Format;
import dev.millrace.connect.Rejected;
import dev.millrace.connect.Source;
import dev.millrace.model.Row;

/** Readings of a feed, as fast as they are taken, until the measurement is over. */
final class FeedSource implements Source, Format.Reader.Out {
    private static final int READINGS_PER_POLL = 1_000;
    private static final byte[] NO_POSITION = {};

    private final Feed feed;
    private final Format.Reader reader;
    private final Measurement measurement;
    private final Runnable atEnd;
    private long readings;
    private byte[] bytes;
    private Receiver receiver;

    /** @param atEnd called after the last reading was taken */
    FeedSource(Feed feed, Format.Reader reader, Measurement measurement, Runnable atEnd) {
        this.feed = feed;
        this.reader = reader;
        this.measurement = measurement;
        this.atEnd = atEnd;
    }

    @Override
    public boolean poll(long maxWaitMs, Receiver target) {
        receiver = target;
        for (int i = 0; i < READINGS_PER_POLL; i++) {
            if (!measurement.goesOn(readings)) {
                atEnd.run();
                return false;
            }
            bytes = feed.reading(readings++);
            reader.read(bytes, 0, bytes.length, this);
        }
        return true;
    }

    /** Readings given so far. */
    long readings() {
        return readings;
    }

    @Override
    public void row(Row row) {
        receiver.row(row);
    }

    @Override
    public void rejected(Rejected rejected) {
        receiver.rejected(rejected, bytes, readings);
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
}
