// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect;

import dev.millrace.model.Row;
import java.util.Optional;

/** Reads a bounded or unbounded table. Used by one thread. */
public interface Source extends AutoCloseable {
    /** Receives what a source reads. */
    interface Receiver {
        /** A row of the table's physical schema, with arrival and position set where the system knows them. */
        void row(Row row);

        /** A record that could not be read: goes to the ledger. */
        void rejected(Rejected rejected, byte[] raw, long offset);
    }

    /**
     * Reads some rows, at most about 1,000.
     *
     * @param maxWaitMs how long to wait when nothing is there
     * @return false when the source has ended and will never give a row again
     */
    boolean poll(long maxWaitMs, Receiver receiver);

    /**
     * The record of the row that is being given, as it came, for the ledger; empty when the source does not have it. Asked while
     * {@link Receiver#row} runs.
     */
    default Optional<byte[]> raw() {
        return Optional.empty();
    }

    /** Where to go on after everything received so far; opaque, small. */
    byte[] position();

    /** Goes on from a position. Called before the first {@link #poll} or not at all. */
    void seek(byte[] position);

    /**
     * Whether everything was read that was there when reading began. Asked after a {@link #poll} that gave nothing; sources that
     * cannot know say yes.
     */
    default boolean isCaughtUp() {
        return true;
    }

    /** Rows that are not read yet, for progress bars; -1 when not known. */
    default long remainingBytes() {
        return -1;
    }

    @Override
    void close();
}
