// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.formats.JsonFormat;
import dev.millrace.plan.Pipeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process that runs a pipeline is killed under load, three times; its broker lives on. */
@Timeout(180)
class KillTest {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final int ROUNDS_BETWEEN_KILLS = 400;

    @TempDir
    Path folder;

    @Test
    void three_kills_under_load_change_no_result() throws Exception {
        kill(3, "heap");
    }

    /** What the dead process left in RocksDB is not trusted; state comes from the changelog. */
    @Test
    void a_kill_changes_no_result_when_most_keys_are_in_rocksdb() throws Exception {
        kill(1, "rocksdb");
    }

    private void kill(int times, String store) throws Exception {
        Pipeline pipeline = Plans.sites("killed", "kafka");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                Feed feed = new Feed(kafka.bootstrapServers(), pipeline.tables().get(0))) {
            for (int kill = 0; kill < times; kill++) {
                Process child = startChild(kafka.bootstrapServers(), store);
                long before = resultCount(kafka, pipeline);
                feedWhile(feed, kafka, pipeline, before);
                child.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
            }
            Process last = startChild(kafka.bootstrapServers(), store);
            try (Results committed = new Results(kafka.bootstrapServers(), pipeline, "read_committed");
                    Results all = new Results(kafka.bootstrapServers(), pipeline, "read_uncommitted")) {
                await().atMost(WAIT).until(() -> {
                    Results polled = committed.poll();
                    return polled.devices().size() >= feed.closedDevices().size()
                            && polled.siteSums()
                                    .entrySet()
                                    .containsAll(feed.closedSites().entrySet());
                });
                assertEquals(feed.closedSites(), committed.siteSums());
                assertEquals(feed.closedDevices(), committed.deviceSums());
                assertEquals(feed.closedDevices().size(), committed.devices().size(), "a committed result came twice");
                await().atMost(WAIT)
                        .until(() -> all.poll().devices().size()
                                        >= committed.devices().size()
                                && all.sites().size() >= committed.sites().size());
                all.requireEqualRepeats();
            } finally {
                last.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
            }
        }
    }

    /** Sends until results of the new process are seen, so that the kill comes while it works. */
    private static void feedWhile(Feed feed, EmbeddedKafka kafka, Pipeline pipeline, long before) {
        for (int i = 0; i < ROUNDS_BETWEEN_KILLS; i++) {
            feed.sendRound();
        }
        feed.flush();
        await().atMost(WAIT).until(() -> resultCount(kafka, pipeline) > before + 100);
        for (int i = 0; i < ROUNDS_BETWEEN_KILLS; i++) {
            feed.sendRound();
        }
        feed.flush();
    }

    private static long resultCount(EmbeddedKafka kafka, Pipeline pipeline) {
        try (var topics = new dev.millrace.connect.kafka.Topics(
                dev.millrace.connect.kafka.ClientSettings.of(kafka.bootstrapServers()))) {
            return topics.endOffsets(List.of("results.killed." + Plans.DEVICES)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private Process startChild(String bootstrapServers, String store) throws IOException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        bootstrapServers,
                        folder.resolve("child").toString(),
                        store)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8)).readLine();
        return child;
    }

    /** Runs the pipeline until it is killed; prints a line when it runs. */
    public static final class Child {
        public static void main(String[] args) throws InterruptedException {
            Pipeline pipeline = Plans.sites("killed", "kafka");
            KafkaStreamsSettings settings = KafkaStreamsSettings.of(
                            args[0], Path.of(args[1]), Map.of("state.store", args[2], "state.hot-keys", "3"))
                    .withInstance("one");
            KafkaStreamsRun run =
                    new KafkaStreamsEngine(new TestOperators(), List.of(new JsonFormat())).start(pipeline, settings);
            run.awaitRunning(WAIT);
            System.out.println("running");
            Thread.currentThread().join();
        }
    }
}
