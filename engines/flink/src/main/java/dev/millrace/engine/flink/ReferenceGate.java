// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.Topics;
import dev.millrace.model.MillraceException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether the reference tables of a pipeline were read to where they ended when it was started, and what was read is in the joins.
 * Flink notes positions in the consumer group when a checkpoint is complete, and a checkpoint is complete when all tasks have done
 * what the sources had read; so the group tells it, to every process of a cluster.
 *
 * @param group of this start: a pipeline that begins anew must not find positions of before
 * @param kafka settings of clients
 * @param ends by topic and partition, as {@code topic-partition}
 */
record ReferenceGate(String group, String bootstrapServers, TreeMap<String, String> kafka, HashMap<String, Long> ends)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    static ReferenceGate of(
            String group, String bootstrapServers, Map<String, String> kafka, Map<TopicPartition, Long> ends) {
        HashMap<String, Long> byName = new HashMap<>();
        ends.forEach((partition, end) -> {
            if (end > 0) {
                byName.put(partition.toString(), end);
            }
        });
        return new ReferenceGate(group, bootstrapServers, new TreeMap<>(kafka), byName);
    }

    /** Asks Kafka: some milliseconds. */
    boolean isOpen() {
        if (ends.isEmpty()) {
            return true;
        }
        Map<String, Long> done = new HashMap<>();
        try (Topics topics = new Topics(ClientSettings.of(bootstrapServers).with(kafka))) {
            topics.committed(group).forEach((partition, offset) -> done.put(partition.toString(), offset));
        } catch (MillraceException e) {
            return false;
        }
        return ends.entrySet().stream().allMatch(end -> done.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
}
