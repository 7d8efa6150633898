// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.formats.JsonFormat;
import dev.millrace.plan.Pipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@link KafkaHeapStore} relies on inside Kafka Streams. To be looked at first when the version of Kafka changes. */
@Timeout(120)
class KafkaHeapStoreContractTest {
    private static final Duration WAIT = Duration.ofSeconds(40);

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void what_is_committed_as_read_is_in_the_changelog() {
        Pipeline pipeline = Plans.sites("changelog", "kafka");
        try (KafkaStreamsRun run = run(pipeline, "one", "exactly_once_v2");
                Feed feed = new Feed(kafka.bootstrapServers(), pipeline.tables().get(0));
                Changelog changelog = new Changelog(run, "state.read-readings")) {
            for (int i = 0; i < 5; i++) {
                feed.sendRound();
            }
            feed.flush();

            // 40 devices with a head and an open window each, and the record of the task in each of the partitions.
            await().atMost(WAIT).until(() -> changelog.poll().size() >= 80);
            assertTrue(run.savedStateBytes() > 0);
        }
    }

    @Test
    void what_was_taken_away_does_not_come_back() {
        Pipeline pipeline = Plans.devices("tombstones", "kafka");
        try (Feed feed = new Feed(kafka.bootstrapServers(), pipeline.tables().get(0))) {
            long keys;
            try (KafkaStreamsRun run = run(pipeline, "one", "at_least_once");
                    Results results = new Results(kafka.bootstrapServers(), pipeline, "read_committed")) {
                feed.sendRound();
                feed.flush();
                await().atMost(WAIT).until(() -> results.poll().devices().size() == 40);
                keys = run.keys();
            }
            try (KafkaStreamsRun run = run(pipeline, "two", "at_least_once");
                    Results results = new Results(kafka.bootstrapServers(), pipeline, "read_committed")) {
                await().atMost(WAIT).until(() -> run.keys() == keys);
                for (int i = 0; i < 25; i++) {
                    feed.sendRound();
                }
                feed.flush();
                // The first window fired by silence before the stop; were its sums still there, it would fire again
                // with them.
                await().atMost(WAIT).until(() -> results.poll().devices().size() >= 120);
                Map<String, Long> first = new TreeMap<>();
                results.devices().stream()
                        .filter(r -> r.row().longAt(3) == 0)
                        .forEach(r ->
                                first.merge(r.row().stringAt(1) + "@0", r.row().longAt(2), Long::sum));
                Map<String, Long> expected = new TreeMap<>(feed.closedDevices());
                expected.keySet().removeIf(k -> !k.endsWith("@0"));
                assertEquals(expected, first);
            }
        }
    }

    @Test
    void the_identity_of_a_process_is_kept_so_that_its_dead_transaction_is_ended_at_once() throws Exception {
        Pipeline pipeline = Plans.devices("identity", "kafka");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            try (KafkaStreamsRun run = run(pipeline, "same", "exactly_once_v2")) {
                assertEquals(KafkaStreamsRun.State.RUNNING, run.state());
            }
            try (Stream<Path> files = Files.walk(folder.resolve("identity-same"))) {
                Path identity = files.filter(f -> f.endsWith("kafka-streams-process-metadata"))
                        .findFirst()
                        .orElseThrow();
                ids.add(Files.readString(identity));
            }
        }

        assertEquals(1, ids.size());
        assertFalse(ids.contains(""));
    }

    /** Newest value by key of a changelog, committed records only. */
    private static final class Changelog implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Map<Bytes, byte[]> pieces = new TreeMap<>();

        Changelog(KafkaStreamsRun run, String store) {
            String topic = run.applicationId() + "-" + store + "-changelog";
            consumer = new KafkaConsumer<>(
                    ClientSettings.of(kafka.bootstrapServers()).consumer(""));
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        Map<Bytes, byte[]> poll() {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                if (record.value() == null) {
                    pieces.remove(Bytes.wrap(record.key()));
                } else {
                    pieces.put(Bytes.wrap(record.key()), record.value());
                }
            }
            return pieces;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    private static KafkaStreamsRun run(Pipeline pipeline, String instance, String guarantee) {
        KafkaStreamsSettings settings = KafkaStreamsSettings.of(
                        kafka.bootstrapServers(),
                        folder.resolve(pipeline.name() + "-" + instance),
                        Map.of("processing.guarantee", guarantee))
                .withInstance(instance);
        KafkaStreamsRun run =
                new KafkaStreamsEngine(new TestOperators(), List.of(new JsonFormat())).start(pipeline, settings);
        run.awaitRunning(WAIT);
        return run;
    }
}
