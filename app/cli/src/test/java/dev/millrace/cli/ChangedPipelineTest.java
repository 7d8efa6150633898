// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.cli.deploy.Deployments;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file is edited between two runs with one data folder. */
@Timeout(600)
final class ChangedPipelineTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SQL =
            """
            SET 'pipeline.name' = 'edited';
            CREATE TABLE readings (device STRING, ts TIMESTAMP(3), v BIGINT, WATERMARK FOR ts AS ts)
              WITH ('connector' = 'http', 'key.fields' = 'device');
            CREATE TABLE counts (device STRING, window_start TIMESTAMP(3), n BIGINT,
              PRIMARY KEY (device, window_start) NOT ENFORCED) WITH ('connector' = 'kafka', 'topic' = 'counts');
            INSERT INTO counts SELECT device, window_start, COUNT(*)
              FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' HOUR)) GROUP BY device, window_start, window_end;
            CREATE TABLE sums (device STRING, window_start TIMESTAMP(3), total BIGINT,
              PRIMARY KEY (device, window_start) NOT ENFORCED) WITH ('connector' = 'kafka', 'topic' = 'sums');
            INSERT INTO sums SELECT device, window_start, %s
              FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' HOUR)) GROUP BY device, window_start, window_end;
            """;

    @TempDir
    private Path folder;

    @Test
    void state_that_fits_goes_on_and_state_that_does_not_is_never_misread() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("edited.sql"), SQL.formatted("SUM(v)"));
        Path data = folder.resolve("data");
        try (MillraceProcess millrace = new MillraceProcess(file, folder)) {
            millrace.start();
            send(millrace, "{\"device\": \"a\", \"ts\": \"2026-05-01T10:00:00Z\", \"v\": 5}");
            millrace.terminate();
        }

        Files.writeString(file, SQL.formatted("SUM(v) + COUNT(v)"));
        Said plan = Said.by("plan", file.toString(), "--data", data.toString());
        Said refused = Said.by("run", file.toString(), "--data", data.toString(), "--http-port=0", "--kafka-port=0");
        Said unsure = Said.by("apply", file.toString(), "--data", data.toString());
        Said applied = Said.by("apply", file.toString(), "--data", data.toString(), "--yes");

        assertEquals(1, plan.exitCode(), plan.out());
        assertTrue(plan.out().contains("= operator counts.aggregate#1"), plan.out());
        assertTrue(plan.out().contains("~ operator sums.aggregate#1"), plan.out());
        assertTrue(refused.err().contains("CLI-010") && refused.err().contains("sums.aggregate#1"), refused.err());
        assertTrue(unsure.err().contains("--yes"), unsure.err());
        assertEquals(0, applied.exitCode(), applied.err());
        try (MillraceProcess millrace = new MillraceProcess(file, folder)) {
            millrace.start();
            send(millrace, "{\"device\": \"a\", \"ts\": \"2026-05-01T10:00:01Z\", \"v\": 7}");
            send(millrace, "{\"device\": \"a\", \"ts\": \"2026-05-01T11:00:00Z\", \"v\": 1}");
            assertFirst(millrace, "counts", "\"n\":2");
            assertFirst(millrace, "sums", "\"total\":8");
        }
    }

    @Test
    void a_password_that_changes_is_named_and_never_shown() throws IOException {
        String sql = SQL.formatted("SUM(v)")
                .replace(
                        "'connector' = 'kafka', 'topic' = 'sums'",
                        "'connector' = 'webhook', 'url' = 'https://a.example/%s'");
        Path file = folder.resolve("secret.sql");
        Path data = folder.resolve("secret");
        Pipeline first = PipelineFile.compiled("secret.sql", sql.formatted("s3cret"));
        new Deployments(data, Deployments.place("local", Optional.empty()), PipelineFile::compiled)
                .enter("secret.sql", first);
        Files.writeString(file, sql.formatted("0ther"));

        Said plan = Said.by("plan", file.toString(), "--data", data.toString(), "--engine", "local");

        assertTrue(plan.out().contains("option url"), plan.out());
        assertFalse(plan.out().contains("s3cret") || plan.out().contains("0ther"), plan.out());
        assertEquals(
                Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE),
                Files.getPosixFilePermissions(data.resolve("pipelines/edited.local.json")));
    }

    @Test
    void each_kafka_and_each_engine_has_a_record_of_its_own() {
        assertEquals("kafka-streams", Deployments.place("kafka-streams", Optional.empty()));
        assertEquals("kafka-streams@broker-1_9092", Deployments.place("kafka-streams", Optional.of("broker-1:9092")));
        assertEquals("flink", EngineName.of(null, false, true));
        assertThrows(MillraceException.class, () -> EngineName.of("spark", false, true));
        assertThrows(MillraceException.class, () -> EngineName.of(null, true, true));
    }

    private static void assertFirst(MillraceProcess millrace, String topic, String wanted) {
        Awaitility.await(topic)
                .atMost(Duration.ofSeconds(60))
                .until(() -> !ResultTopic.finalRows(millrace.kafka(), topic).isEmpty());
        String row = ResultTopic.finalRows(millrace.kafka(), topic)
                .values()
                .iterator()
                .next();
        assertTrue(row.contains(wanted), row);
    }

    private static void send(MillraceProcess millrace, String reading) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + millrace.httpPort() + "/ingest/readings"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(reading))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(202, answer.statusCode(), answer.body());
    }
}
