// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.kafka.ResultRecords;
import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.formats.JsonFormat;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.KernelOperators;
import dev.millrace.plan.Pipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline with 2,000 keys of which 50 fit on the heap of each stage and partition, with the real operators. */
@Timeout(180)
class ColdStoreContractTest {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final int DEVICES = 2000;
    private static final int HOT_KEYS = 50;
    private static final int PARTITIONS = 2;
    private static final long LATER_MS = 100_000;

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

    private record Outcome(Map<String, Long> devices, Map<String, Long> sites, List<String> ledger) {}

    @Test
    void results_and_ledger_equal_those_of_the_heap_over_restarts_with_and_without_the_folder() throws Exception {
        Outcome heap = run("heap");
        Outcome cold = run("rocksdb");

        assertEquals(Map.of(), differences(heap.devices, cold.devices));
        assertEquals(Map.of(), differences(heap.sites, cold.sites));
        assertTrue(heap.ledger.equals(cold.ledger), "ledgers differ");
        assertEquals(2 * DEVICES, cold.devices.size());
        assertEquals(DEVICES / 10, cold.ledger.size());
    }

    private static Map<String, String> differences(Map<String, Long> expected, Map<String, Long> given) {
        Map<String, String> differences = new TreeMap<>();
        expected.forEach((key, sum) -> differences.put(key, sum + " and " + given.get(key)));
        given.forEach((key, sum) -> {
            if (sum.equals(expected.get(key))) {
                differences.remove(key);
            } else {
                differences.put(key, expected.get(key) + " and " + sum);
            }
        });
        return differences;
    }

    private static Outcome run(String store) throws Exception {
        Pipeline pipeline = Plans.sites("store-" + store, "kafka");
        try (Feed feed = new Feed(kafka.bootstrapServers(), pipeline.tables().get(0), DEVICES)) {
            try (KafkaStreamsRun run = run(pipeline, store, "one")) {
                send(feed, 5);
                awaitUsed(run, 5 * DEVICES);
                assertBounds(run, store);
            }
            try (KafkaStreamsRun run = run(pipeline, store, "one")) {
                assertEquals(store.equals("rocksdb"), hasRocksDb(pipeline));
                send(feed, 4);
                awaitUsed(run, 9 * DEVICES);
                assertBounds(run, store);
            }
            try (KafkaStreamsRun run = run(pipeline, store, "two");
                    Results results = new Results(kafka.bootstrapServers(), pipeline, "read_committed")) {
                send(feed, 3);
                for (int device = 0; device < DEVICES; device++) {
                    feed.send(device, 1, LATER_MS);
                }
                for (int device = 0; device < DEVICES; device += 10) {
                    feed.send(device, 1, 10);
                }
                feed.flush();
                awaitUsed(run, 13 * DEVICES);
                await().atMost(WAIT)
                        .until(() -> results.poll().ledger().size() == DEVICES / 10
                                && results.siteSums()
                                        .entrySet()
                                        .containsAll(feed.closedSites().entrySet()));
                assertTrue(results.deviceSums()
                        .entrySet()
                        .containsAll(feed.closedDevices().entrySet()));
                assertEquals(
                        results.devices().stream()
                                .map(ColdStoreContractTest::identity)
                                .distinct()
                                .count(),
                        results.devices().size(),
                        "a committed result came twice");
                assertBounds(run, store);
                return outcome(results);
            }
        }
    }

    private static String identity(ResultRecords.Result result) {
        return result.key() + " " + result.row().revision() + " " + result.row().kind();
    }

    private static Outcome outcome(Results results) {
        Map<String, Long> sites = new TreeMap<>(results.siteSums());
        List<String> ledger = new ArrayList<>();
        results.ledger().forEach(e -> ledger.add(e.reason() + " " + e.key() + " " + e.detail()));
        ledger.sort(null);
        return new Outcome(results.deviceSums(), sites, ledger);
    }

    private static void assertBounds(KafkaStreamsRun run, String store) {
        assertTrue(run.keys() >= DEVICES, "keys " + run.keys());
        if (store.equals("rocksdb")) {
            assertTrue(run.hotKeys() <= PARTITIONS * HOT_KEYS + 4, "hot keys " + run.hotKeys());
            assertTrue(run.coldLoads() > DEVICES, "loads " + run.coldLoads());
        } else {
            assertTrue(run.hotKeys() >= DEVICES, "hot keys " + run.hotKeys());
        }
    }

    private static void awaitUsed(KafkaStreamsRun run, long rows) {
        await().atMost(WAIT).until(() -> run.counts().get("readings").used() == rows);
    }

    private static void send(Feed feed, int rounds) {
        for (int i = 0; i < rounds; i++) {
            feed.sendRound();
        }
        feed.flush();
    }

    private static boolean hasRocksDb(Pipeline pipeline) throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve(pipeline.name() + "-one"))) {
            return files.anyMatch(f -> f.getFileName().toString().equals("rocksdb"));
        }
    }

    private static KafkaStreamsRun run(Pipeline pipeline, String store, String instance) {
        Map<String, String> options = Map.of(
                "state.store", store,
                "state.hot-keys", String.valueOf(HOT_KEYS),
                "partitions", String.valueOf(PARTITIONS));
        KafkaStreamsSettings settings = KafkaStreamsSettings.of(
                        kafka.bootstrapServers(), folder.resolve(pipeline.name() + "-" + instance), options)
                .withInstance(instance);
        KafkaStreamsRun run = new KafkaStreamsEngine(
                        new KernelOperators(FunctionCatalog.builtIn()), List.of(new JsonFormat()))
                .start(pipeline, settings);
        run.awaitRunning(WAIT);
        return run;
    }
}
