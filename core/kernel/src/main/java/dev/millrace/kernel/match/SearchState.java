// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;

/** Where the search for matches in the rows of one key is. Threads are not saved: they come back by replaying rows. */
final class SearchState {
    /** Row that a match is searched from. */
    long start;
    /** Whether threads from that row are under way. */
    boolean isActive;
    /** Next row that threads take. */
    long next;

    final Threads threads = new Threads();
    /** Whether a thread has come to the end of the pattern; those left are preferred to it. */
    boolean hasBest;

    Run bestRun;
    long bestTo;
    /** Last row that any decision so far has looked at. */
    long examinedTo = -1;
    /** Decisions so far hold as long as no row comes at or before this time and {@link #examinedTo}. */
    long examinedMs = Row.NO_TIME;
    /** Matches found so far. */
    long number;
    /** What was found so far: matches, unmatched rows and partial matches whose time ran out. */
    long sequence;
    /** Position behind the last row that is in a match so far. */
    long matchedTo;

    /** Whether a row contradicts a decision. */
    boolean isContradictedBy(long position, long timeMs) {
        return timeMs < examinedMs || (timeMs == examinedMs && position <= examinedTo);
    }

    void examined(long position, long timeMs) {
        examinedTo = Math.max(examinedTo, position);
        examinedMs = Math.max(examinedMs, timeMs);
    }

    void stop() {
        isActive = false;
        threads.clear();
        hasBest = false;
        bestRun = null;
    }

    void save(ByteWriter out) {
        out.writeVarLong(start);
        out.writeBoolean(isActive);
        out.writeVarLong(next);
        out.writeVarLong(examinedTo);
        out.writeLong(examinedMs);
        out.writeVarLong(number);
        out.writeVarLong(sequence);
        out.writeVarLong(matchedTo);
    }

    void load(ByteReader in) {
        start = in.readVarLong();
        isActive = in.readBoolean();
        next = in.readVarLong();
        examinedTo = in.readVarLong();
        examinedMs = in.readLong();
        number = in.readVarLong();
        sequence = in.readVarLong();
        matchedTo = in.readVarLong();
    }
}
