// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.plan.PlanNode;
import java.util.List;

/**
 * Operators of a task that share a key, and so one entry of state for each key.
 *
 * @param id names the state; unique in the task; made of the columns of the key, so that a further operator does not change it
 * @param operators in the order in which rows reach them
 */
public record StagePlan(String id, List<PlanNode> operators) {
    public StagePlan {
        operators = List.copyOf(operators);
    }
}
