// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.kafka.LedgerRecords;
import dev.millrace.connect.kafka.ResultRecords;
import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.ExchangeCodec;
import dev.millrace.kernel.host.Rejection;
import dev.millrace.kernel.host.TaskOutput;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.plan.Output;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Puts what comes out of a task into the topics of its results, exchanges and ledger. One thread. */
final class TaskEmitter implements TaskOutput {
    private final Hosting hosting;
    private final TaskPlan plan;
    private final int partition;
    private final ProcessorContext<byte[], byte[]> context;
    private final Map<String, ResultTarget> targets = new HashMap<>();
    private final Map<String, ExchangeTarget> exchanges = new HashMap<>();
    private byte[] raw;
    private RecordMetadata rawPlace;

    private record ResultTarget(String sink, ResultRecords records) {}

    private static final class ExchangeTarget {
        private final String sink;
        private final ExchangeCodec codec;
        private final int partitions;
        private long sentRecords;

        ExchangeTarget(String sink, ExchangeCodec codec, int partitions) {
            this.sink = sink;
            this.codec = codec;
            this.partitions = partitions;
        }
    }

    TaskEmitter(Hosting hosting, TaskPlan plan, int partition, ProcessorContext<byte[], byte[]> context) {
        this.hosting = hosting;
        this.plan = plan;
        this.partition = partition;
        this.context = context;
        for (Output output : plan.outputs()) {
            ResultRecords records = new ResultRecords(
                    output.target().table().schema(),
                    output.keyColumns(),
                    hosting.format(output.target().table()),
                    output.target().table().options());
            targets.put(output.id(), new ResultTarget(NodeNames.result(plan, output), records));
        }
        for (Exchange exchange : plan.sends()) {
            int count = hosting.topics().partitions(hosting.topics().exchangeTopic(exchange));
            exchanges.put(exchange.id(), new ExchangeTarget(NodeNames.send(plan, exchange), exchange.codec(), count));
        }
    }

    @Override
    public void result(Output output, Row row) {
        if (row.kind() == RowKind.UPDATE_BEFORE) {
            return;
        }
        ResultTarget target = targets.get(output.id());
        long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        Headers headers = new RecordHeaders();
        ResultRecords.addHeaders(row, nowMicros, headers);
        context.forward(
                new Record<>(
                        target.records().key(row),
                        target.records().value(row),
                        ResultRecords.timestampMs(row, nowMicros),
                        headers),
                target.sink());
    }

    @Override
    public void exchange(Exchange exchange, byte[] key, Exchange.ExchangeRow row) {
        ExchangeTarget target = exchanges.get(exchange.id());
        target.sentRecords++;
        byte[] value = target.codec.encode(partition, row.row(), row.table());
        long timestampMs = ResultRecords.timestampMs(row.row(), System.currentTimeMillis() * 1000);
        context.forward(new Record<>(key, value, timestampMs), target.sink);
    }

    /** Tells all partitions behind this task's exchanges how far it is. */
    void sendProgress(long progressMs, long nowMs) {
        exchanges.values().forEach(target -> {
            target.sentRecords += target.partitions;
            context.forward(new Record<>(null, target.codec.encodeProgress(partition, progressMs), nowMs), target.sink);
        });
    }

    /** Passes a control message on to all partitions behind this task's exchanges. */
    void sendControl(Control control) {
        exchanges.values().forEach(target -> {
            Headers headers = new RecordHeaders(List.of(control.header()));
            context.forward(new Record<>(null, null, System.currentTimeMillis(), headers), target.sink);
        });
    }

    @Override
    public void ledger(Rejection rejection) {
        Row row = rejection.row();
        boolean isAtHand = raw != null && rawPlace.partition() == row.partition() && rawPlace.offset() == row.offset();
        LedgerEntry entry = rejection.toEntry(System.currentTimeMillis(), hosting.pipeline(), topicOf(rejection));
        // The record as it came, and not the columns of it that the plan needs.
        ledger(isAtHand ? entry.withRaw(raw) : entry);
    }

    void ledger(LedgerEntry entry) {
        context.forward(
                new Record<>(LedgerRecords.key(entry), LedgerRecords.value(entry), entry.timeMs()),
                NodeNames.ledger(plan));
    }

    private String topicOf(Rejection rejection) {
        return hosting.graph()
                .pipeline()
                .table(rejection.table())
                .map(hosting.topics()::tableTopic)
                .orElse("");
    }

    /** Keeps the record that is being processed for the ledger. */
    void setRaw(byte[] value, RecordMetadata place) {
        raw = value;
        rawPlace = place;
    }

    void clearRaw() {
        raw = null;
    }

    /** Records sent to each exchange since the task was started here, by exchange id. */
    Map<String, Long> sentRecords() {
        Map<String, Long> sent = new HashMap<>();
        exchanges.forEach((id, target) -> sent.put(id, target.sentRecords));
        return sent;
    }
}
