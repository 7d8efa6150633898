// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.pipeline;

import java.util.Map;

/**
 * How a worker is.
 *
 * @param output id in the pipeline
 * @param state {@code starting}, {@code running}, {@code retrying} or {@code stopped}
 * @param rows given to the sink since the start of the process
 * @param lag records that wait, -1 when not known yet
 * @param repeats rows that came again after a restart of the engine and were recognised
 * @param unreadable records that are no results
 * @param errors failures of the sink; it goes on by itself
 * @param lastError empty when there was none
 * @param counters of the sink itself, for example {@code dead_letters}
 */
public record SinkStatus(
        String output,
        String table,
        String connector,
        String state,
        long rows,
        long lag,
        long repeats,
        long unreadable,
        long errors,
        String lastError,
        Map<String, Long> counters) {}
