// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.ReadingRecords;
import dev.millrace.formats.JsonFormat;
import dev.millrace.plan.TableDefinition;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Readings of 40 or another number of devices on 4 sites, 100 ms of event time apart, and what must come of them. The sums of windows that a later
 * reading of the same device has closed are known at any time.
 */
final class Feed implements AutoCloseable {
    private static final int DEVICES = 40;
    private static final int SITES = 4;
    private static final long STEP_MS = 100;

    final KafkaProducer<byte[], byte[]> producer;
    private final ReadingRecords records;
    private final String topic;
    private final int devices;
    private long round;
    private long lastTimeMs = -STEP_MS;

    Feed(String bootstrapServers, TableDefinition table) {
        this(bootstrapServers, table, DEVICES);
    }

    Feed(String bootstrapServers, TableDefinition table, int devices) {
        this(table, devices, ClientSettings.of(bootstrapServers).producer());
    }

    /** One whose rows can be read when its transaction is committed. */
    static Feed transactional(String bootstrapServers, TableDefinition table) {
        Feed feed = new Feed(
                table,
                DEVICES,
                ClientSettings.of(bootstrapServers)
                        .with(Map.of("transactional.id", table.topic()))
                        .producer());
        feed.producer.initTransactions();
        return feed;
    }

    private Feed(TableDefinition table, int devices, Map<String, Object> settings) {
        this.devices = devices;
        producer = new KafkaProducer<>(settings);
        records = new ReadingRecords(table.topic(), table.table(), new JsonFormat());
        topic = table.topic();
    }

    /** One reading of each device. */
    void sendRound() {
        for (int device = 0; device < devices; device++) {
            send(device, value(device, round), round * STEP_MS);
        }
        round++;
    }

    /** A reading besides those of the rounds. */
    void send(int device, long value, long timeMs) {
        lastTimeMs = Math.max(lastTimeMs, timeMs);
        // Kafka drops what is older than the topic's retention.
        long arrivalMicros = System.currentTimeMillis() * 1000;
        producer.send(records.encode(Plans.reading("site" + device % SITES, "device" + device, value, timeMs)
                .withArrivalMicros(arrivalMicros)));
    }

    void sendBroken(byte[] value) {
        producer.send(
                new ProducerRecord<>(topic, 0, "broken".getBytes(java.nio.charset.StandardCharsets.UTF_8), value));
        producer.flush();
    }

    void flush() {
        producer.flush();
    }

    long sentRows() {
        return round * devices;
    }

    private static long value(int device, long round) {
        return device * 7L + round % 13;
    }

    /** Sum by {@code device@window} of all windows that later readings closed. */
    Map<String, Long> closedDevices() {
        Map<String, Long> sums = new TreeMap<>();
        for (long r = 0; r < closedRounds(); r++) {
            for (int device = 0; device < devices; device++) {
                sums.merge("device" + device + "@" + window(r), value(device, r), Long::sum);
            }
        }
        return sums;
    }

    /** Sum by {@code site@window} of {@link #closedDevices}. */
    Map<String, Long> closedSites() {
        Map<String, Long> sums = new TreeMap<>();
        for (long r = 0; r < closedRounds(); r++) {
            for (int device = 0; device < devices; device++) {
                sums.merge("site" + device % SITES + "@" + window(r), value(device, r), Long::sum);
            }
        }
        return sums;
    }

    private long closedRounds() {
        return Math.min(round, Math.floorDiv(lastTimeMs, Plans.WINDOW_MS) * Plans.WINDOW_MS / STEP_MS);
    }

    private static long window(long round) {
        return Math.floorDiv(round * STEP_MS, Plans.WINDOW_MS) * Plans.WINDOW_MS;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
