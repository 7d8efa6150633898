// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import dev.millrace.connect.Format;
import dev.millrace.connect.Sink;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Writes results to a topic. Kafka's producer bounds what is under way (32 MiB) and blocks when that is full. */
final class KafkaSink implements Sink {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final ResultRecords records;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    KafkaSink(ClientSettings client, String topic, Table table, Format format) {
        this.topic = topic;
        List<Integer> keyColumns =
                table.primaryKey().stream().map(table.schema()::indexOf).toList();
        records = new ResultRecords(table.schema(), keyColumns, format, table.options());
        producer = new KafkaProducer<>(client.producer());
        ensureTopic(client, table);
    }

    private void ensureTopic(ClientSettings client, Table table) {
        Map<String, String> given = new TreeMap<>(table.options());
        int partitions = Integer.parseInt(
                given.getOrDefault(KafkaOptions.PARTITIONS.name(), String.valueOf(KafkaOptions.PARTITIONS.initial())));
        try (Topics topics = new Topics(client)) {
            topics.ensure(List.of(TopicSpec.of(topic, partitions)));
        }
    }

    @Override
    public void write(Row row) {
        if (row.kind() == RowKind.UPDATE_BEFORE) {
            return;
        }
        long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        producer.send(records.encode(topic, row, nowMicros), (metadata, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    @Override
    public void flush() {
        producer.flush();
        Exception e = failure.getAndSet(null);
        if (e != null) {
            throw MillraceException.of(
                    KafkaError.WRITE_FAILED,
                    "Kafka did not take a record for topic \"" + topic + "\": " + e.getMessage(),
                    "Check the broker; the writer repeats from its last position.",
                    e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
