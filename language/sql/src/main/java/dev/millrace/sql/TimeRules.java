// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Scan;
import dev.millrace.plan.TimeRule;

/** How an operator tells time: as the tables below it. */
final class TimeRules {
    private TimeRules() {}

    /** The rule of the only table; of several, the one that waits longest in each respect. */
    static TimeRule of(PlanNode node) {
        if (node instanceof Scan scan) {
            return scan.table().timeRule();
        }
        return node.inputs().stream()
                .map(TimeRules::of)
                .reduce(TimeRules::longer)
                .orElse(TimeRule.DEFAULT);
    }

    private static TimeRule longer(TimeRule a, TimeRule b) {
        return new TimeRule(
                a.isPerKey() ? b.clock() : a.clock(),
                Math.max(a.boundMs(), b.boundMs()),
                Math.max(a.idleMs(), b.idleMs()),
                Math.max(a.maxAheadMs(), b.maxAheadMs()),
                Math.max(a.latenessMs(), b.latenessMs()),
                Math.max(a.ttlMs(), b.ttlMs()));
    }
}
