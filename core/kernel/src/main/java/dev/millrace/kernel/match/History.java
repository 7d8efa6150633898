// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import java.util.ArrayList;
import java.util.List;

/**
 * What conditions can know of the rows a thread has matched. Two threads at one instruction whose histories are the same
 * here have the same future, so the less preferred one can go.
 */
final class History {
    private final List<Known> known = new ArrayList<>();
    private boolean isEverything;

    /** Rows of a symbol: the last so many, or the first so many. */
    private record Known(boolean[] symbols, boolean isFirst, int rows) {}

    void addRows(boolean[] symbols, boolean isFirst, int rows) {
        known.add(new Known(symbols, isFirst, rows));
    }

    /** Says that the condition depends on all rows and their symbols. */
    void addEverything() {
        isEverything = true;
    }

    void addAll(History other) {
        known.addAll(other.known);
        isEverything |= other.isEverything;
    }

    boolean isEmpty() {
        return known.isEmpty() && !isEverything;
    }

    /** Whether two threads that are at the same row know the same. */
    boolean isSame(Run left, Run right, long end) {
        if (left == right) {
            return true;
        }
        if (isEverything) {
            return false;
        }
        for (Known rows : known) {
            if (!isSame(rows, left, right, end)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(Known rows, Run left, Run right, long end) {
        long leftBase = 0;
        long rightBase = 0;
        if (rows.isFirst()) {
            leftBase = Binding.count(left, end, rows.symbols());
            rightBase = Binding.count(right, end, rows.symbols());
            if (Math.min(leftBase, rows.rows()) != Math.min(rightBase, rows.rows())) {
                return false;
            }
        }
        for (int i = 0; i < rows.rows(); i++) {
            long leftBack = rows.isFirst() ? leftBase - 1 - i : i;
            long rightBack = rows.isFirst() ? rightBase - 1 - i : i;
            long position = leftBack < 0 ? Binding.NONE : Binding.last(left, end, rows.symbols(), leftBack);
            long other = rightBack < 0 ? Binding.NONE : Binding.last(right, end, rows.symbols(), rightBack);
            if (position != other) {
                return false;
            }
            if (position == Binding.NONE) {
                break;
            }
        }
        return true;
    }
}
