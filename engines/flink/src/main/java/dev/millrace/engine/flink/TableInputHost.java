// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.connect.Format;
import dev.millrace.connect.Rejected;
import dev.millrace.connect.kafka.RecordRows;
import dev.millrace.kernel.host.Task;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;

/** Records of a table's topic: decodes the columns that the plan needs; what cannot be read goes to the ledger. */
final class TableInputHost implements InputHost, Format.Reader.Out {
    private static final byte[] NO_BYTES = {};

    private final String pipeline;
    private final String table;
    private final String topic;
    private final Task task;
    private final TaskEmitter emitter;
    private final RecordRows rows;
    private final boolean takesDeletions;

    private TaskRecord record;

    TableInputHost(Hosting hosting, TableInput input, Task task, TaskEmitter emitter) {
        pipeline = hosting.pipeline();
        table = input.id();
        topic = input.table().topic();
        this.task = task;
        this.emitter = emitter;
        takesDeletions = hosting.graph().isReference(table);
        rows = new RecordRows(
                input.table().table(), Hosting.format(input.table().table()), input.neededColumns());
    }

    @Override
    public void take(TaskRecord newRecord) {
        record = newRecord;
        emitter.setRaw(record);
        rows.read(
                record.value(),
                new RecordRows.Origin(
                        topic,
                        record.partition(),
                        record.offset(),
                        record.key(),
                        record.timestampMs(),
                        record.arrivalMicros()),
                this);
        emitter.clearRaw();
    }

    @Override
    public void row(Row row) {
        if (row.kind() == RowKind.DELETE && !takesDeletions) {
            rejected(RecordRows.NO_VALUE);
        } else {
            task.process(row);
        }
    }

    @Override
    public void rejected(Rejected rejected) {
        task.counters(table).addUnreadable(rejected.reason());
        String key = record.key() == null ? "" : new String(record.key(), UTF_8);
        byte[] raw = record.value() == null ? NO_BYTES : record.value();
        emitter.ledger(new LedgerEntry(
                System.currentTimeMillis(),
                pipeline,
                table,
                key,
                rejected.reason(),
                rejected.detail(),
                raw,
                topic,
                record.partition(),
                record.offset(),
                false));
    }
}
