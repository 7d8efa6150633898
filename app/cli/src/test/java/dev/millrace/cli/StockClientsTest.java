// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stock clients against the example: a failing bearing told by {@code mosquitto_pub} or {@code curl} reaches the pager. */
@Timeout(400)
final class StockClientsTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("millrace.home"), "examples", "smart-factory", "pipeline.sql");
    private static final String PAGER_URL = "http://127.0.0.1:9000/alerts";
    private static final int CALM = 40;

    @TempDir
    private static Path folder;

    private static AlertReceiver pager;
    private static MillraceProcess millrace;

    @BeforeAll
    static void start() throws IOException {
        pager = AlertReceiver.start();
        String sql = Files.readString(EXAMPLE);
        assertTrue(sql.contains(PAGER_URL), "the example names the pager");
        millrace =
                MillraceProcess.of(sql.replace(PAGER_URL, pager.url()), folder).start();
    }

    @AfterAll
    static void stop() {
        millrace.close();
        pager.close();
    }

    @Test
    void mosquitto_pub_raises_an_alert() throws Exception {
        requireProgram("mosquitto_pub");
        publish("press-1", "vibration", vibration());
        publish("press-1", "temperature", temperature());

        assertAlert("press-1");
    }

    private static void publish(String machine, String metric, List<String> readings) throws Exception {
        run(
                String.join("\n", readings) + "\n",
                "mosquitto_pub",
                "-p",
                String.valueOf(millrace.mqttPort()),
                "-q",
                "1",
                "-t",
                "plant/north/" + machine + "/" + metric,
                "-l");
    }

    @Test
    void curl_raises_an_alert() throws Exception {
        requireProgram("curl");
        post("press-2", "vibration", vibration());
        String answer = post("press-2", "temperature", temperature());

        assertEquals("{\"accepted\":" + (CALM + 4) + ",\"rejectedCount\":0,\"rejected\":[]}", answer);
        assertAlert("press-2");
    }

    private static String post(String machine, String metric, List<String> readings) throws Exception {
        String head = "{\"site\":\"north\",\"machine\":\"" + machine + "\",\"metric\":\"" + metric + "\",";
        String lines = readings.stream().map(r -> head + r.substring(1)).collect(Collectors.joining("\n"));
        return run(
                lines,
                "curl",
                "--silent",
                "--show-error",
                "--data-binary",
                "@-",
                millrace.uri("/ingest/readings").toString());
    }

    private static void assertAlert(String machine) {
        Awaitility.await("alert of " + machine).atMost(Duration.ofSeconds(90)).until(() -> alerts(machine) == 1);
        JsonNode row = pager.standing().stream()
                .map(AlertReceiver.Alert::row)
                .filter(r -> r.path("machine").asText().equals(machine))
                .findFirst()
                .orElseThrow();
        assertEquals("CRITICAL", row.path("severity").asText());
        assertEquals(70.0, row.path("value").asDouble());
        assertTrue(row.path("evidence").asText().contains("BURST"), row::toString);
        assertTrue(millrace.get("/api/alerts").contains(machine), "the page has it too");
    }

    private static long alerts(String machine) {
        return pager.standing().stream()
                .filter(a -> a.row().path("machine").asText().equals(machine))
                .count();
    }

    /** A calm time, then three strong readings. */
    private static List<String> vibration() {
        return readings(2.0, 9.0, 4_000, 3, 0);
    }

    /** A calm time, then four hot readings, four seconds after the vibration. */
    private static List<String> temperature() {
        return readings(60.0, 70.0, 8_000, 4, 1_000);
    }

    private static List<String> readings(double calm, double high, int highAtMs, int highs, int firstSeq) {
        long startMs = 1_772_000_000_000L;
        return IntStream.range(0, CALM + highs)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "{\"ts\": %d, \"value\": %.1f, \"seq\": %d}",
                        startMs + (i < CALM ? i * 100L : highAtMs + (i - CALM) * 100L),
                        i < CALM ? calm + 0.1 * (i % 5) : high,
                        firstSeq + i))
                .toList();
    }

    private static void requireProgram(String name) {
        boolean isThere = List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, name)));
        Assumptions.assumeTrue(isThere, name + " is not installed here");
    }

    private static String run(String input, String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
