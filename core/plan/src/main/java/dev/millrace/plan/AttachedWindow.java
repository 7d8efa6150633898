// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import java.util.List;

/**
 * Windows that rows bring along in columns, because an operator below put them there.
 *
 * @param columns that tell one window from another; empty: there are no windows, everything is one group that never ends
 * @param endColumn position of window_end or window_time, -1 without windows
 * @param isTime whether that column is window_time, which is 1 ms before the end
 */
public record AttachedWindow(List<Integer> columns, int endColumn, boolean isTime) {
    public static final AttachedWindow NONE = new AttachedWindow(List.of(), -1, false);

    public AttachedWindow {
        columns = List.copyOf(columns);
        if (columns.isEmpty() != endColumn < 0) {
            throw new IllegalArgumentException("windows " + columns + " with end in column " + endColumn);
        }
    }

    public boolean isNone() {
        return columns.isEmpty();
    }
}
