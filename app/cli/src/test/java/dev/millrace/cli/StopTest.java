// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Signals end the process in order: it exits with 0, which it does only when it stopped by itself, and prints its summary.
 * All this under load and with a receiver of alerts that takes connections and never answers.
 */
@Timeout(400)
final class StopTest {
    private static final String SQL =
            """
            SET 'pipeline.name' = 'stop';
            CREATE TABLE readings (device STRING, ts TIMESTAMP(3), `value` BIGINT, seq BIGINT,
              WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
            ) WITH ('connector' = 'mqtt', 'topic' = 'kill/{device}', 'key.fields' = 'device');
            CREATE TABLE stored (device STRING, ts TIMESTAMP(3), `value` BIGINT) WITH ('connector' = 'questdb');
            INSERT INTO stored SELECT device, ts, `value` FROM readings;
            CREATE TABLE pager (device STRING, ts TIMESTAMP(3), `value` BIGINT)
              WITH ('connector' = 'webhook', 'url' = 'http://127.0.0.1:%d/never', 'emit' = 'eager');
            INSERT INTO pager SELECT device, ts, `value` FROM readings WHERE `value` >= 100;
            """;
    private static final long SIGINT_BIT = 1 << 1;
    private static final int READINGS = 60_000;
    private static final int PER_SECOND = 5_000;

    @TempDir
    private Path folder;

    @Test
    void ctrl_c_stops_under_load() throws IOException {
        Assumptions.assumeFalse(
                isInterruptIgnored(),
                "this build runs in the background of a shell, which lets it and its children ignore SIGINT");
        assertStops(MillraceProcess::interrupt);
    }

    @Test
    void sigterm_stops_under_load() throws IOException {
        assertStops(MillraceProcess::terminate);
    }

    /** From the mask of ignored signals that Linux shows; elsewhere nothing is known to be ignored. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(
                        line.substring(line.indexOf(':') + 1).strip(), 16))
                .anyMatch(mask -> (mask & SIGINT_BIT) != 0);
    }

    private void assertStops(ToIntFunction<MillraceProcess> signal) throws IOException {
        // Connections are taken by the system and lie there; nobody ever answers.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                MillraceProcess millrace = MillraceProcess.of(SQL.formatted(silent.getLocalPort()), folder, "--json")) {
            millrace.start();
            SteadyLoad load = new SteadyLoad(millrace.mqttPort(), READINGS, PER_SECOND);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(load);
            Awaitility.await("load")
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> load.acknowledged() > PER_SECOND || sending.isDone());
            assertTrue(!sending.isDone(), "stopped under load");

            assertEquals(0, signal.applyAsInt(millrace), millrace.said());

            load.stop();
            sending.join();
            JsonNode summary = new ObjectMapper().readTree(millrace.printed());
            assertTrue(summary.path("received").asLong() > 0, summary::toString);
        }
    }
}
