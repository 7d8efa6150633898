// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Pairs of rows of two streams with equal keys whose times are near each other: an interval join, or a join of windows, where the
 * times are those of the windows' ends. Output columns: those of the left input, then those of the right; SEMI and ANTI give
 * the left ones only.
 *
 * @param range how far the time of the right row may be from that of the left one
 * @param condition over the columns of both inputs, left ones first; empty: every pair in range
 * @param timeColumn position of the time attribute that the rows carry, -1 when there is none
 */
public record StreamJoin(
        String id,
        JoinSide left,
        JoinSide right,
        Kind kind,
        Range range,
        Optional<Expression> condition,
        Schema schema,
        int timeColumn,
        List<Integer> resultKey,
        Emit emit)
        implements PlanNode {
    /** Which rows without a partner come out, and how. */
    public enum Kind {
        INNER,
        /** Left rows without a partner with NULL in the right columns. */
        LEFT,
        RIGHT,
        FULL,
        /** Left rows that have a partner, once each. */
        SEMI,
        /** Left rows that have none. */
        ANTI;

        /** Whether left rows without a partner come out. */
        public boolean keepsLeft() {
            return this == LEFT || this == FULL || this == ANTI;
        }

        public boolean keepsRight() {
            return this == RIGHT || this == FULL;
        }

        /** Whether the right columns come out. */
        public boolean isPaired() {
            return this != SEMI && this != ANTI;
        }
    }

    /**
     * Bounds of right time less left time in milliseconds, both inclusive, any sign.
     *
     * @param toMs less than {@code fromMs} when no row can have a partner
     */
    public record Range(long fromMs, long toMs) {
        /** 0 when no row can have a partner. */
        public long lengthMs() {
            return Math.max(0, toMs - fromMs);
        }
    }

    public StreamJoin {
        resultKey = List.copyOf(resultKey);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(left.input(), right.input());
    }

    /** One of the two. */
    public JoinSide side(int port) {
        return port == 0 ? left : right;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.streamJoin(this);
    }
}
