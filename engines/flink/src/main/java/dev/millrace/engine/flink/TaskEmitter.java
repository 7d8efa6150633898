// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.connect.kafka.LedgerRecords;
import dev.millrace.connect.kafka.ResultRecords;
import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.ExchangeCodec;
import dev.millrace.kernel.host.KeyCodec;
import dev.millrace.kernel.host.Rejection;
import dev.millrace.kernel.host.TaskOutput;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.plan.Output;
import dev.millrace.plan.TableDefinition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes records of what comes out of one partition of a task. One thread. */
final class TaskEmitter implements TaskOutput {
    private final Hosting hosting;
    private final int partition;
    private final Out out;
    private final Map<String, ResultTarget> results = new HashMap<>();
    private final Map<String, ExchangeTarget> exchanges = new HashMap<>();
    private TaskRecord raw;

    /** Where the records go. */
    interface Out {
        /** For a topic. */
        void write(SinkRecord record);

        /** For another task. */
        void send(String exchange, TaskRecord record);
    }

    private record ResultTarget(String topic, ResultRecords records) {}

    private record ExchangeTarget(int input, int partitions, ExchangeCodec codec) {}

    TaskEmitter(Hosting hosting, TaskPlan plan, int partition, Out out) {
        this.hosting = hosting;
        this.partition = partition;
        this.out = out;
        for (Output output : plan.outputs()) {
            ResultRecords records = new ResultRecords(
                    output.target().table().schema(),
                    output.keyColumns(),
                    Hosting.format(output.target().table()),
                    output.target().table().options());
            results.put(output.id(), new ResultTarget(hosting.topic(output), records));
        }
        for (Exchange exchange : plan.sends()) {
            TaskPlan to = hosting.graph().task(exchange.toTask());
            exchanges.put(
                    exchange.id(),
                    new ExchangeTarget(to.inputOf(exchange.id()), hosting.job().partitions(to.id()), exchange.codec()));
        }
    }

    @Override
    public void result(Output output, Row row) {
        if (row.kind() == RowKind.UPDATE_BEFORE) {
            return;
        }
        ResultTarget target = results.get(output.id());
        long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        Headers headers = new RecordHeaders();
        ResultRecords.addHeaders(row, nowMicros, headers);
        out.write(new SinkRecord(
                target.topic(),
                target.records().key(row),
                target.records().value(row),
                ResultRecords.timestampMs(row, nowMicros),
                headers));
    }

    @Override
    public void exchange(Exchange exchange, byte[] key, Exchange.ExchangeRow row) {
        ExchangeTarget target = exchanges.get(exchange.id());
        int to = target.partitions() == 1 ? 0 : KeyCodec.partition(key, target.partitions());
        byte[] value = target.codec().encode(partition, row.row(), row.table());
        out.send(exchange.id(), TaskRecord.ofExchange(target.input(), to, value));
    }

    /** Tells all partitions behind this task's exchanges how far it is. */
    void sendProgress(long progressMs) {
        exchanges.forEach((id, target) -> {
            byte[] value = target.codec().encodeProgress(partition, progressMs);
            for (int to = 0; to < target.partitions(); to++) {
                out.send(id, TaskRecord.ofExchange(target.input(), to, value));
            }
        });
    }

    @Override
    public void ledger(Rejection rejection) {
        Row row = rejection.row();
        boolean isAtHand = raw != null && raw.partition() == row.partition() && raw.offset() == row.offset();
        LedgerEntry entry = rejection.toEntry(System.currentTimeMillis(), hosting.pipeline(), topicOf(rejection));
        ledger(isAtHand ? withRaw(entry) : entry);
    }

    void ledger(LedgerEntry entry) {
        out.write(new SinkRecord(
                hosting.graph().pipeline().ledgerTopic(),
                LedgerRecords.key(entry),
                LedgerRecords.value(entry),
                entry.timeMs(),
                new RecordHeaders()));
    }

    private String topicOf(Rejection rejection) {
        return hosting.graph()
                .pipeline()
                .table(rejection.table())
                .map(TableDefinition::topic)
                .orElse("");
    }

    /** The record as it came, and not the columns of it that the plan needs. */
    private LedgerEntry withRaw(LedgerEntry e) {
        return new LedgerEntry(
                e.timeMs(),
                e.pipeline(),
                e.table(),
                e.key(),
                e.reason(),
                e.detail(),
                raw.value(),
                e.topic(),
                e.partition(),
                e.offset(),
                e.isPartial());
    }

    /** Keeps the record that is being processed for the ledger. */
    void setRaw(TaskRecord record) {
        raw = record;
    }

    void clearRaw() {
        raw = null;
    }
}
