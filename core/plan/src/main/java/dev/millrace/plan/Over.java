// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.Schema;
import java.util.List;

/**
 * Aggregates over the rows around each row, per key, in event-time order (ties by arrival). Output columns: those of the
 * input, then one a call.
 */
public record Over(
        String id,
        PlanNode input,
        List<Integer> keys,
        List<OverCall> calls,
        Schema schema,
        TimeRule timeRule,
        Emit emit,
        List<Integer> resultKey)
        implements PlanNode {
    /** One aggregate with its frame. */
    public record OverCall(AggregateCall aggregate, Frame frame) {}

    /**
     * Rows that an aggregate sees, as distances back from the current row; negative ones are of rows behind it. {@code from >=
     * to}.
     *
     * @param isRows distances in rows, else in milliseconds of event time (peers of the current row are in the frame)
     * @param from greatest distance, {@link #UNBOUNDED} for all rows since the beginning
     * @param to least distance; 0: the frame ends with the current row
     */
    public record Frame(boolean isRows, long from, long to) {
        public static final long UNBOUNDED = Long.MAX_VALUE;

        public Frame {
            if (from < to) {
                throw new IllegalArgumentException("a frame from " + from + " to " + to + " begins after its end");
            }
        }

        /** How far the frame goes beyond the current row, 0 or more. */
        public long following() {
            return Math.max(0, -to);
        }
    }

    /** Greatest {@link Frame#following} of all frames of rows, or of all in time (ms); 0 when all end at their row. */
    public long following(boolean isRows) {
        return calls.stream()
                .map(OverCall::frame)
                .filter(f -> f.isRows() == isRows)
                .mapToLong(Frame::following)
                .max()
                .orElse(0);
    }

    public Over {
        keys = List.copyOf(keys);
        calls = List.copyOf(calls);
        resultKey = List.copyOf(resultKey);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public int timeColumn() {
        return input.timeColumn();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.over(this);
    }
}
