// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A topic as we want it when it does not exist yet.
 *
 * @param partitions 1 or more
 * @param config Kafka's topic settings, for example {@code retention.ms}
 */
public record TopicSpec(String name, int partitions, SortedMap<String, String> config) {
    private static final String RETENTION = "retention.ms";

    public TopicSpec {
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " must have 1 or more partitions, not " + partitions);
        }
        config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
    }

    /** Kept for {@code retentionMs}; -1 for ever. */
    public static TopicSpec of(String name, int partitions, long retentionMs) {
        return new TopicSpec(name, partitions, new TreeMap<>(Map.of(RETENTION, String.valueOf(retentionMs))));
    }

    /** As the broker is set up. */
    public static TopicSpec of(String name, int partitions) {
        return new TopicSpec(name, partitions, new TreeMap<>());
    }
}
