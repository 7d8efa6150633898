// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

/**
 * How the broker is set up.
 *
 * @param port of the listener on 127.0.0.1, 0 for a free one
 * @param packetBytesMax largest packet that is taken, 1 KiB to 256 MiB
 * @param unansweredMax unanswered messages of one connection from which on it is not read, 2 or more; read again at half
 */
public record MqttOptions(int port, int packetBytesMax, int unansweredMax) {
    /** MQTT's usual port. */
    public static final int DEFAULT_PORT = 1883;

    private static final int PACKET_BYTES_MAX = 1024 * 1024;
    private static final int UNANSWERED_MAX = 500;

    /** 1 MiB a packet, 500 unanswered messages a connection. */
    public static MqttOptions of(int port) {
        return new MqttOptions(port, PACKET_BYTES_MAX, UNANSWERED_MAX);
    }
}
