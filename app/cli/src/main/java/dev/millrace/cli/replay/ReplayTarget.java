// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.replay;

import java.util.Map;

/** Where readings go. One thread. */
public interface ReplayTarget extends AutoCloseable {
    /**
     * Sends one reading; waits while too many are unacknowledged.
     *
     * @param row all values by column name, for topics and keys
     * @param timeMs event time, for records that have one; {@link Long#MIN_VALUE} when the row has none
     * @param payload JSON
     */
    void send(Map<String, String> row, long timeMs, byte[] payload);

    /** Does what is to be done while nothing is due, for this long at most. */
    void idle(long waitMs);

    /** Sends what is held back and waits for acknowledgements; gives up when none comes for 30 s. */
    void drain();

    /** Readings that the receiver took over. */
    long acknowledged();

    /** Why the last reading was not acknowledged, for a message; empty text when nothing is known. */
    String trouble();

    @Override
    void close();
}
