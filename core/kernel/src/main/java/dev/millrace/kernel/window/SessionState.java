// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.model.Row;
import java.util.ArrayList;
import java.util.List;

/** What is remembered of one key: its sessions in the order of time, which never overlap, and its clock. */
public final class SessionState {
    final List<Session> sessions = new ArrayList<>();
    /** Values of the key columns, null before the first row. */
    Row key;
    /** Greatest event time of this key. */
    long clockMs = Row.NO_TIME;
    /** Progress of the stream at the last row of this key. */
    long progressMs = Row.NO_TIME;
    /** Arrival of the last row, for results that time brings about. */
    long arrivalMicros = Row.NO_TIME;

    /** Derived: watermark at which a session fires or is dropped. */
    long dueMs = Long.MAX_VALUE;
    /** Derived: progress at which the operator wants to be woken. */
    long wakeMs = Long.MAX_VALUE;

    /** Rows less than a gap apart. */
    static final class Session {
        /** Event time of the first and last row. */
        long firstMs;

        long lastMs;
        final long[] words;
        final Object[] objects;
        /** Whether its result was given. */
        boolean isFired;

        int revision;

        Session(long timeMs, int words, int objects) {
            this.firstMs = timeMs;
            this.lastMs = timeMs;
            this.words = new long[words];
            this.objects = new Object[objects];
        }
    }

    void clear() {
        sessions.clear();
        key = null;
        clockMs = Row.NO_TIME;
        progressMs = Row.NO_TIME;
        arrivalMicros = Row.NO_TIME;
    }
}
