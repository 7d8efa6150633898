// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.join;

import dev.millrace.model.Row;

/** One key of a join. */
public final class JoinState {
    final SideState left = new SideState(0);
    final SideState right = new SideState(1);

    /** Newest row of a reference table, beside its place in {@link #right}: each step on the way there is a wait for memory. */
    private Row newest;

    JoinState() {}

    /** Newest row of the right side, null when it has none. */
    Row newest() {
        if (newest == null && right.rows.size() > 0) {
            newest = right.rows.get(right.rows.end() - 1);
        }
        return newest;
    }

    /** Says that the rows of the right side changed. */
    void forgetNewest() {
        newest = null;
    }

    boolean isEmpty() {
        return newest == null && left.isEmpty() && right.isEmpty();
    }

    SideState side(int port) {
        return port == 0 ? left : right;
    }
}
