// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.plan.Calc;
import dev.millrace.plan.Deduplicate;
import dev.millrace.plan.GroupAggregate;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.Match;
import dev.millrace.plan.Over;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.ReferenceJoin;
import dev.millrace.plan.Scan;
import dev.millrace.plan.StreamJoin;
import dev.millrace.plan.TopN;
import dev.millrace.plan.Union;
import dev.millrace.plan.Unnest;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowAssign;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where the value of a column was made: columns with the same origin have the same value in every row that descends from it. */
final class Origins {
    private final Branches branches;

    /**
     * A column of a node.
     *
     * @param node id, or the table's name for a scan
     * @param name of the column, for the names of state
     */
    record Origin(String node, int column, String name) {}

    Origins(Branches branches) {
        this.branches = branches;
    }

    /** Origins of columns of what flows into a node by one of its inputs. */
    List<Origin> ofInput(PlanNode node, int port, List<Integer> columns) {
        List<Origin> origins = new ArrayList<>();
        columns.forEach(column -> origins.add(ofInput(node, port, column)));
        return origins;
    }

    Origin of(PlanNode node, int column) {
        if (node instanceof Scan scan) {
            return new Origin(scan.table().name(), column, scan.schema().name(column));
        }
        if (node instanceof StreamJoin join) {
            return ofJoin(join, column);
        }
        int from = inputColumn(node, column);
        return from < 0 ? made(node, column) : ofInput(node, 0, from);
    }

    /**
     * One side of a join goes on: the right one when left columns may be NULL, else the left one. A key column of the other side has
     * the same value and so the same origin as that of the left side; after it rows are partitioned.
     */
    private Origin ofJoin(StreamJoin join, int column) {
        int leftSize = join.left().input().schema().size();
        boolean isRight = column >= leftSize;
        boolean isOther = isRight ? join.kind().keepsLeft() : join.kind().keepsRight();
        if (isOther) {
            return made(join, column);
        }
        if (!isRight) {
            return ofInput(join, 0, column);
        }
        int key = join.right().keys().indexOf(column - leftSize);
        if (key >= 0) {
            return ofInput(join, 0, join.left().keys().get(key));
        }
        return join.kind().keepsRight() ? ofInput(join, 1, column - leftSize) : made(join, column);
    }

    private Origin ofInput(PlanNode node, int port, int column) {
        PlanNode input = node.inputs().get(port);
        Set<Origin> found = new LinkedHashSet<>();
        for (PlanNode branch : branches.of(input)) {
            found.add(of(branch, column));
        }
        return found.size() == 1 ? found.iterator().next() : made(input, column);
    }

    private static Origin made(PlanNode node, int column) {
        String name = node.schema().name(column);
        boolean isFirstOfName = node.schema().indexOf(name) == column;
        return new Origin(node.id(), column, isFirstOfName ? name : name + "#" + column);
    }

    /** Column of the input that an output column repeats, -1 when the node makes it. */
    private static int inputColumn(PlanNode node, int column) {
        if (node instanceof Calc calc) {
            return calc.projection().get(column) instanceof InputColumn plain ? plain.column() : -1;
        }
        if (node instanceof WindowAggregate window) {
            return column < window.keys().size() ? window.keys().get(column) : -1;
        }
        if (node instanceof GroupAggregate group) {
            return column < group.groups().size() ? group.groups().get(column) : -1;
        }
        if (node instanceof Match match) {
            return column < match.keys().size() ? match.keys().get(column) : -1;
        }
        if (node instanceof ReferenceJoin join) {
            return column < join.left().input().schema().size() ? column : -1;
        }
        if (node instanceof LookupJoin join) {
            return column < join.input().schema().size() ? column : -1;
        }
        if (node instanceof Over
                || node instanceof TopN
                || node instanceof WindowAssign
                || node instanceof Unnest
                || node instanceof Deduplicate) {
            return column < node.inputs().get(0).schema().size() ? column : -1;
        }
        if (node instanceof Union) {
            return column;
        }
        return -1;
    }
}
