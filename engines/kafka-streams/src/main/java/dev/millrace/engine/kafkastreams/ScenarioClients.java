// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.Topics;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Kafka clients that all runs of an engine share, because opening them costs more than a short scenario. */
final class ScenarioClients implements AutoCloseable {
    final ClientSettings settings;
    final Topics topics;

    ScenarioClients(String bootstrapServers) {
        settings = ClientSettings.of(bootstrapServers).with(Map.of("metric.reporters", "", "fetch.max.wait.ms", "20"));
        topics = new Topics(settings);
    }

    /** For one run: a producer asks for ever about topics that it once wrote to, also when they are gone. */
    KafkaProducer<byte[], byte[]> openProducer() {
        return new KafkaProducer<>(settings.with(Map.of("linger.ms", "0")).producer());
    }

    @Override
    public void close() {
        topics.close();
    }
}
