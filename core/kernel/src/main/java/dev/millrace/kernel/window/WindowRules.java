// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.window;

import dev.millrace.plan.Emit;
import dev.millrace.plan.TimeRule;

/**
 * When windows fire, are dropped, and refuse rows (SEMANTICS sections 3 to 5).
 *
 * @param isPerKey whether the key's own clock makes the watermark
 * @param isEager whether every change gives a result at once
 * @param fireLagMs a window fires when {@code watermark >= end - 1 + fireLag}
 * @param dropLagMs a window is dropped, and rows for it are late, when {@code watermark >= end - 1 + dropLag}
 */
public record WindowRules(
        boolean isPerKey, boolean isEager, boolean firesSilent, long fireLagMs, long dropLagMs, TimeRule timeRule) {

    public static WindowRules of(TimeRule rule, Emit emit) {
        // A key's state lives while watermark < end + lateness; with one clock for the stream Flink's bound holds,
        // which is one
        // millisecond less: a row whose window was complete before it is late when no lateness is allowed.
        long dropLagMs = rule.latenessMs() + (rule.isPerKey() ? 1 : 0);
        return new WindowRules(
                rule.isPerKey(),
                emit == Emit.EAGER,
                emit == Emit.ON_CLOSE,
                emit == Emit.FINAL ? dropLagMs : 0,
                dropLagMs,
                rule);
    }

    public long idleMs() {
        return timeRule.idleMs();
    }

    public long ttlMs() {
        return timeRule.ttlMs();
    }

    /** What was known before a row: the key's clock less the bound, or the stream's progress. */
    public long watermark(long clockMs, long progressMs) {
        if (!isPerKey) {
            return progressMs;
        }
        return clockMs == Long.MIN_VALUE ? clockMs : clockMs - timeRule.boundMs();
    }

    /** Sum that stays at the ends of the range instead of wrapping around. */
    public static long plus(long timeMs, long lengthMs) {
        long sum = timeMs + lengthMs;
        if (((timeMs ^ sum) & (lengthMs ^ sum)) < 0) {
            return timeMs < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }
}
