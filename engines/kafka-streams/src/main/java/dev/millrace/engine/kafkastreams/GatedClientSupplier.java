// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** Gives Kafka Streams consumers that do not fetch topics that a gate holds back. */
final class GatedClientSupplier extends DefaultKafkaClientSupplier {
    private final ReferenceGate gate;

    GatedClientSupplier(ReferenceGate gate) {
        this.gate = gate;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new GatedConsumer(config, gate);
    }

    /** Pauses what is held before each poll: Streams resumes partitions for reasons of its own. One thread. */
    private static final class GatedConsumer extends KafkaConsumer<byte[], byte[]> {
        private final ReferenceGate gate;
        private final Set<TopicPartition> paused = new HashSet<>();
        private boolean isPassed;

        GatedConsumer(Map<String, Object> config, ReferenceGate gate) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            this.gate = gate;
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            if (!isPassed) {
                hold();
            }
            return super.poll(timeout);
        }

        private void hold() {
            isPassed = gate.isOpen();
            List<TopicPartition> assigned =
                    assignment().stream().filter(p -> gate.holds(p.topic())).toList();
            if (!isPassed) {
                pause(assigned);
                paused.addAll(assigned);
                return;
            }
            resume(assigned.stream().filter(paused::contains).toList());
        }
    }
}
