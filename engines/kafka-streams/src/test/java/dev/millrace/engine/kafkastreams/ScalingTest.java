// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.formats.JsonFormat;
import dev.millrace.plan.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under load a second process joins, takes over a part of the tasks, and leaves again. */
@Timeout(400)
class ScalingTest {
    private static final Duration WAIT = Duration.ofSeconds(50);
    /** Streams looks for warm standbys once a minute, not more often. */
    private static final Duration WARM_UP_WAIT = Duration.ofSeconds(180);
    /** Longer than anything waits here: so it is leaving the group, and no session that ends, that lets the others go on. */
    private static final String SESSION_MS = "120000";

    private static final int PARTITIONS = 4;
    private static final int ROUNDS_BEFORE = 200;
    /** Standbys under load are some ten records behind; the changelogs have thousands when the second process joins. */
    private static final String ACCEPTABLE_LAG = "100";

    private static final long SAVED_BYTES_BEFORE = 500_000;

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
    void a_second_process_takes_tasks_at_once_and_gives_them_back_when_it_leaves() {
        scale("at-once", Map.of("properties.acceptable.recovery.lag", String.valueOf(Long.MAX_VALUE)), WAIT);
    }

    /** The second process holds standbys until they are warm; then they are made active without another restore. */
    @ParameterizedTest
    @ValueSource(strings = {"heap", "rocksdb"})
    @EnabledIfSystemProperty(named = "millrace.slow", matches = "true", disabledReason = "takes minutes")
    void with_more_lag_than_is_acceptable_tasks_move_when_their_standbys_are_warm(String store) {
        Map<String, String> options = Map.of(
                "properties.acceptable.recovery.lag",
                ACCEPTABLE_LAG,
                "properties.probing.rebalance.interval.ms",
                "60000",
                "state.store",
                store,
                "state.hot-keys",
                "3");
        scale("warm-" + store, options, WARM_UP_WAIT);
    }

    private static void scale(String name, Map<String, String> options, Duration moveWait) {
        Pipeline pipeline = Plans.sites(name, "kafka");
        try (Feed feed = new Feed(kafka.bootstrapServers(), pipeline.tables().get(0));
                KafkaStreamsRun first = run(pipeline, "first", options);
                Results results = new Results(kafka.bootstrapServers(), pipeline, "read_committed");
                Results all = new Results(kafka.bootstrapServers(), pipeline, "read_uncommitted")) {
            for (int i = 0; i < ROUNDS_BEFORE; i++) {
                feed.sendRound();
            }
            sendUntil(feed, WAIT, () -> tasks(first) == 2 * PARTITIONS && first.savedStateBytes() > SAVED_BYTES_BEFORE);
            try (KafkaStreamsRun second = run(pipeline, "second", options)) {
                sendUntil(feed, moveWait, () -> tasks(second) == PARTITIONS && tasks(first) == PARTITIONS);
                long readBefore = second.counts().get("readings").read();
                sendUntil(feed, WAIT, () -> second.counts().get("readings").read() > readBefore + 100);
            }
            sendUntil(feed, WAIT, () -> tasks(first) == 2 * PARTITIONS);
            for (int i = 0; i < 20; i++) {
                feed.sendRound();
            }
            feed.flush();
            await().atMost(WAIT)
                    .until(() -> results.poll()
                                    .siteSums()
                                    .entrySet()
                                    .containsAll(feed.closedSites().entrySet())
                            && results.deviceSums().size()
                                    >= feed.closedDevices().size());
            assertEquals(feed.closedSites(), results.siteSums());
            assertEquals(feed.closedDevices(), results.deviceSums());
            assertEquals(feed.closedDevices().size(), results.devices().size(), "a committed result came twice");
            assertEquals(feed.sentRows(), first.counts().get("readings").read());
            await().atMost(WAIT)
                    .until(() -> all.poll().sites().size() >= results.sites().size());
            all.requireEqualRepeats();
        }
    }

    /** Load goes on while something is awaited. */
    private static void sendUntil(Feed feed, Duration wait, BooleanSupplier condition) {
        await().atMost(wait).until(() -> {
            feed.sendRound();
            feed.flush();
            return condition.getAsBoolean();
        });
    }

    private static int tasks(KafkaStreamsRun run) {
        return run.state() == KafkaStreamsRun.State.RUNNING
                ? run.hosting().live().list().size()
                : -1;
    }

    private static KafkaStreamsRun run(Pipeline pipeline, String instance, Map<String, String> options) {
        Map<String, String> texts = new HashMap<>(options);
        texts.put("partitions", String.valueOf(PARTITIONS));
        texts.put("properties.main.consumer.session.timeout.ms", SESSION_MS);
        KafkaStreamsSettings settings = KafkaStreamsSettings.of(
                        kafka.bootstrapServers(), folder.resolve(pipeline.name() + "-" + instance), texts)
                .withInstance(instance);
        KafkaStreamsRun run =
                new KafkaStreamsEngine(new TestOperators(), List.of(new JsonFormat())).start(pipeline, settings);
        run.awaitRunning(WAIT);
        return run;
    }
}
