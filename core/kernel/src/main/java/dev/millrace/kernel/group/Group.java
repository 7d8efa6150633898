// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.group;

import dev.millrace.model.Row;

/** The rows of one window of a key, or all its rows. What is remembered of them is in the subclass. */
public abstract class Group {
    /** End of a group that has no window. */
    public static final long NEVER_ENDS = Long.MAX_VALUE;

    /** Values of the window columns. */
    final Row window;

    final long endMs;
    /** Part of the state that it is saved as. */
    int part;

    boolean isFired;
    boolean isChanged = true;

    protected Group(Row window, long endMs) {
        this.window = window;
        this.endMs = endMs;
    }

    /** Whether nothing of it is worth keeping. */
    protected abstract boolean isEmpty();

    /** Event time of its results: the last millisecond of the window; of a group without a window that of the row. */
    protected final long timeMs(Row row) {
        return endMs == NEVER_ENDS ? row.timeMs() : endMs - 1;
    }

    protected final boolean isFired() {
        return isFired;
    }
}
