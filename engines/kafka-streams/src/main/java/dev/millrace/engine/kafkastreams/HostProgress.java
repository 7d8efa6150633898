// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import java.util.Map;

/**
 * How far a hosted task was at its last commit, counted from its start in this process. Messages of the engine to itself count
 * as records on exchanges, control messages do not count as taken.
 *
 * @param takenRecords by input
 * @param sentRecords by exchange
 * @param controls control messages that were obeyed
 */
record HostProgress(Map<String, Long> takenRecords, Map<String, Long> sentRecords, long controls) {
    static final HostProgress NONE = new HostProgress(Map.of(), Map.of(), 0);
}
