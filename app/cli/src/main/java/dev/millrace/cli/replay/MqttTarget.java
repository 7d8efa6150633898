// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli.replay;

import dev.millrace.cli.CliError;
import dev.millrace.example.device.DeviceConnection;
import dev.millrace.example.device.DeviceLoop;
import dev.millrace.example.device.PublishPacket;
import dev.millrace.model.MillraceException;
import java.util.Map;

/** Publishes at QoS 1 on one connection, as a device that kept its readings does. */
final class MqttTarget implements ReplayTarget {
    private static final int WINDOW_PACKETS = 500;
    private static final int PAYLOAD_BYTES_MAX = 30_000;
    private static final long CONNECT_TIMEOUT_MS = 10_000;
    private static final long SILENCE_MS = 30_000;

    private final DeviceLoop loop;
    private final DeviceConnection device;
    private final RowTemplate topic;

    MqttTarget(String host, int port, RowTemplate topic) {
        this.topic = topic;
        loop = new DeviceLoop(host, port);
        device = loop.connect("millrace-replay-" + Long.toHexString(System.nanoTime()), WINDOW_PACKETS);
        if (!loop.serveUntil(device::isConnected, CONNECT_TIMEOUT_MS)) {
            String trouble = device.trouble();
            loop.close();
            throw MillraceException.of(
                    CliError.NOT_ACKNOWLEDGED,
                    "no MQTT connection to " + host + ":" + port + " within 10 s: " + trouble,
                    "Start the server, for example with: millrace run FILE.sql");
        }
    }

    @Override
    public void send(Map<String, String> row, long timeMs, byte[] payload) {
        if (payload.length > PAYLOAD_BYTES_MAX) {
            throw MillraceException.of(
                    CliError.WRONG_CSV,
                    "a row makes a payload of " + payload.length + " bytes but must be at most " + PAYLOAD_BYTES_MAX,
                    "Choose fewer columns with --column.");
        }
        if (!loop.serveUntil(device::canPublish, SILENCE_MS)) {
            throw MillraceException.of(
                    CliError.NOT_ACKNOWLEDGED,
                    "the server acknowledged nothing for 30 s: " + device.trouble(),
                    "See the server's messages and GET /api/health.");
        }
        device.publish(PublishPacket.of(topic.of(row), payload));
        loop.serve(0);
    }

    @Override
    public void idle(long waitMs) {
        loop.serve(waitMs);
    }

    @Override
    public void drain() {
        loop.serveUntil(() -> loop.unacknowledged() == 0, SILENCE_MS);
    }

    @Override
    public long acknowledged() {
        return loop.acknowledged();
    }

    @Override
    public String trouble() {
        return device.trouble();
    }

    @Override
    public void close() {
        loop.close();
    }
}
