// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.connect.Format;
import dev.millrace.connect.Rejected;
import dev.millrace.connect.kafka.RecordHeaders;
import dev.millrace.connect.kafka.RecordRows;
import dev.millrace.kernel.host.Task;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Records of a table's topic: decodes the columns that the plan needs; what cannot be read goes to the ledger. */
final class TableInputHost implements InputHost, Format.Reader.Out {
    private static final byte[] NO_BYTES = {};

    private final String pipeline;
    private final String table;
    private final Task task;
    private final TaskEmitter emitter;
    private final RecordRows rows;
    private final boolean takesDeletions;

    private Record<byte[], byte[]> record;
    private RecordMetadata place;
    private long taken;
    /** Rows that will be looked up outside together. */
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(Record<byte[], byte[]> record, RecordMetadata place, Row row) {}

    TableInputHost(Hosting hosting, TableInput input, Task task, TaskEmitter emitter) {
        pipeline = hosting.pipeline();
        table = input.id();
        this.task = task;
        this.emitter = emitter;
        takesDeletions = hosting.graph().isReference(table);
        rows = new RecordRows(
                input.table().table(), hosting.format(input.table().table()), input.neededColumns());
    }

    @Override
    public void take(Record<byte[], byte[]> newRecord, RecordMetadata newPlace) {
        record = newRecord;
        place = newPlace;
        taken++;
        emitter.setRaw(record.value(), place);
        rows.read(
                record.value(),
                new RecordRows.Origin(
                        place.topic(),
                        place.partition(),
                        place.offset(),
                        record.key(),
                        record.timestamp(),
                        RecordHeaders.number(record.headers(), RecordHeaders.ARRIVAL)),
                this);
        emitter.clearRaw();
    }

    @Override
    public long takenRecords() {
        return taken;
    }

    @Override
    public void row(Row row) {
        if (row.kind() == RowKind.DELETE && !takesDeletions) {
            rejected(RecordRows.NO_VALUE);
        } else if (task.isLookingUp()) {
            waiting.add(new Waiting(record, place, row));
        } else {
            task.process(row);
        }
    }

    @Override
    public int waiting() {
        return waiting.size();
    }

    @Override
    public void processWaiting() {
        task.beginBatch(waiting.stream().map(Waiting::row).toList());
        for (Waiting next : waiting) {
            record = next.record();
            place = next.place();
            emitter.setRaw(record.value(), place);
            task.process(next.row());
            emitter.clearRaw();
        }
        task.endBatch();
        waiting.clear();
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
                place.topic(),
                place.partition(),
                place.offset(),
                false));
    }
}
