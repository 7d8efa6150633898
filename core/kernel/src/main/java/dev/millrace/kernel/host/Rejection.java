// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.model.LedgerEntry;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.nio.charset.StandardCharsets;

/**
 * A row that a task sends to the ledger.
 *
 * @param table that the reading was sent to; for a row of another operator the first table of the task's flow
 * @param key columns of the operator as text, joined with {@code /}
 * @param row as the operator got it, or the reading itself where it is at hand
 * @param schema of the row
 * @param isPartial see {@link LedgerEntry#isPartial}
 */
public record Rejection(
        String table, String key, LedgerReason reason, String detail, Row row, Schema schema, boolean isPartial) {

    /** As an entry whose raw form is the row as JSON. Time is the host's clock, topic empty text when there is none. */
    public LedgerEntry toEntry(long timeMs, String pipeline, String topic) {
        byte[] raw = RowText.json(row, schema).getBytes(StandardCharsets.UTF_8);
        return new LedgerEntry(
                timeMs, pipeline, table, key, reason, detail, raw, topic, row.partition(), row.offset(), isPartial);
    }
}
