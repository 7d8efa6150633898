// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.over;

import dev.millrace.kernel.buffer.KeyClock;
import dev.millrace.kernel.buffer.Revisions;
import dev.millrace.kernel.buffer.RowBuffer;

/** One key of an {@link OverOperator}. */
public final class OverState {
    final RowBuffer rows = new RowBuffer(1);
    final KeyClock clock = new KeyClock();
    final FrameState[] frames;
    /** Position behind the last row that was emitted. */
    long emittedTo;
    /** Position of the first row that is still within lateness. */
    long openFrom;

    /** Row that was taken back and waits for the one that replaces it, -1 for none. */
    long replacing = -1;

    final Revisions withdrawn = new Revisions();
    long loadedFirst;
    long loadedEnd;

    OverState(FrameCode[] codes) {
        frames = new FrameState[codes.length];
        for (int i = 0; i < codes.length; i++) {
            frames[i] = codes[i].newState();
        }
    }

    /** Makes the state that of a key that was never seen, but for positions, which go on. */
    void clear(FrameCode[] codes) {
        rows.clear();
        clock.clear();
        emittedTo = rows.end();
        openFrom = rows.end();
        replacing = -1;
        withdrawn.clear();
        for (int i = 0; i < codes.length; i++) {
            frames[i] = codes[i].newState();
        }
    }

    boolean isEmpty() {
        return clock.isNew() && rows.size() == 0;
    }
}
