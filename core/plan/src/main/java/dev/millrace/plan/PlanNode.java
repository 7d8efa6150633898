// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.Schema;
import java.util.List;

/**
 * One step of a plan. Column positions in a node refer to the schema of its input.
 *
 * <p>Dispatch by {@link Visitor}: a new node does not compile until every host handles it.
 */
public sealed interface PlanNode
        permits Scan,
                Calc,
                WindowAssign,
                WindowAggregate,
                GroupAggregate,
                Over,
                TopN,
                Match,
                Deduplicate,
                Union,
                Unnest,
                StreamJoin,
                ReferenceJoin,
                LookupJoin {

    /** Unique in the pipeline and stable under edits of other statements, for example {@code over#2}. Names state. */
    String id();

    List<PlanNode> inputs();

    Schema schema();

    /** Position of the time attribute in {@link #schema}, -1 when the rows have none. */
    int timeColumn();

    /** Positions of the columns that identify a result row, empty when the rows are append-only. */
    List<Integer> resultKey();

    <R> R accept(Visitor<R> visitor);

    /** One method a node. */
    interface Visitor<R> {
        R scan(Scan node);

        R calc(Calc node);

        R windowAssign(WindowAssign node);

        R windowAggregate(WindowAggregate node);

        R groupAggregate(GroupAggregate node);

        R over(Over node);

        R topN(TopN node);

        R match(Match node);

        R deduplicate(Deduplicate node);

        R union(Union node);

        R unnest(Unnest node);

        R streamJoin(StreamJoin node);

        R referenceJoin(ReferenceJoin node);

        R lookupJoin(LookupJoin node);
    }
}
