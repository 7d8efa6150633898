// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a stream, each with the row of a reference table that has its key. Output columns: those of the stream, then those of the
 * table.
 *
 * @param left the stream
 * @param right the table, whose keys identify its rows: a later row with the same key replaces an earlier one, a deletion takes it
 *     away
 * @param isVersioned whether a stream row gets the version that was valid at its time, whenever that comes; else the newest row
 *     at the moment when it is processed, which is never corrected
 * @param isOuter whether stream rows without a table row come out, with NULL in the table's columns
 * @param condition over the columns of both; a table row that does not satisfy it is none
 */
public record ReferenceJoin(
        String id,
        JoinSide left,
        JoinSide right,
        boolean isVersioned,
        boolean isOuter,
        Optional<Expression> condition,
        Schema schema,
        Emit emit,
        List<Integer> resultKey)
        implements PlanNode {
    public ReferenceJoin {
        resultKey = List.copyOf(resultKey);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(left.input(), right.input());
    }

    /** That of the stream. */
    @Override
    public int timeColumn() {
        return left.input().timeColumn();
    }

    /** One of the two. */
    public JoinSide side(int port) {
        return port == 0 ? left : right;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.referenceJoin(this);
    }
}
