// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.Operator;
import dev.millrace.kernel.Transform;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.TableDefinition;

/** Makes the code of plan nodes. Stateless and thread-safe; what it makes is used by one thread. */
public interface OperatorFactory {
    /** Code of a node with state: WindowAggregate, Over, Match, Deduplicate. */
    Operator<?> operator(PlanNode node);

    /** Code of a node without state: Calc, WindowAssign, Unnest, LookupJoin. */
    Transform transform(PlanNode node);

    /** From the physical columns of a table to all its columns; called only when they differ. */
    Transform projection(TableDefinition table);
}
