// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeviceConnectionTest {
    private static final long LONG_MS = 20_000;

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());

    @Test
    void what_is_published_arrives_in_order_and_is_acknowledged() throws IOException {
        try (FakeMqttServer server = new FakeMqttServer(this::receive);
                DeviceLoop loop = new DeviceLoop("127.0.0.1", server.port())) {
            DeviceConnection device = loop.connect("device", 10);

            publish(loop, device, 500);

            assertTrue(loop.serveUntil(() -> loop.acknowledged() == 500, LONG_MS));
            assertEquals(expected(500), received);
        }
    }

    @Test
    void publishes_without_acknowledgement_are_sent_again_after_the_connection_was_cut() throws IOException {
        try (FakeMqttServer server = new FakeMqttServer(this::receive);
                DeviceLoop loop = new DeviceLoop("127.0.0.1", server.port())) {
            server.cutAfter(100);
            DeviceConnection device = loop.connect("device", 10);

            publish(loop, device, 500);

            assertTrue(loop.serveUntil(() -> loop.acknowledged() == 500, LONG_MS));
            assertEquals(1, device.reconnects());
            assertEquals(expected(500), new ArrayList<>(new LinkedHashSet<>(received)));
        }
    }

    @Test
    void no_more_than_the_window_waits_for_acknowledgements() throws IOException {
        try (FakeMqttServer server = new FakeMqttServer(this::receive);
                DeviceLoop loop = new DeviceLoop("127.0.0.1", server.port())) {
            DeviceConnection device = loop.connect("device", 3);
            assertTrue(loop.serveUntil(device::canPublish, LONG_MS));

            int taken = 0;
            while (device.canPublish()) {
                device.publish(packet(taken++));
            }

            assertEquals(3, taken);
            assertEquals(3, device.unacknowledged());
        }
    }

    private void receive(String topic, byte[] payload) {
        received.add(topic + " " + new String(payload, StandardCharsets.UTF_8));
    }

    private static void publish(DeviceLoop loop, DeviceConnection device, int count) {
        for (int i = 0; i < count; i++) {
            assertTrue(loop.serveUntil(device::canPublish, LONG_MS));
            device.publish(packet(i));
        }
    }

    private static PublishPacket packet(int number) {
        // Long enough that the length takes two bytes in some and one in others.
        String payload = "reading " + number + "x".repeat(number % 200);
        return PublishPacket.of("plant/m-1", payload.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> expected(int count) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add("plant/m-1 reading " + i + "x".repeat(i % 200));
        }
        return all;
    }
}
