// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.kernel.buffer.KeyClock;
import dev.millrace.kernel.buffer.RowBuffer;

/** One key of a {@link MatchOperator}. */
public final class MatchState {
    final RowBuffer rows = new RowBuffer(MatchCodec.FIRST_ROWS);
    final KeyClock clock = new KeyClock();
    SearchState search = new SearchState();
    ResumePoints resume = new ResumePoints();
    final MatchLog log = new MatchLog();
    /** Position behind the last row that is due. */
    long usableTo;
    /** First row of the partition. */
    long partitionFrom;
    /** Position behind the last row that was ever tried: its failures are in the ledger. */
    long reportedTo;
    /** A row before that whose failures are not in the ledger yet, -1 for none. Set while it is processed only. */
    long unreported = -1;

    /** Row that was taken back and waits for the one that replaces it, -1 for none. */
    long replacing = -1;

    long loadedFirst;
    long loadedEnd;

    /** Makes the state that of a key that was never seen, but for positions, which go on. */
    void clear() {
        rows.clear();
        clock.clear();
        usableTo = rows.end();
        partitionFrom = rows.end();
        reportedTo = rows.end();
        search = new SearchState();
        search.start = rows.end();
        search.examinedTo = rows.end() - 1;
        search.matchedTo = rows.end();
        resume = new ResumePoints();
        resume.reset(search);
        log.clear();
        replacing = -1;
    }

    boolean isEmpty() {
        return clock.isNew() && rows.size() == 0;
    }
}
