// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.WindowAggregate.WindowProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;

/** The old form of windows: TUMBLE(...) in GROUP BY, TUMBLE_START(...) and the like beside the aggregates. */
final class GroupWindows {
    private static final Map<String, WindowProperty> SUFFIXES = Map.of(
            "START", WindowProperty.START,
            "END", WindowProperty.END,
            "ROWTIME", WindowProperty.TIME);

    private final SourceText source;
    private final WindowCalls windows;

    GroupWindows(SourceText source, WindowCalls windows) {
        this.source = source;
        this.windows = windows;
    }

    void rewrite(SqlSelect select) {
        SqlCall window = inGroup(select);
        SqlShuttle properties = new Properties(window);
        select.setSelectList((SqlNodeList) select.getSelectList().accept(properties));
        if (select.getHaving() != null) {
            select.setHaving(select.getHaving().accept(properties));
        }
    }

    private SqlCall inGroup(SqlSelect select) {
        SqlNodeList group = select.getGroup();
        SqlCall window = null;
        for (int i = 0; group != null && i < group.size(); i++) {
            if (isGroupWindow(group.get(i))) {
                if (window != null) {
                    throw source.error(
                            SqlErrorCode.WINDOW_GROUP,
                            "GROUP BY has two windows",
                            "Keep one; a window over windows is a query over a view.",
                            group.get(i).getParserPosition());
                }
                window = (SqlCall) group.get(i);
                group.set(i, windows.groupFunction(window));
            }
        }
        return window;
    }

    private static boolean isGroupWindow(SqlNode node) {
        return node.getKind() == SqlKind.TUMBLE || node.getKind() == SqlKind.HOP || node.getKind() == SqlKind.SESSION;
    }

    /** Replaces TUMBLE_START and the like. */
    private final class Properties extends SqlShuttle {
        /** Null when GROUP BY has no window. */
        private final SqlCall window;

        Properties(SqlCall window) {
            this.window = window;
        }

        @Override
        public SqlNode visit(SqlCall call) {
            String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
            int bar = name.indexOf('_');
            if (bar > 0 && WindowCalls.NAMES.contains(name.substring(0, bar)) && name.endsWith("_PROCTIME")) {
                throw source.error(
                        SqlErrorCode.UNKNOWN_FUNCTION,
                        name + " asks when a window was processed, which differs with every run",
                        "A replay must give the same results: use " + name.substring(0, bar)
                                + "_ROWTIME, the window's last moment.",
                        call.getParserPosition());
            }
            boolean isProperty = bar > 0
                    && WindowCalls.NAMES.contains(name.substring(0, bar))
                    && SUFFIXES.containsKey(name.substring(bar + 1));
            if (!isProperty) {
                return super.visit(call);
            }
            check(call, name.substring(0, bar));
            WindowProperty property = SUFFIXES.get(name.substring(bar + 1));
            return WindowPropertyFunction.ALL.stream()
                    .filter(f -> f.property() == property)
                    .findFirst()
                    .orElseThrow()
                    .createCall(call.getParserPosition());
        }

        private void check(SqlCall call, String kind) {
            boolean isSame = window != null
                    && window.getKind().name().equals(kind)
                    && areEqual(window.getOperandList(), call.getOperandList());
            if (isSame) {
                return;
            }
            String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
            String group =
                    window == null ? "but GROUP BY has no " + kind + " window" : "but GROUP BY has another window";
            String cure = window == null
                    ? "Add " + kind + "(" + QueryRewriter.names(call.getOperandList()) + ") to GROUP BY."
                    : "Give " + name + " the same arguments as the window in GROUP BY.";
            throw source.error(
                    SqlErrorCode.WINDOW_ARGUMENTS,
                    name + " asks for a window, " + group,
                    cure,
                    call.getParserPosition());
        }

        private static boolean areEqual(List<SqlNode> left, List<SqlNode> right) {
            return left.size() == right.size() && SqlNode.equalDeep(left, right, Litmus.IGNORE);
        }
    }
}
