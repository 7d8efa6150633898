// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.TopicSpec;
import dev.millrace.connect.kafka.Topics;
import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.formats.JsonFormat;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class KafkaStreamsEngineTest {
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
    void readings_become_window_results_and_the_accounts_add_up() {
        Pipeline pipeline = Plans.sites("accounts", "kafka");
        try (KafkaStreamsRun run = run(pipeline, "one", Map.of());
                Feed feed = new Feed(kafka.bootstrapServers(), pipeline.tables().get(0));
                Results results = new Results(kafka.bootstrapServers(), pipeline, "read_committed")) {
            feed.sendBroken("{\"site\":".getBytes(UTF_8));
            for (int i = 0; i < 45; i++) {
                feed.sendRound();
            }
            feed.flush();

            await().atMost(WAIT).until(() -> containsAll(results.poll().siteSums(), feed.closedSites()));
            assertTrue(containsAll(results.deviceSums(), feed.closedDevices()));
            assertEquals(KafkaStreamsRun.State.RUNNING, run.state());
            LedgerEntry broken = results.ledger().get(0);
            assertEquals(LedgerReason.MALFORMED, broken.reason());
            assertEquals("{\"site\":", new String(broken.raw(), UTF_8));
            assertEquals("readings.accounts-0-0", broken.topic() + "-" + broken.partition() + "-" + broken.offset());
            assertEquals("broken", broken.key());
            KafkaStreamsRun.TableCounts counts = run.counts().get("readings");
            assertEquals(feed.sentRows() + 1, counts.read());
            assertEquals(feed.sentRows(), counts.used());
            assertEquals(Map.of(LedgerReason.MALFORMED, 1L), counts.ledger());
            assertEquals(40 + 4, run.keys());
            await().atMost(WAIT).until(() -> run.lag() < 20);
        }
    }

    @Test
    void open_windows_fire_when_nothing_comes_for_the_idle_time() {
        Pipeline pipeline = Plans.devices("silent", "kafka");
        try (KafkaStreamsRun run = run(pipeline, "one", Map.of());
                Feed feed = new Feed(kafka.bootstrapServers(), pipeline.tables().get(0));
                Results results = new Results(kafka.bootstrapServers(), pipeline, "read_committed")) {
            feed.sendRound();
            feed.flush();

            assertEquals(Map.of(), feed.closedDevices());
            await().atMost(WAIT).until(() -> results.poll().deviceSums().size() == 40);
            assertEquals(KafkaStreamsRun.State.RUNNING, run.state());
        }
    }

    @Test
    void a_partition_is_not_silent_while_rows_wait_in_its_topic() {
        Pipeline pipeline = Plans.devices("waiting", "kafka");
        try (KafkaStreamsRun run = run(pipeline, "one", Map.of());
                Feed feed = new Feed(kafka.bootstrapServers(), pipeline.tables().get(0));
                Feed late = Feed.transactional(
                        kafka.bootstrapServers(), pipeline.tables().get(0));
                Results results = new Results(kafka.bootstrapServers(), pipeline, "read_committed")) {
            feed.sendRound();
            feed.flush();
            // Rows of an open transaction are in the topic and cannot be read: the engine sees none for longer than
            // time.idle.
            late.producer.beginTransaction();
            late.sendRound();
            late.flush();
            await().atMost(WAIT)
                    .until(() -> run.hosting().live().list().stream().allMatch(h -> h.refusedSilences() > 0));
            assertEquals(List.of(), results.poll().devices());
            late.producer.commitTransaction();

            // Each window fires once, with the rows of both: fired before, it would have fired again with the later
            // ones.
            await().atMost(WAIT).until(() -> results.poll().devices().size() >= 40);
            assertEquals(40, results.devices().size());
            results.devices().forEach(r -> {
                int device = Integer.parseInt(r.row().stringAt(1).substring("device".length()));
                assertEquals(2 * 7L * device, r.row().longAt(2));
            });
        }
    }

    @Test
    void a_process_that_stops_at_once_is_continued_by_another_without_its_folder() {
        Pipeline pipeline = Plans.sites("stopped", "kafka");
        try (Feed feed = new Feed(kafka.bootstrapServers(), pipeline.tables().get(0))) {
            KafkaStreamsRun first = run(pipeline, "first", Map.of());
            for (int i = 0; i < 15; i++) {
                feed.sendRound();
            }
            feed.flush();
            await().atMost(WAIT).until(() -> first.counts().get("readings").read() > 100);
            first.close(Duration.ZERO);
            for (int i = 0; i < 20; i++) {
                feed.sendRound();
            }
            feed.flush();
            try (KafkaStreamsRun second = run(pipeline, "second", Map.of());
                    Results results = new Results(kafka.bootstrapServers(), pipeline, "read_committed")) {
                await().atMost(WAIT).until(() -> containsAll(results.poll().siteSums(), feed.closedSites()));
                assertEquals(feed.sentRows(), second.counts().get("readings").read());
                assertEquals(results.deviceSums().size(), results.devices().size(), "a committed result came twice");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"heap", "rocksdb"})
    void state_moves_between_two_processes_and_back_by_way_of_a_warm_standby(String store) {
        Pipeline pipeline = Plans.sites("moved-" + store, "kafka");
        // A standby that is promoted takes the state over without reading the changelog again.
        Map<String, String> options = Map.of(
                "properties.acceptable.recovery.lag", "0",
                "properties.num.standby.replicas", "1",
                "partitions", "2",
                "state.store", store,
                "state.hot-keys", "3");
        try (Feed feed = new Feed(kafka.bootstrapServers(), pipeline.tables().get(0));
                KafkaStreamsRun first = run(pipeline, "first", options);
                Results results = new Results(kafka.bootstrapServers(), pipeline, "read_committed")) {
            send(feed, 15);
            await().atMost(WAIT).until(() -> containsAll(results.poll().siteSums(), feed.closedSites()));
            try (KafkaStreamsRun second = run(pipeline, "second", options)) {
                await().atMost(WAIT).until(() -> standbysHold(second, 4));
                first.close();
                send(feed, 20);
                await().atMost(WAIT).until(() -> containsAll(results.poll().siteSums(), feed.closedSites()));
                assertEquals(feed.sentRows(), second.counts().get("readings").read());
                try (KafkaStreamsRun third = run(pipeline, "first", options)) {
                    await().atMost(WAIT).until(() -> standbysHold(third, 4));
                    second.close();
                    send(feed, 20);
                    await().atMost(WAIT).until(() -> containsAll(results.poll().siteSums(), feed.closedSites()));
                    assertEquals(feed.sentRows(), third.counts().get("readings").read());
                }
            }
            assertEquals(results.deviceSums().size(), results.devices().size(), "a committed result came twice");
        }
    }

    private static boolean standbysHold(KafkaStreamsRun run, int tasks) {
        long caughtUp = run.streams().allLocalStorePartitionLags().values().stream()
                .flatMap(byPartition -> byPartition.values().stream())
                .filter(lag -> lag.endOffsetPosition() > 0 && lag.offsetLag() <= 2)
                .count();
        return caughtUp >= tasks;
    }

    private static void send(Feed feed, int rounds) {
        for (int i = 0; i < rounds; i++) {
            feed.sendRound();
        }
        feed.flush();
    }

    @Test
    void options_that_do_not_fit_are_named_together() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("state.store", "disk");
        options.put("num.stream.threads", "0");
        options.put("commit.interval.ms", "5 min");

        MillraceException e =
                assertThrows(MillraceException.class, () -> KafkaStreamsSettings.of("h:1", folder, options));

        assertEquals(KafkaStreamsError.OPTION_WRONG, e.code());
        for (String name : options.keySet()) {
            assertTrue(e.fact().contains("\"" + name + "\""), e.fact());
        }
    }

    @Test
    void everything_else_passes_to_kafka_streams_and_wins() {
        Map<String, String> options =
                Map.of("properties.max.task.idle.ms", "7", "processing.guarantee", "at_least_once");

        Map<String, Object> streams = KafkaStreamsSettings.of("h:1", folder, options)
                .withInstance("a")
                .streams("app");

        assertEquals("7", streams.get("max.task.idle.ms"));
        assertEquals("at_least_once", streams.get("processing.guarantee"));
        assertEquals(100L, streams.get("commit.interval.ms"));
        assertEquals("lz4", streams.get("producer.compression.type"));
        assertEquals("app-a", streams.get("main.consumer.group.instance.id"));
    }

    @Test
    void a_table_with_one_clock_does_not_run_on_several_partitions() {
        Pipeline pipeline = Plans.oneClock("clock");
        try (Topics topics = new Topics(ClientSettings.of(kafka.bootstrapServers()))) {
            topics.ensure(List.of(TopicSpec.of("readings.clock", 3)));
        }

        MillraceException e = assertThrows(MillraceException.class, () -> run(pipeline, "one", Map.of()));

        assertEquals(KafkaStreamsError.ONE_PARTITION_WANTED, e.code());
        assertTrue(e.fact().contains("3 partitions"), e.fact());
    }

    private static boolean containsAll(Map<String, Long> found, Map<String, Long> expected) {
        return found.entrySet().containsAll(expected.entrySet());
    }

    private static KafkaStreamsRun run(Pipeline pipeline, String instance, Map<String, String> options) {
        KafkaStreamsSettings settings = KafkaStreamsSettings.of(
                        kafka.bootstrapServers(), folder.resolve(pipeline.name() + "-" + instance), options)
                .withInstance(instance);
        KafkaStreamsRun run =
                new KafkaStreamsEngine(new TestOperators(), List.of(new JsonFormat())).start(pipeline, settings);
        run.awaitRunning(WAIT);
        return run;
    }
}
