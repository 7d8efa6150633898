// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.embedded.EmbeddedQuestDb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recordings of real machines are replayed to a server over MQTT, HTTP and Kafka; then every row of the file must be in the
 * time-series table, and the windows must be those computed straight from the file.
 */
@Timeout(900)
final class RealDataTest {
    private static final String NAB = "nab/data/realKnownCause/machine_temperature_system_failure.csv.gz";
    private static final String SKAB = "skab/valve1/0.csv.gz";
    private static final int ROWS_MAX = 100_000;

    @TempDir
    private Path folder;

    /** One way of one recording into the server: the table it fills, and the arguments of the replay. */
    private record Way(String table, Recording recording, List<String> arguments) {}

    @Test
    void every_row_of_the_file_is_stored_and_windows_equal_those_of_the_file() {
        Recording machine = Recording.read(NAB, ',', "value");
        Recording pump = Recording.read(SKAB, ';', "Pressure");
        String sql = "SET 'pipeline.name' = 'real';\n"
                + RealDataSql.of("machine_mqtt", "'connector' = 'mqtt', 'topic' = 'nab/{device}'", "1' HOUR")
                + RealDataSql.of("machine_http", "'connector' = 'http'", "1' HOUR")
                + RealDataSql.of("machine_kafka", "'connector' = 'kafka', 'topic' = 'machine-temperature'", "1' HOUR")
                + RealDataSql.of("pump_mqtt", "'connector' = 'mqtt', 'topic' = 'skab/{device}'", "1' MINUTE")
                + RealDataSql.of("pump_http", "'connector' = 'http'", "1' MINUTE");
        try (MillraceProcess millrace = MillraceProcess.of(sql, folder).start()) {
            String mqtt = "mqtt://127.0.0.1:" + millrace.mqttPort();
            String http = "http://127.0.0.1:" + millrace.httpPort();
            List<Way> ways = List.of(
                    new Way("machine_mqtt", machine, List.of("--to", mqtt, "--topic", "nab/{device}")),
                    new Way("machine_http", machine, List.of("--to", http, "--table", "machine_http")),
                    new Way("machine_kafka", machine, kafka(millrace)),
                    new Way("pump_mqtt", pump, List.of("--to", mqtt, "--topic", "skab/{device}")),
                    new Way("pump_http", pump, List.of("--to", http, "--table", "pump_http")));
            ways.forEach(RealDataTest::replay);
            ways.forEach(way -> awaitAll(millrace, way));

            assertEquals(0, millrace.terminate(), millrace.said());
            try (EmbeddedQuestDb store = EmbeddedQuestDb.start(millrace.data().resolve("questdb"))) {
                ways.forEach(way -> checkRows(store, way));
                ways.forEach(way -> checkWindows(store, way));
            }
        }
    }

    private static List<String> kafka(MillraceProcess millrace) {
        return List.of("--to", "kafka:machine-temperature", "--kafka", millrace.kafka(), "--key", "{device}");
    }

    private static void replay(Way way) {
        List<String> arguments = new ArrayList<>(List.of(
                "replay",
                way.recording().file().toString(),
                "--set",
                "device=" + Recording.DEVICE,
                "--column",
                "ts=" + way.recording().timeColumn(),
                "--column",
                "value=" + way.recording().valueColumn()));
        arguments.addAll(way.arguments());

        Said said = Said.by(arguments.toArray(String[]::new));

        assertEquals(0, said.exitCode(), said.err());
        String rows =
                String.format(java.util.Locale.ROOT, "%,d", way.recording().rows());
        assertTrue(said.out().startsWith(rows + " rows sent, " + rows + " acknowledged"), said.out());
    }

    /** All rows are used, all windows have fired (the last one by silence) and the sinks have written everything. */
    private static void awaitAll(MillraceProcess millrace, Way way) {
        int windows = way.recording().windows(size(way)).size();
        Awaitility.await(way.table())
                .atMost(Duration.ofSeconds(240))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    JsonNode pipeline =
                            millrace.json("/api/pipelines").path("pipelines").path(0);
                    JsonNode table = named(pipeline.path("tables"), "table", way.table());
                    assertEquals(way.recording().rows(), table.path("used").asLong(), table::toString);
                    assertEquals(0, table.path("ledger").size(), table::toString);
                    JsonNode stored = named(pipeline.path("outputs"), "table", way.table() + "_rows");
                    assertEquals(
                            way.recording().rows(),
                            stored.path("sink").path("rows").asLong(),
                            stored::toString);
                    JsonNode fired = named(pipeline.path("outputs"), "table", way.table() + "_windows");
                    assertTrue(fired.path("sink").path("rows").asLong() >= windows, fired::toString);
                    assertEquals(0, fired.path("sink").path("lag").asLong(), fired::toString);
                });
        Awaitility.await(way.table() + " windows")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertEquals(
                        windows,
                        ResultTopic.finalRows(millrace.kafka(), "results.real." + way.table() + "_windows")
                                .size()));
    }

    private static JsonNode named(JsonNode list, String field, String name) {
        for (JsonNode node : list) {
            if (node.path(field).asText().equals(name)) {
                return node;
            }
        }
        throw new AssertionError("no " + name + " in " + list);
    }

    private static void checkRows(EmbeddedQuestDb store, Way way) {
        String sql = "SELECT device, ts, value FROM " + way.table() + "_rows";
        Awaitility.await(way.table() + " rows")
                .atMost(Duration.ofSeconds(120))
                .until(() ->
                        store.query(sql, ROWS_MAX).size() >= way.recording().rows());
        List<String> rows = store.query(sql, ROWS_MAX).stream()
                .map(row -> row.get("device") + " " + row.get("ts") + " " + row.get("value"))
                .sorted()
                .toList();
        assertEquals(way.recording().readings(), rows, way.table());
    }

    private static void checkWindows(EmbeddedQuestDb store, Way way) {
        String sql = "SELECT window_start, n, mean, low, high FROM " + way.table() + "_windows WHERE NOT mr_withdrawn";
        Map<Long, Recording.Window> expected = way.recording().windows(size(way));
        Awaitility.await(way.table() + " windows")
                .atMost(Duration.ofSeconds(120))
                .until(() -> store.query(sql, ROWS_MAX).size() >= expected.size());
        List<Map<String, Object>> rows = store.query(sql, ROWS_MAX);
        assertEquals(expected.size(), rows.size(), way.table());
        for (Map<String, Object> row : rows) {
            Recording.Window window = expected.get(((Number) row.get("window_start")).longValue());
            double[] found = Arrays.stream(new String[] {"n", "mean", "low", "high"})
                    .mapToDouble(column -> ((Number) row.get(column)).doubleValue())
                    .toArray();
            assertTrue(window != null && window.isNear(found), () -> way.table() + " " + row + ", wanted " + window);
        }
    }

    private static long size(Way way) {
        return way.table().startsWith("machine")
                ? Duration.ofHours(1).toMillis()
                : Duration.ofMinutes(1).toMillis();
    }
}
