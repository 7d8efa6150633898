// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The whole process dies three times under load. Takes about two minutes, so it runs with {@code -Dmillrace.slow=true} only. */
@EnabledIfSystemProperty(named = "millrace.slow", matches = "true", disabledReason = "takes two minutes")
@Timeout(400)
final class KillTest {
    private static final int READINGS = 6_000;
    private static final int PER_SECOND = 2_000;
    private static final int KILLS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SQL =
            """
            SET 'pipeline.name' = 'kill';
            CREATE TABLE readings (device STRING, ts TIMESTAMP(3), `value` BIGINT, seq BIGINT,
              WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
            ) WITH ('connector' = 'mqtt', 'topic' = 'kill/{device}', 'key.fields' = 'device', 'dedupe.key' = 'device;seq');
            CREATE TABLE seconds (device STRING, window_start TIMESTAMP(3), n BIGINT, total BIGINT,
              PRIMARY KEY (device, window_start) NOT ENFORCED) WITH ('connector' = 'questdb');
            INSERT INTO seconds SELECT device, window_start, COUNT(*) AS n, SUM(`value`) AS total
              FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' SECOND)) GROUP BY device, window_start, window_end;
            CREATE TABLE bursts (device STRING, started TIMESTAMP(3), n BIGINT, PRIMARY KEY (device, started) NOT ENFORCED)
              WITH ('connector' = 'page', 'panel' = 'alerts', 'emit' = 'eager');
            INSERT INTO bursts SELECT device, started, n FROM readings MATCH_RECOGNIZE (
              PARTITION BY device ORDER BY ts
              MEASURES FIRST(HIGH.ts) AS started, COUNT(HIGH.ts) AS n
              ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW
              PATTERN (HIGH{3}) WITHIN INTERVAL '10' SECOND
              DEFINE HIGH AS HIGH.`value` >= 100);
            """;

    @TempDir
    private Path folder;

    private record Outcome(SortedMap<String, String> windows, SortedMap<String, String> bursts, Set<String> readings) {}

    @Test
    void every_acknowledged_reading_is_there_and_results_equal_those_of_an_undisturbed_run() throws IOException {
        Outcome killed = run("killed", KILLS);
        Outcome undisturbed = run("undisturbed", 0);

        assertEquals(SteadyLoad.DEVICES * READINGS, killed.readings().size());
        assertEquals(SteadyLoad.windows(READINGS), killed.windows());
        assertEquals(undisturbed.windows(), killed.windows());
        assertEquals(undisturbed.bursts(), killed.bursts());
        assertEquals(
                SteadyLoad.DEVICES * ((READINGS - 3) / 97 + 1), killed.bursts().size());
    }

    private Outcome run(String name, int kills) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        Path pipeline = Files.writeString(own.resolve("kill.sql"), SQL);
        try (MillraceProcess millrace = new MillraceProcess(pipeline, own)) {
            millrace.start();
            SteadyLoad load = new SteadyLoad(millrace.mqttPort(), READINGS, PER_SECOND);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(load);
            for (int kill = 1; kill <= kills; kill++) {
                int enough = SteadyLoad.DEVICES * READINGS * kill / (kills + 1);
                Awaitility.await("load")
                        .atMost(Duration.ofSeconds(120))
                        .until(() -> load.sent() >= enough || sending.isDone());
                if (sending.isDone()) {
                    sending.join();
                }
                assertTrue(!sending.isDone(), "killed under load");
                millrace.kill();
                millrace.start();
            }
            sending.join();
            assertEquals(SteadyLoad.DEVICES * READINGS, load.acknowledged());
            return outcome(millrace);
        }
    }

    /** Waits until the results are complete: the last window of each device fires by silence. */
    private Outcome outcome(MillraceProcess millrace) {
        int windows = SteadyLoad.windows(READINGS).size();
        Awaitility.await("windows")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> ResultTopic.finalRows(millrace.kafka(), "results.kill.seconds")
                                .size()
                        == windows);
        TreeMap<String, String> bursts = new TreeMap<>(ResultTopic.finalRows(millrace.kafka(), "results.kill.bursts"));
        Set<String> readings = new HashSet<>();
        ResultTopic.records(millrace.kafka(), "readings.readings").forEach(record -> {
            JsonNode reading = json(record.value());
            readings.add(
                    reading.path("device").asText() + " " + reading.path("seq").asText());
        });
        TreeMap<String, String> byWindow = new TreeMap<>();
        ResultTopic.finalRows(millrace.kafka(), "results.kill.seconds").values().forEach(text -> {
            JsonNode row = json(text);
            byWindow.put(
                    row.path("device").asText() + " " + epochMs(row.path("window_start")),
                    row.path("n").asText() + " " + row.path("total").asText());
        });
        return new Outcome(byWindow, bursts, readings);
    }

    private static long epochMs(JsonNode time) {
        return time.isNumber() ? time.asLong() : AlertScore.epochMs(time.asText());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
