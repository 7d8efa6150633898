// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.model.LedgerReason;
import java.util.Map;
import java.util.SortedMap;

/**
 * How a pipeline in an engine's process is.
 *
 * @param failure why the state is FAILED, else empty
 * @param tables accounts of the tables that it reads
 */
public record PipelineStatus(State state, String failure, SortedMap<String, Account> tables) {
    /** What a pipeline does. */
    public enum State {
        STARTING,
        RUNNING,
        FAILED,
        STOPPED
    }

    /** Rows of a table since the pipeline first ran; {@code read = used + ledger} when nothing is on its way. */
    public record Account(long read, long used, Map<LedgerReason, Long> ledger) {}
}
