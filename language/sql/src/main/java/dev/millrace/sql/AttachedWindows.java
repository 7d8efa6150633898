// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.AttachedWindow;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.WindowAggregate.WindowProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Groups of rows that bring their window along: the window among some columns. */
final class AttachedWindows {
    private AttachedWindows() {}

    /** The window that grouping columns name; none unless its end or time is among them. */
    static AttachedWindow among(PlanNode node, List<Integer> columns) {
        WindowColumns known = WindowColumns.of(node);
        List<Integer> found = new ArrayList<>();
        int end = -1;
        boolean isTime = false;
        for (int column : columns) {
            WindowProperty property = known.properties().get(column);
            if (property == null || found.contains(column)) {
                continue;
            }
            found.add(column);
            if (property == WindowProperty.END || property == WindowProperty.TIME && end < 0) {
                end = column;
                isTime = property == WindowProperty.TIME;
            }
        }
        return end < 0 ? AttachedWindow.NONE : new AttachedWindow(found, end, isTime);
    }

    /** Sets of columns of which one each tells results apart: the other groups, and the window. */
    static List<Set<Integer>> identity(PlanNode node, List<Integer> groups) {
        WindowColumns known = WindowColumns.of(node);
        List<Set<Integer>> parts = new ArrayList<>();
        Set<Integer> window = new TreeSet<>();
        for (int group : groups) {
            if (known.properties().containsKey(group) && known.isOneSize()) {
                window.addAll(known.properties().keySet());
            } else if (!parts.contains(Set.of(group))) {
                parts.add(Set.of(group));
            }
        }
        if (!window.isEmpty()) {
            parts.add(window);
        }
        return parts;
    }
}
