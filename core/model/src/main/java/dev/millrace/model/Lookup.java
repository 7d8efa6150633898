// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

import java.util.List;
import java.util.Map;

/**
 * Rows of a table outside, by key. Connectors implement it, hosts of tasks ask it; no operator knows it. Thread-safe: the partitions
 * of a pipeline share one.
 */
public interface Lookup extends AutoCloseable {
    /**
     * Rows that have the keys now. Waits for the system outside as long as it takes, repeats what may be repeated.
     *
     * @param keys rows of key columns only, in the order that the lookup was opened for; none is NULL. Different from each other
     * @return for each key, in the same order, the rows of the table's physical schema; empty when there is none
     * @throws UnansweredException when the system does not answer after all repeats
     */
    List<List<Row>> find(List<Row> keys);

    /** What it counted, by name, for example {@code hits}; may be called by any thread. */
    default Map<String, Long> counters() {
        return Map.of();
    }

    /** Gives everything back. */
    @Override
    void close();
}
