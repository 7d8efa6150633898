// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.Calc;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.StreamJoin;
import dev.millrace.plan.Unnest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Columns of a node that may serve as event time: of a join the times of both sides, as long as they are never NULL. */
final class TimeAttributes {
    private TimeAttributes() {}

    static Set<Integer> of(PlanNode node) {
        Set<Integer> found = new TreeSet<>();
        if (node.timeColumn() >= 0) {
            found.add(node.timeColumn());
        }
        if (node instanceof Calc calc) {
            found.addAll(through(calc.projection(), of(calc.input())));
        }
        if (node instanceof Unnest unnest) {
            found.addAll(of(unnest.input()));
        }
        if (node instanceof StreamJoin join) {
            if (!join.kind().keepsRight()) {
                found.addAll(of(join.left().input()));
            }
            if (join.kind().isPaired() && !join.kind().keepsLeft()) {
                int first = join.left().input().schema().size();
                of(join.right().input()).forEach(column -> found.add(column + first));
            }
        }
        return found;
    }

    /** Positions in a projection of columns of its input. */
    static Set<Integer> through(List<Expression> projection, Set<Integer> columns) {
        Set<Integer> found = new TreeSet<>();
        for (int i = 0; i < projection.size(); i++) {
            if (projection.get(i) instanceof InputColumn column && columns.contains(column.column())) {
                found.add(i);
            }
        }
        return found;
    }
}
