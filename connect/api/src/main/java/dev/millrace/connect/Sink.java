// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect;

import dev.millrace.model.Row;
import java.util.Map;

/**
 * Writes a table. Used by one thread. Rows carry kind and revision: a sink that keeps rows by key replaces on {@code +I} and
 * {@code +U}, removes on {@code -D} and ignores {@code -U}; a repeated row with the same key and revision changes nothing. A
 * sink that cannot take corrections says so in its connector's documentation.
 */
public interface Sink extends AutoCloseable {
    /** Takes one row of the table's physical schema. May buffer; blocks when the buffer is full. */
    void write(Row row);

    /** Returns when everything written before is stored. Throws when it cannot be; the caller repeats from its last position. */
    void flush();

    /** What the sink counted besides rows written, by name, for example {@code dead_letters}; may be called by any thread. */
    default Map<String, Long> counters() {
        return Map.of();
    }

    /** Gives everything back; what was not flushed may be lost. */
    @Override
    void close();
}
