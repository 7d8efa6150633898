// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.web;

import dev.millrace.server.live.LiveState;
import dev.millrace.server.pipeline.RunningPipeline;
import java.util.List;
import java.util.SortedMap;

/** What the API tells of. Thread-safe; the lists grow while the server starts. */
public interface ApiSource {
    LiveState state();

    List<RunningPipeline> pipelines();

    /** Rows of tables; may block for some milliseconds. */
    TableReader tables();

    /** Entries of a table that its door made since the start, by reason; the empty name for messages that no table takes. */
    SortedMap<String, Long> refused(String table);

    /** Whether readings are accepted. */
    boolean isAccepting();
}
