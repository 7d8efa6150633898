// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka that takes its time, and Kafka that is gone. */
class SlowKafkaTest {
    private static final String TOPIC = "plant/north/7/vibration";
    private static final int MESSAGES = 40;
    private static final int POSTS = 5;
    private static final byte[] READING = "{\"value\":1}".getBytes(UTF_8);

    @TempDir
    Path folder;

    @Test
    void without_kafka_there_is_no_acknowledgement_and_the_device_is_disconnected() throws Exception {
        Map<String, String> impatient =
                Map.of("request.timeout.ms", "1000", "delivery.timeout.ms", "1500", "max.block.ms", "1000");
        try (Doors doors = Doors.open(folder, impatient, GatewaySettings.Limits.USUAL);
                RawMqtt three = new RawMqtt(doors.mqttPort(), 4, "three");
                RawMqtt five = new RawMqtt(doors.mqttPort(), 5, "five")) {
            three.publish(TOPIC, 1, READING);
            assertEquals(RawMqtt.PUBACK, three.next());
            doors.kafka.close();

            three.publish(TOPIC, 2, READING);
            five.publish5(TOPIC, 2, READING);
            CompletableFuture<HttpResponse<String>> post = doors.postLater("events", "{\"device\":\"d\"}");

            assertEquals(RawMqtt.CLOSED, three.next());
            assertEquals(RawMqtt.DISCONNECT, five.next());
            assertEquals(RawMqtt.CLOSED, five.next());
            assertEquals(503, post.get().statusCode());
            assertEquals("1", post.get().headers().firstValue("Retry-After").orElse(""));
            assertEquals(2, doors.stats("vibration").failed());
            assertEquals(1, doors.stats("vibration").sent());
        }
    }

    @Test
    void while_kafka_is_slow_requests_are_put_off_and_sockets_are_not_read() throws Exception {
        // The producer waits for a minute or a full batch, so nothing is acknowledged meanwhile.
        Map<String, String> slow = Map.of("linger.ms", "60000", "batch.size", "1000000", "buffer.memory", "33554432");
        GatewaySettings.Limits small = new GatewaySettings.Limits(1 << 20, 100_000, 500, 65_536);
        try (Doors doors = Doors.open(folder, slow, small);
                RawMqtt device = new RawMqtt(doors.mqttPort(), 4, "device")) {
            device.publish(TOPIC, 1, READING);
            device.ping();
            assertEquals(RawMqtt.PINGRESP, device.next(), "an acknowledgement came before Kafka's");
            CompletableFuture<HttpResponse<String>> first =
                    doors.postLater("events", "{\"device\":\"" + "x".repeat(100_000) + "\"}");
            await().until(() -> !doors.gateway.isAccepting());

            HttpResponse<String> second = doors.post("events", "{\"device\":\"d\"}");
            assertEquals(429, second.statusCode());
            assertEquals("1", second.headers().firstValue("Retry-After").orElse(""));
            assertTrue(second.body().contains("GW-205"), second.body());
            device.publish(TOPIC, 2, READING);
            await().until(() -> doors.stats("vibration").received() == 2);
            assertFalse(first.isDone());
            assertEquals(0, doors.gateway.stats().sent());
        }
    }

    @Test
    void nothing_is_dropped_while_kafka_is_slow() throws Exception {
        // Each batch waits for half a second, and some five readings fill what may be underway.
        Map<String, String> slow = Map.of("linger.ms", "500", "batch.size", "1000000", "buffer.memory", "33554432");
        GatewaySettings.Limits small = new GatewaySettings.Limits(1 << 20, 1_000, 500, 65_536);
        try (Doors doors = Doors.open(folder, slow, small);
                RawMqtt device = new RawMqtt(doors.mqttPort(), 4, "device")) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> publish(device));
            await().until(() -> !doors.gateway.isAccepting());
            int refused = 0;
            int taken = 0;
            while (taken < POSTS) {
                int status =
                        doors.post("events", "{\"device\":\"d" + taken + "\"}").statusCode();
                assertTrue(status == 202 || status == 429, "status " + status);
                taken += status == 202 ? 1 : 0;
                refused += status == 429 ? 1 : 0;
            }
            sending.get();
            for (int i = 0; i < MESSAGES; i++) {
                assertEquals(RawMqtt.PUBACK, device.next());
            }

            assertTrue(refused > 0, "no request was put off");
            assertEquals(MESSAGES, doors.records("readings.vibration", MESSAGES).size());
            assertEquals(POSTS, doors.records("readings.events", POSTS).size());
        }
    }

    private static void publish(RawMqtt device) {
        try {
            for (int id = 1; id <= MESSAGES; id++) {
                device.publish(TOPIC, id, READING);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
