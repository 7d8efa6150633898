// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.kafka;

import dev.millrace.model.MillraceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes topics and asks about them. Thread-safe. Throws {@link MillraceException} KAF-101 when no broker answers within 15 s.
 */
public final class Topics implements AutoCloseable {
    private static final long USABLE_WAIT_MS = 20_000;
    private static final long ASK_AGAIN_MS = 20;
    private static final int REACH_SECONDS = 10;
    private static final String REACH_HINT =
            "Check the address and that the broker runs, or leave --kafka out for the embedded one.";

    private final Admin admin;
    private final String bootstrapServers;

    public Topics(ClientSettings settings) {
        admin = Admin.create(settings.admin());
        bootstrapServers = settings.bootstrapServers();
    }

    /** Returns when a broker answered; throws KAF-101 after {@value #REACH_SECONDS} s without an answer. */
    public void requireReachable() {
        try {
            admin.describeCluster(
                            new DescribeClusterOptions().timeoutMs((int) TimeUnit.SECONDS.toMillis(REACH_SECONDS)))
                    .nodes()
                    .get();
        } catch (InterruptedException e) {
            throw notReachable(e);
        } catch (ExecutionException e) {
            if (!isAway(e)) {
                throw notReachable(e);
            }
            throw MillraceException.of(
                    KafkaError.NOT_REACHABLE,
                    "Kafka at " + bootstrapServers + " does not answer within " + REACH_SECONDS + " s",
                    REACH_HINT,
                    e);
        }
    }

    /**
     * Makes those that are missing and returns when every partition of all of them has a leader. Existing topics stay as they
     * are, also when they have another number of partitions: ask {@link #partitions}.
     */
    public void ensure(Collection<TopicSpec> specs) {
        Map<String, TopicSpec> missing = new TreeMap<>();
        specs.forEach(s -> missing.putIfAbsent(s.name(), s));
        List<String> names = List.copyOf(missing.keySet());
        existing(names).keySet().forEach(missing::remove);
        List<NewTopic> made = missing.values().stream()
                .map(s -> new NewTopic(s.name(), Optional.of(s.partitions()), Optional.empty()).configs(s.config()))
                .toList();
        admin.createTopics(made).values().forEach(this::awaitCreation);
        awaitLeaders(names);
    }

    private void awaitCreation(String topic, KafkaFuture<Void> creation) {
        try {
            creation.get(USABLE_WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return;
            }
            throw isAway(e)
                    ? notReachable(e)
                    : MillraceException.of(
                            KafkaError.TOPIC_REFUSED,
                            "Kafka refused to create topic \"" + topic + "\": "
                                    + e.getCause().getMessage(),
                            "Correct the name or the rights, or create the topic yourself.",
                            e);
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw notReachable(e);
        }
    }

