// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import dev.millrace.connect.Format;
import dev.millrace.connect.Options;
import dev.millrace.connect.Rejected;
import dev.millrace.connect.Source;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Reads all partitions of a topic in one place, committed records only. Never ends. */
final class KafkaSource implements Source {
    private static final int MAX_ROWS = 1000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final RecordRows rows;
    private final Options options;
    private final Map<Integer, Long> positions = new TreeMap<>();
    /** Value of the record that is being given. */
    private byte[] raw;

    private boolean isAssigned;
    /** Where the partitions ended when reading began. */
    private Map<TopicPartition, Long> ends = Map.of();

    KafkaSource(ClientSettings client, String topic, RecordRows rows, Options options) {
        this.topic = topic;
        this.rows = rows;
        this.options = options;
        Map<String, Object> settings = client.consumer("");
        settings.putIfAbsent("max.poll.records", String.valueOf(MAX_ROWS));
        consumer = new KafkaConsumer<>(settings);
    }

    @Override
    public boolean poll(long maxWaitMs, Receiver receiver) {
        assign();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(maxWaitMs))) {
            read(record, receiver);
            positions.put(record.partition(), record.offset() + 1);
        }
        return true;
    }

    @Override
    public Optional<byte[]> raw() {
        return Optional.ofNullable(raw);
    }

    private void read(ConsumerRecord<byte[], byte[]> record, Receiver receiver) {
        raw = record.value();
        RecordRows.Origin origin = new RecordRows.Origin(
                topic,
                record.partition(),
                record.offset(),
                record.key(),
                record.timestamp(),
                RecordHeaders.number(record.headers(), RecordHeaders.ARRIVAL));
        rows.read(record.value(), origin, new Format.Reader.Out() {
            @Override
            public void row(Row row) {
                receiver.row(row);
            }

            @Override
            public void rejected(Rejected rejected) {
                receiver.rejected(rejected, record.value() == null ? new byte[0] : record.value(), record.offset());
            }
        });
    }

    private void assign() {
        if (isAssigned) {
            return;
        }
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw MillraceException.of(
                    KafkaError.TOPIC_MISSING,
                    "topic \"" + topic + "\" does not exist",
                    "Create it or correct the option \"topic\".");
        }
        consumer.assign(partitions);
        switch (options.find(KafkaOptions.STARTUP_MODE).orElse("")) {
            case "latest-offset" -> consumer.seekToEnd(partitions);
            case "timestamp" -> seekToTimestamp(partitions);
            default -> consumer.seekToBeginning(partitions);
        }
        for (TopicPartition partition : partitions) {
            Long position = positions.get(partition.partition());
            if (position != null) {
                consumer.seek(partition, position);
            } else {
                // Fixes the start now: what arrives from here on is read, also after a restart before the first record.
                positions.put(partition.partition(), consumer.position(partition));
            }
        }
        ends = consumer.endOffsets(partitions);
        isAssigned = true;
    }

    /** Markers of transactions count as read once the consumer is past them. */
    @Override
    public boolean isCaughtUp() {
        return isAssigned
                && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void seekToTimestamp(List<TopicPartition> partitions) {
        consumer.seekToEnd(partitions);
        Map<TopicPartition, Long> asked = new java.util.HashMap<>();
        partitions.forEach(p -> asked.put(p, options.get(KafkaOptions.STARTUP_TIMESTAMP)));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(asked);
        found.forEach((partition, offset) -> {
            if (offset != null) {
                consumer.seek(partition, offset.offset());
            }
        });
    }

    @Override
    public byte[] position() {
        ByteWriter out = new ByteWriter();
        out.writeVarInt(positions.size());
        positions.forEach((partition, offset) -> {
            out.writeVarInt(partition);
            out.writeVarLong(offset);
        });
        return out.toBytes();
    }

    @Override
    public void seek(byte[] position) {
        ByteReader in = new ByteReader(position);
        int partitions = in.readVarInt();
        for (int i = 0; i < partitions; i++) {
            int partition = in.readVarInt();
            positions.put(partition, in.readVarLong());
        }
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
