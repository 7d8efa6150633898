// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records; the producer itself bounds what is unacknowledged (32 MiB). */
final class KafkaTarget implements ReplayTarget {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final Optional<RowTemplate> key;
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile String trouble = "";

    KafkaTarget(String bootstrap, String topic, Optional<RowTemplate> key) {
        this.topic = topic;
        this.key = key;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, 5,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void send(Map<String, String> row, long timeMs, byte[] payload) {
        byte[] keyBytes =
                key.map(k -> k.of(row).getBytes(StandardCharsets.UTF_8)).orElse(null);
        producer.send(new ProducerRecord<>(topic, keyBytes, payload), (written, failed) -> {
            if (failed == null) {
                acknowledged.incrementAndGet();
            } else {
                trouble = failed.toString();
            }
        });
    }

    @Override
    public void idle(long waitMs) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(waitMs));
    }

    @Override
    public void drain() {
        producer.flush();
    }

    @Override
    public long acknowledged() {
        return acknowledged.get();
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
