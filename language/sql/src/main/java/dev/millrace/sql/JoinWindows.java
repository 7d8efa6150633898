// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.InputColumn;
import dev.millrace.plan.WindowAggregate.WindowProperty;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Columns of a side of a join that hold start, end and time of the window that its rows are in.
 *
 * @param starts positions, empty when the rows are in no window or their start is not among the columns
 * @param ends likewise
 * @param times likewise, the last millisecond of the window
 */
record JoinWindows(Set<Integer> starts, Set<Integer> ends, Set<Integer> times) {

    static JoinWindows of(Relation relation) {
        return new JoinWindows(
                columns(relation, WindowProperty.START),
                columns(relation, WindowProperty.END),
                columns(relation, WindowProperty.TIME));
    }

    private static Set<Integer> columns(Relation relation, WindowProperty property) {
        Map<Integer, WindowProperty> below =
                relation.window() == null ? WindowColumns.of(relation.input()).properties() : Map.of();
        Set<Integer> found = new TreeSet<>();
        for (int i = 0; i < relation.projection().size(); i++) {
            boolean isFound = relation.window() == null
                    ? relation.projection().get(i) instanceof InputColumn column
                            && below.get(column.column()) == property
                    : relation.windowProperty(i) == property.ordinal();
            if (isFound) {
                found.add(i);
            }
        }
        return found;
    }

    boolean isWhole() {
        return !starts.isEmpty() && !ends.isEmpty();
    }
}
