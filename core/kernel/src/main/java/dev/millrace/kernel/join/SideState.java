// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.join;

import dev.millrace.kernel.buffer.KeyClock;
import dev.millrace.kernel.buffer.Revisions;
import dev.millrace.kernel.buffer.RowBuffer;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;

/** What a join keeps of one key on one side. */
final class SideState {
    private static final int SIDES = 2;

    /** Rows in the order of the times that the join is about. */
    final RowBuffer rows;

    final KeyClock clock = new KeyClock();
    /** Revisions of rows that were taken back. */
    final Revisions withdrawn = new Revisions();
    /** Position behind the last row whose wait is over. */
    long decidedTo;
    /** Greatest time of rows that were given up before their wait was over, {@link Row#NO_TIME} for none. */
    long lostToMs = Row.NO_TIME;

    private long loadedFirst;
    private long loadedEnd;

    SideState(int port) {
        rows = new RowBuffer(1 + port, SIDES);
    }

    boolean isEmpty() {
        return clock.isNew() && rows.size() == 0;
    }

    void clear() {
        rows.clear();
        clock.clear();
        withdrawn.clear();
        decidedTo = rows.end();
        lostToMs = Row.NO_TIME;
    }

    /** Drops the oldest row. */
    void removeFirst() {
        rows.removeFirst();
        decidedTo = Math.max(decidedTo, rows.first());
    }

    void save(ByteWriter out) {
        clock.save(out);
        withdrawn.save(out);
        out.writeVarLong(rows.first());
        out.writeVarLong(rows.end());
        out.writeVarLong(decidedTo);
        out.writeLong(lostToMs);
    }

    void load(ByteReader in) {
        clock.load(in);
        withdrawn.load(in);
        loadedFirst = in.readVarLong();
        loadedEnd = in.readVarLong();
        decidedTo = in.readVarLong();
        lostToMs = in.readLong();
    }

    void loaded() {
        rows.loaded(loadedFirst, loadedEnd);
    }
}
