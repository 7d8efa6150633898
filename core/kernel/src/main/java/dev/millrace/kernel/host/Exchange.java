// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import java.util.List;

/**
 * Rows change their partition here: what one node of a task gives goes to another task, by key. Equal keys meet in one partition;
 * without key columns all rows go to partition 0 of a task with one partition. The order of the rows of one upstream partition is
 * kept.
 *
 * @param id unique in the pipeline and stable under edits of other statements; letters, digits, {@code - _ .} only, so that it can
 *     name a topic
 * @param producer id of the node whose rows travel
 * @param keyColumns positions in the schema
 * @param schema of the rows
 * @param isNeeded one flag a column: others arrive as NULL
 * @param fromTask id of the task that sends
 * @param toTask id of the task that receives
 */
public record Exchange(
        String id,
        String producer,
        List<Integer> keyColumns,
        Schema schema,
        List<Boolean> isNeeded,
        String fromTask,
        String toTask) {
    public Exchange {
        keyColumns = List.copyOf(keyColumns);
        isNeeded = List.copyOf(isNeeded);
    }

    /** Makes the key bytes that {@link TaskOutput#exchange} gives with each row. Used by one thread. */
    public KeyCodec keyCodec() {
        return new KeyCodec(schema, keyColumns);
    }

    /** Binary form of {@link ExchangeRow} for the wire. Used by one thread. */
    public ExchangeCodec codec() {
        return new ExchangeCodec(schema, isNeeded);
    }

    /**
     * A row on its way.
     *
     * @param row with kind, revision, times and position; its {@link Row#progressMs} is the sender's progress before it
     * @param table position in {@link dev.millrace.plan.Pipeline#tables} of the reading whose account this row is, -1 when the row is
     *     on nobody's account (a result, or a reading that was used already)
     */
    public record ExchangeRow(Row row, int table) {}
}
