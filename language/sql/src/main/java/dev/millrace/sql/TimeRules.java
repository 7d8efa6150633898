// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.Calc;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Match;
import dev.millrace.plan.Over;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.ReferenceJoin;
import dev.millrace.plan.Scan;
import dev.millrace.plan.StreamJoin;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowAssign;

/** How an operator tells time: as the tables below it. */
final class TimeRules {
    private TimeRules() {}

    /** The rule of the only table; of several, the one that waits longest in each respect. */
    static TimeRule of(PlanNode node) {
        if (node instanceof Scan scan) {
            return scan.table().timeRule();
        }
        if (node instanceof ReferenceJoin join) {
            return of(join.left().input());
        }
        if (node instanceof StreamJoin join) {
            return behind(join);
        }
        if (node instanceof Over over && over.following(false) > 0) {
            return delayed(of(over.input()), over.following(false));
        }
        return node.inputs().stream()
                .map(TimeRules::of)
                .reduce(TimeRules::longer)
                .orElse(TimeRule.DEFAULT);
    }

    /**
     * The rule of windows over some rows. What another operator gives may come long after its time: a device that uploads its past
     * has had its own clock there. So with a clock per key such rows are late only after {@code state.ttl}, and revise until then.
     * Windows that may say their result only once do not wait that long.
     */
    static TimeRule ofWindows(PlanNode input, Emit emit) {
        TimeRule rule = of(input);
        if (!rule.isPerKey() || emit == Emit.FINAL || !isResult(input)) {
            return rule;
        }
        return new TimeRule(
                rule.clock(),
                rule.boundMs(),
                rule.idleMs(),
                rule.maxAheadMs(),
                Math.max(rule.latenessMs(), rule.ttlMs()),
                rule.ttlMs());
    }

    /** Whether rows come from an operator that holds them back until its key's time has come. */
    private static boolean isResult(PlanNode node) {
        return node instanceof WindowAggregate
                || node instanceof Over
                || node instanceof Match
                || node.inputs().stream().anyMatch(TimeRules::isResult);
    }

    /**
     * Rows of a join are in less order than those of its inputs: a row waits for its partners, so that its pairs come as much later as
     * partners may be apart; pairs of windows have the time of the window's end.
     */
    private static TimeRule behind(StreamJoin join) {
        TimeRule both = longer(join.left().timeRule(), join.right().timeRule());
        long delayMs = join.range().lengthMs()
                + Math.max(windowMs(join.left().input()), windowMs(join.right().input()));
        return delayed(both, delayMs);
    }

    /** Of rows that come later than their time by some milliseconds: so much more disorder is normal. */
    private static TimeRule delayed(TimeRule rule, long delayMs) {
        return new TimeRule(
                rule.clock(),
                rule.boundMs() + delayMs,
                rule.idleMs(),
                rule.maxAheadMs(),
                rule.isPerKey() ? rule.latenessMs() : rule.latenessMs() + delayMs,
                rule.ttlMs());
    }

    private static long windowMs(PlanNode node) {
        if (node instanceof WindowAssign assign) {
            return assign.window().sizeMs();
        }
        return node instanceof Calc calc ? windowMs(calc.input()) : 0;
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
