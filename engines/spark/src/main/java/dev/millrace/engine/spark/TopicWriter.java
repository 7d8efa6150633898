// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.connect.Format;
import dev.millrace.connect.kafka.LedgerRecords;
import dev.millrace.connect.kafka.ResultRecords;
import dev.millrace.formats.CsvFormat;
import dev.millrace.formats.JsonFormat;
import dev.millrace.model.ByteReader;
import dev.millrace.model.RowCodec;
import dev.millrace.model.RowKind;
import dev.millrace.model.Table;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * Writes what leaves a stream to its topics and gives the accounts on. Returns when Kafka has acknowledged everything, so a batch is
 * committed after its results. A batch that is done again writes the same rows with the same keys and revisions.
 */
final class TopicWriter implements FlatMapFunction<Iterator<Row>, byte[]> {
    private static final long serialVersionUID = 1;

    /** Producers of this process by their settings. */
    private static final Map<Map<String, Object>, KafkaProducer<byte[], byte[]>> PRODUCERS = new ConcurrentHashMap<>();

    private final HostedPlan plan;
    private final TreeMap<String, Object> client = new TreeMap<>();

    /** @param settings of Kafka's producer, the address among them */
    TopicWriter(HostedPlan plan, Map<String, String> settings) {
        this.plan = plan;
        client.putAll(Map.of("acks", "all", "linger.ms", 5, "batch.size", 65_536, "compression.type", "lz4"));
        client.putAll(settings);
    }

    /** Accounts as {@link Counts} reads them, each with its sender before it. */
    @Override
    public Iterator<byte[]> call(Iterator<Row> rows) {
        Pipeline pipeline = plan.layout().graph().pipeline();
        KafkaProducer<byte[], byte[]> producer = PRODUCERS.computeIfAbsent(
                client, c -> new KafkaProducer<>(c, new ByteArraySerializer(), new ByteArraySerializer()));
        AtomicReference<Exception> failure = new AtomicReference<>();
        Map<Integer, Target> targets = new HashMap<>();
        List<byte[]> counts = new ArrayList<>();
        while (rows.hasNext()) {
            Parcel parcel = Parcel.of(rows.next());
            ProducerRecord<byte[], byte[]> record = null;
            switch (parcel.kind()) {
                case RESULT ->
                    record = targets.computeIfAbsent(
                                    parcel.input(),
                                    i -> new Target(pipeline, pipeline.outputs().get(i)))
                            .record(parcel.bytes());
                case LEDGER ->
                    record = LedgerRecords.encode(pipeline.ledgerTopic(), LedgerRecords.decode(parcel.bytes()));
                case COUNTS -> counts.add(Counts.withSender(parcel));
                case ROW, RECORD, UNREADABLE, EXCHANGE, CLOCK, IDLE, END ->
                    throw new IllegalStateException(parcel.kind() + " left the pipeline");
            }
            if (record != null) {
                producer.send(record, (metadata, e) -> {
                    if (e != null) {
                        failure.compareAndSet(null, e);
                    }
                });
            }
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("Kafka did not take the results: " + failure.get(), failure.get());
        }
        return counts.iterator();
    }

    /** Topic and form of an output. */
    private static final class Target {
        private final String topic;
        private final RowCodec codec;
        private final ResultRecords records;

        Target(Pipeline pipeline, Output output) {
            Table table = output.target().table();
            topic = output.topic(pipeline.name());
            codec = new RowCodec(table.schema());
            boolean isCsv = table.connector().equals("kafka")
                    && table.option("format").filter("csv"::equals).isPresent();
            Format format = isCsv ? new CsvFormat() : new JsonFormat();
            records = new ResultRecords(table.schema(), output.keyColumns(), format, table.options());
        }

        /** Null for what a reader finds out by the key. */
        ProducerRecord<byte[], byte[]> record(byte[] bytes) {
            dev.millrace.model.Row row = codec.readWithOrigin(new ByteReader(bytes));
            return row.kind() == RowKind.UPDATE_BEFORE
                    ? null
                    : records.encode(topic, row, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        }
    }
}
