// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.model.Row;

/**
 * What flows into a task: a record of its table, or of an exchange.
 *
 * @param input position in {@link dev.millrace.kernel.host.TaskPlan#inputs}
 * @param partition of the receiving task
 * @param key of the table's record, or null
 * @param value of the table's record, null when it has none; else what {@link dev.millrace.kernel.host.ExchangeCodec} made
 * @param offset of the table's record, -1 on an exchange
 * @param timestampMs of the table's record
 * @param arrivalMicros of the table's record, {@link Row#NO_TIME} when it has none
 */
record TaskRecord(
        int input, int partition, byte[] key, byte[] value, long offset, long timestampMs, long arrivalMicros) {
    static TaskRecord ofExchange(int input, int partition, byte[] value) {
        return new TaskRecord(input, partition, null, value, -1, 0, Row.NO_TIME);
    }
}
