// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

import dev.millrace.model.Schema;
import java.util.List;

/**
 * Drops readings seen before into the ledger.
 *
 * @param keys columns that name the device: {@code dedupe.key} less its sequence number
 * @param sequence column of the sequence number, or of the id; part of no key
 * @param horizonMs how long a reading is remembered, in event time
 */
public record Deduplicate(
        String id, PlanNode input, List<Integer> keys, int sequence, long horizonMs, TimeRule timeRule)
        implements PlanNode {
    public Deduplicate {
        keys = List.copyOf(keys);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public Schema schema() {
        return input.schema();
    }

    @Override
    public int timeColumn() {
        return input.timeColumn();
    }

    @Override
    public List<Integer> resultKey() {
        return input.resultKey();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.deduplicate(this);
    }
}
