// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * {@code OVER (w ROWS 1 PRECEDING)} with {@code WINDOW w AS (PARTITION BY k ORDER BY ts)}: writes what w says into the place that
 * builds on it. Calcite gives w the frame of a window without any before it looks at the place, whose own frame is lost then.
 */
final class NamedWindows {
    private static final int REFERENCE = 1;

    private final Map<String, SqlWindow> windows = new HashMap<>();

    private NamedWindows() {}

    static void resolve(SqlSelect select) {
        NamedWindows named = new NamedWindows();
        for (SqlNode node : select.getWindowList()) {
            SqlWindow window = (SqlWindow) node;
            named.complete(window);
            named.windows.put(window.getDeclName().getSimple(), window);
        }
        if (named.windows.isEmpty()) {
            return;
        }
        named.completeAll(select.getSelectList());
        named.completeAll(select.getQualify());
    }

    private void completeAll(SqlNode node) {
        if (node == null) {
            return;
        }
        node.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (call instanceof SqlWindow window) {
                    complete(window);
                }
                return call instanceof SqlSelect ? null : super.visit(call);
            }
        });
    }

    /** What may not be combined is left as it is: Calcite says why. */
    private void complete(SqlWindow window) {
        SqlWindow base = window.getRefName() == null
                ? null
                : windows.get(window.getRefName().getSimple());
        boolean isSimple = base != null
                && base.getLowerBound() == null
                && window.getPartitionList().isEmpty()
                && (window.getOrderList().isEmpty() || base.getOrderList().isEmpty());
        if (!isSimple) {
            return;
        }
        window.setPartitionList(base.getPartitionList());
        if (window.getOrderList().isEmpty()) {
            window.setOrderList(base.getOrderList());
        }
        window.setOperand(REFERENCE, null);
    }
}