    private void awaitLeaders(List<String> topics) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(USABLE_WAIT_MS);
        while (!haveLeaders(topics)) {
            if (System.nanoTime() > deadline) {
                throw notReachable(new IllegalStateException("no leader for all partitions of " + topics));
            }
            pause();
        }
    }

    private boolean haveLeaders(List<String> topics) {
        Map<String, TopicDescription> found = existing(topics);
        return found.size() == topics.size()
                && found.values().stream()
                        .flatMap(d -> d.partitions().stream())
                        .allMatch(p -> p.leader() != null && !p.leader().isEmpty());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for topics", e);
        }
    }

    /** Number of partitions, empty when there is no such topic. */
    public Optional<Integer> partitions(String topic) {
        return Optional.ofNullable(existing(List.of(topic)).get(topic))
                .map(d -> d.partitions().size());
    }

    /** Throws KAF-102 when a topic does not exist. */
    public void requireExisting(Collection<String> topics) {
        Set<String> missing = new LinkedHashSet<>(topics);
        missing.removeAll(existing(topics).keySet());
        if (!missing.isEmpty()) {
            throw MillraceException.of(
                    KafkaError.TOPIC_MISSING,
                    "topic \"" + String.join("\", \"", missing) + "\" does not exist at " + bootstrapServers,
                    "Create it or correct the option \"topic\".");
        }
    }

    /** Topics whose name begins with a text. */
    public List<String> named(String prefix) {
        return await(admin.listTopics().names()).stream()
                .filter(t -> t.startsWith(prefix))
                .sorted()
                .toList();
    }

    /** Settings in effect, without those that are secret. */
    public SortedMap<String, String> config(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        SortedMap<String, String> config = new TreeMap<>();
        await(admin.describeConfigs(List.of(resource)).all()).get(resource).entries().stream()
                .filter(e -> !e.isSensitive())
                .forEach(e -> config.put(e.name(), e.value()));
        return config;
    }

    /** Offset after the last record of each partition, uncommitted ones included. */
    public Map<TopicPartition, Long> endOffsets(Collection<String> topics) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        existing(topics).forEach((topic, description) -> description
                .partitions()
                .forEach(p -> asked.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        await(admin.listOffsets(asked).all()).forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }

    /** Committed positions of a consumer group; partitions that were never committed are missing. */
    public Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }

    /** Sets positions of a group that has no members. */
    public void commit(String group, Map<TopicPartition, Long> positions) {
        Map<TopicPartition, org.apache.kafka.clients.consumer.OffsetAndMetadata> offsets = new HashMap<>();
        positions.forEach(
                (p, offset) -> offsets.put(p, new org.apache.kafka.clients.consumer.OffsetAndMetadata(offset)));
        await(admin.alterConsumerGroupOffsets(group, offsets).all());
    }

    /** First offset of each partition with a record timestamp at or after a time, the end where there is none. */
    public Map<TopicPartition, Long> offsetsAt(String topic, long timestampMs) {
        Map<TopicPartition, Long> positions = endOffsets(List.of(topic));
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        positions.keySet().forEach(p -> asked.put(p, OffsetSpec.forTimestamp(timestampMs)));
        await(admin.listOffsets(asked).all()).forEach((partition, info) -> {
            if (info.offset() >= 0) {
                positions.put(partition, info.offset());
            }
        });
        return positions;
    }

    /** Removes records before an offset. */
    public void truncate(Map<TopicPartition, Long> firstKept) {
        Map<TopicPartition, RecordsToDelete> asked = new HashMap<>();
        firstKept.forEach((p, offset) -> asked.put(p, RecordsToDelete.beforeOffset(offset)));
        await(admin.deleteRecords(asked).all());
    }

    /** Removes topics and all that is in them; those that do not exist are passed over. */
    public void delete(Collection<String> topics) {
        Collection<String> found = existing(topics).keySet();
        if (!found.isEmpty()) {
            await(admin.deleteTopics(found).all());
        }
    }

    private Map<String, TopicDescription> existing(Collection<String> topics) {
        Map<String, TopicDescription> found = new TreeMap<>();
        List<Map.Entry<String, KafkaFuture<TopicDescription>>> asked =
                new ArrayList<>(admin.describeTopics(topics).topicNameValues().entrySet());
        for (Map.Entry<String, KafkaFuture<TopicDescription>> entry : asked) {
            try {
                found.put(entry.getKey(), entry.getValue().get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        && !(e.getCause() instanceof InvalidTopicException)) {
                    throw notReachable(e);
                }
            } catch (InterruptedException e) {
                throw notReachable(e);
            }
        }
        return found;
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw notReachable(e);
        }
    }

    private static boolean isAway(ExecutionException e) {
        return e.getCause() instanceof TimeoutException;
    }

    private MillraceException notReachable(Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return MillraceException.of(
                KafkaError.NOT_REACHABLE,
                "Kafka at " + bootstrapServers + " does not answer: " + reason.getMessage(),
                REACH_HINT,
                e);
    }

    @Override
    public void close() {
        admin.close();
    }
}
