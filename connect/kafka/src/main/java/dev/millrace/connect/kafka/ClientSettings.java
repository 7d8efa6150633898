// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settings of Kafka clients: our defaults, and over them what the user gave as {@code properties.*}. Keys and values are
 * bytes everywhere, so there are no serialisers to choose.
 *
 * @param bootstrapServers {@code host:port}, several with commas
 * @param overrides Kafka's own names without the prefix {@code properties.}; they win over every default
 */
public record ClientSettings(String bootstrapServers, SortedMap<String, String> overrides) {
    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final String MASK = "******";
    private static final String BYTES = "org.apache.kafka.common.serialization.ByteArray";

    public ClientSettings {
        overrides = Collections.unmodifiableSortedMap(new TreeMap<>(overrides));
    }

    public static ClientSettings of(String bootstrapServers) {
        return new ClientSettings(bootstrapServers, new TreeMap<>());
    }

    /** The same with more overrides; later ones win. */
    public ClientSettings with(Map<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(overrides);
        all.putAll(more);
        return new ClientSettings(bootstrapServers, all);
    }

    /**
     * For a producer whose acknowledgement means stored: {@code acks=all, retries=10, batch.size=65536, linger.ms=5,
     * compression.type=lz4}, idempotent so that a retry changes neither order nor count.
     */
    public Map<String, Object> producer() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("acks", "all");
        settings.put("retries", "10");
        settings.put("batch.size", "65536");
        settings.put("linger.ms", "5");
        settings.put("compression.type", "lz4");
        settings.put("enable.idempotence", "true");
        settings.put("key.serializer", BYTES + "Serializer");
        settings.put("value.serializer", BYTES + "Serializer");
        return finished(settings);
    }

    /**
     * For a consumer that reads committed records and keeps its own positions.
     *
     * @param group empty for a consumer that only assigns partitions
     */
    public Map<String, Object> consumer(String group) {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (!group.isEmpty()) {
            settings.put("group.id", group);
        }
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        settings.put("key.deserializer", BYTES + "Deserializer");
        settings.put("value.deserializer", BYTES + "Deserializer");
        return finished(settings);
    }

    /** For the admin client. */
    public Map<String, Object> admin() {
        Map<String, Object> settings = new LinkedHashMap<>();
        // Kafka's minute is too long for somebody who mistyped an address.
        settings.put("default.api.timeout.ms", "15000");
        settings.put("request.timeout.ms", "10000");
        return finished(settings);
    }

    /** Overrides by name, secrets masked, for messages and pages. */
    public static SortedMap<String, String> masked(Map<String, ?> settings) {
        SortedMap<String, String> shown = new TreeMap<>();
        settings.forEach((name, value) -> shown.put(name, isSecret(name) ? MASK : String.valueOf(value)));
        return shown;
    }

    private static boolean isSecret(String name) {
        return name.contains("password") || name.contains("jaas") || name.endsWith(".key") || name.contains("secret");
    }

    private Map<String, Object> finished(Map<String, Object> settings) {
        settings.put(BOOTSTRAP, bootstrapServers);
        settings.putAll(overrides);
        return settings;
    }
}
