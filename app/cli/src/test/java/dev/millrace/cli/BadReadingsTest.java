// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.example.device.DeviceConnection;
import dev.millrace.example.device.DeviceLoop;
import dev.millrace.example.device.PublishPacket;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readings that cannot be used end in the ledger with their bytes, and the next good one is taken. */
@Timeout(400)
final class BadReadingsTest {
    private static final String SQL =
            """
            SET 'pipeline.name' = 'bad';
            CREATE TABLE readings (device STRING, ts TIMESTAMP(3), temp DOUBLE,
              WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
            ) WITH ('connector' = 'mqtt', 'topic' = 'bad/{device}', 'key.fields' = 'device');
            CREATE TABLE hot (device STRING, ts TIMESTAMP(3), temp DOUBLE) WITH ('connector' = 'page', 'panel' = 'alerts');
            INSERT INTO hot SELECT device, ts, temp FROM readings;
            """;
    private static final int TEN_MB = 10_000_000;
    private static final long PATIENCE_MS = 60_000;

    @TempDir
    private static Path folder;

    private static MillraceProcess millrace;

    @BeforeAll
    static void start() {
        millrace = MillraceProcess.of(SQL, folder).start();
    }

    @AfterAll
    static void stop() {
        millrace.close();
    }

    @Test
    void broken_json_is_malformed() {
        publish("broken-1", "{\"ts\":17,");
        HttpResponse<String> answer = millrace.post("/ingest/readings", "{\"device\":\"broken-2\"".getBytes(UTF_8));

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("GW-207"), answer::body);
        assertEntry("MALFORMED", "{\"ts\":17,");
        assertEntry("MALFORMED", "{\"device\":\"broken-2\"");
        assertLives("after-broken");
    }

    @Test
    void a_clock_of_the_year_2099_is_ahead_and_moves_nobody() {
        publish("clock", "{\"ts\":\"2099-01-01T00:00:00Z\",\"temp\":1}");

        JsonNode entry = assertEntry("AHEAD", "4070908800000");
        assertEquals("clock", entry.path("key").asText());
        assertLives("after-clock");
    }

    @Test
    void ten_megabytes_over_http_are_refused_and_their_beginning_is_kept() {
        int status;
        try {
            status = millrace.post("/ingest/readings", "h".repeat(TEN_MB).getBytes(UTF_8))
                    .statusCode();
        } catch (UncheckedIOException closed) {
            // The server answers and closes while the client still sends; not every client reads the answer then.
            status = 413;
        }

        assertEquals(413, status);
        assertEntry("INVALID", "hhhhhhhhhh");
        assertLives("after-http");
    }

    @Test
    void ten_megabytes_over_mqtt_end_the_connection_and_their_beginning_is_kept() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), millrace.mqttPort())) {
            socket.setSoTimeout((int) PATIENCE_MS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write(new byte[] {0x10, 15, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, 3, 'b', 'i', 'g'});
            out.flush();
            assertEquals(4, socket.getInputStream().readNBytes(4).length, "CONNACK");
            try {
                out.write(publishHead("bad/big", TEN_MB));
                out.write("m".repeat(TEN_MB).getBytes(UTF_8));
                out.flush();
                assertEquals(-1, socket.getInputStream().read(), "no acknowledgement");
            } catch (IOException reset) {
                // The server closed while this side was writing, which is its right.
                assertTrue(!socket.isClosed(), reset::toString);
            }
        }

        assertEntry("INVALID", "mmmmmmmmmm");
        assertLives("after-mqtt");
    }

    /** QoS 1, packet 1, remaining length in groups of seven bits. */
    private static byte[] publishHead(String topic, int payloadBytes) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(0x32);
        int rest = 2 + topic.length() + 2 + payloadBytes;
        while (rest > 0x7F) {
            head.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        head.write(rest);
        head.write(0);
        head.write(topic.length());
        head.writeBytes(topic.getBytes(UTF_8));
        head.write(0);
        head.write(1);
        return head.toByteArray();
    }

    @Test
    void gzip_is_unpacked_and_what_only_says_so_is_refused() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"device\":\"packed\",\"ts\":1772000000000,\"temp\":1}".getBytes(UTF_8));
        }
        HttpResponse<String> good = millrace.post("/ingest/readings", packed.toByteArray(), "Content-Encoding", "gzip");

        assertEquals(202, good.statusCode(), good::body);
        assertAlert("packed");
        assertLives("after-gzip");
    }

    private static JsonNode assertEntry(String reason, String inRaw) {
        JsonNode[] found = new JsonNode[1];
        Awaitility.await(reason + " " + inRaw).atMost(Duration.ofSeconds(90)).until(() -> {
            for (JsonNode entry :
                    millrace.json("/api/ledger?limit=100&reason=" + reason).path("entries")) {
                if (entry.path("raw").asText().contains(inRaw)) {
                    found[0] = entry;
                }
            }
            return found[0] != null;
        });
        return found[0];
    }

    private static void assertLives(String device) {
        publish(device, "{\"ts\":1772000000000,\"temp\":1}");
        assertAlert(device);
        assertTrue(millrace.isUp());
    }

    private static void assertAlert(String device) {
        Awaitility.await("alert of " + device).atMost(Duration.ofSeconds(90)).until(() -> millrace.get("/api/alerts")
                .contains("\"" + device + "\""));
    }

    private static void publish(String device, String payload) {
        try (DeviceLoop loop = new DeviceLoop("127.0.0.1", millrace.mqttPort())) {
            DeviceConnection connection = loop.connect(device, 1);
            assertTrue(loop.serveUntil(connection::canPublish, PATIENCE_MS), "connected");
            connection.publish(PublishPacket.of("bad/" + device, payload.getBytes(UTF_8)));
            assertTrue(loop.serveUntil(() -> loop.unacknowledged() == 0, PATIENCE_MS), "acknowledged");
        }
    }
}
