// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Kafka clients that all runs of an engine share, because opening them costs more than a short scenario. */
final class ScenarioClients implements AutoCloseable {
    final ClientSettings settings;
    final KafkaProducer<byte[], byte[]> producer;
    final Topics topics;

    ScenarioClients(String bootstrapServers) {
        settings = ClientSettings.of(bootstrapServers).with(Map.of("metric.reporters", ""));
        producer = new KafkaProducer<>(settings.with(Map.of("linger.ms", "0")).producer());
        topics = new Topics(settings);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        topics.close();
    }
}
