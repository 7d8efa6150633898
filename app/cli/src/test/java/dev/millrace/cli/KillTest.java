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
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole process dies under load. The build kills it once in some seconds of load; {@code -Dmillrace.slow=true} three times, and
 * compares with an undisturbed run.
 */
@Timeout(1500)
final class KillTest {
    private static final int PER_SECOND = 2_000;
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

    private record Outcome(SortedMap<String, String> windows, SortedMap<String, String> bursts, Set<String> readings) {
        /** Starts of the bursts, as {@link SteadyLoad#bursts} gives them. */
        Set<String> burstStarts() {
            Set<String> starts = new TreeSet<>();
            bursts.values().forEach(text -> {
                JsonNode row = json(text);
                assertEquals(3, row.path("n").asInt(), text);
                starts.add(row.path("device").asText() + " " + epochMs(row.path("started")));
            });
            return starts;
        }
    }

    @Test
    void every_acknowledged_reading_and_every_result_is_there_after_a_kill() throws IOException {
        assertComplete(run(new Plan("once", 1_000, 1)), 1_000);
    }

    @Test
    @EnabledIfSystemProperty(named = "millrace.slow", matches = "true", disabledReason = "takes two minutes")
    void results_after_three_kills_equal_those_of_an_undisturbed_run() throws IOException {
        Outcome killed = run(new Plan("killed", 6_000, 3));
        Outcome undisturbed = run(new Plan("undisturbed", 6_000, 0));

        assertComplete(killed, 6_000);
        assertEquals(undisturbed.windows(), killed.windows());
        assertEquals(undisturbed.bursts(), killed.bursts());
    }

    private static void assertComplete(Outcome outcome, int readings) {
        assertEquals(SteadyLoad.DEVICES * readings, outcome.readings().size());
        assertEquals(SteadyLoad.windows(readings), outcome.windows());
        assertEquals(SteadyLoad.bursts(readings), outcome.burstStarts());
    }

    /** What to do: so many readings of each device, and so many kills while they are sent. */
    private record Plan(String name, int readings, int kills) {}

    private Outcome run(Plan plan) throws IOException {
        Path own = Files.createDirectories(folder.resolve(plan.name()));
        Path pipeline = Files.writeString(own.resolve("kill.sql"), SQL);
        try (MillraceProcess millrace = new MillraceProcess(pipeline, own)) {
            millrace.start();
            SteadyLoad load = new SteadyLoad(millrace.mqttPort(), plan.readings(), PER_SECOND);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(load);
            for (int kill = 1; kill <= plan.kills(); kill++) {
                int enough = SteadyLoad.DEVICES * plan.readings() * kill / (plan.kills() + 1);
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
            assertEquals(SteadyLoad.DEVICES * plan.readings(), load.acknowledged());
            return outcome(millrace, plan.readings());
        }
    }

    /** Waits until the results are complete: the last window of each device fires by silence. */
    private Outcome outcome(MillraceProcess millrace, int sent) {
        int windows = SteadyLoad.windows(sent).size();
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
