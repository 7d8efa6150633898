// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

/**
 * One entry of the ledger.
 *
 * @param timeMs when the entry was made, epoch milliseconds of the host's clock
 * @param pipeline name, empty for an entry of the gateway
 * @param table that the reading was sent to
 * @param key device or key columns as text
 * @param detail one sentence with names and values, for example the window that a late row missed
 * @param raw the record as it came, or the row as JSON when the bytes are not at hand; never null
 * @param topic of the record, empty when it never reached one
 * @param partition -1 when there is none
 * @param offset -1 when there is none
 * @param isPartial whether another window or operator still used the row; such entries do not count in the balance
 */
public record LedgerEntry(
        long timeMs,
        String pipeline,
        String table,
        String key,
        LedgerReason reason,
        String detail,
        byte[] raw,
        String topic,
        int partition,
        long offset,
        boolean isPartial) {
    /** The same with the record as it came. */
    public LedgerEntry withRaw(byte[] bytes) {
        return new LedgerEntry(
                timeMs, pipeline, table, key, reason, detail, bytes, topic, partition, offset, isPartial);
    }
}
