// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import java.util.List;

/**
 * One input of a join.
 *
 * @param keys columns that must equal those of the other side, in the same order and of the same types; NULL equals nothing
 * @param windowEnd column with the exclusive end of the row's window, whose last millisecond is then the time that the join is
 *     about; -1 when it is the row's own time
 * @param timeRule how the side tells time
 */
public record JoinSide(PlanNode input, List<Integer> keys, int windowEnd, TimeRule timeRule) {
    public JoinSide {
        keys = List.copyOf(keys);
    }
}
