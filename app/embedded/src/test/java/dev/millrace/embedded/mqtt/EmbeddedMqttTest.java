// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.model.MillraceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMqttTest {
    @TempDir
    Path folder;

    @Test
    void a_taken_port_is_said_with_its_cure() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            MillraceException refused = assertThrows(
                    MillraceException.class,
                    () -> EmbeddedMqtt.start(folder, MqttOptions.of(taken.getLocalPort()), new Unused()));

            assertEquals("ENV-301", refused.code().id());
            assertTrue(refused.hint().contains("--mqtt-port 0"), refused.hint());
        }
    }

    @Test
    void two_brokers_start_side_by_side_on_free_ports_and_their_gates_hold() {
        try (EmbeddedMqtt one = EmbeddedMqtt.start(folder.resolve("one"), MqttOptions.of(0), new Unused());
                EmbeddedMqtt two = EmbeddedMqtt.start(folder.resolve("two"), MqttOptions.of(0), new Unused())) {
            assertTrue(one.port() > 0 && two.port() > 0 && one.port() != two.port());
        }
    }

    @Test
    void without_our_stages_the_gate_of_the_public_interface_holds_as_well() {
        try (EmbeddedMqtt broker = EmbeddedMqtt.startBySdk(folder, MqttOptions.of(0), new Unused())) {
            assertTrue(broker.port() > 0);
        }
    }

    /** The check of the gate must not reach the receiver. */
    private static final class Unused implements MqttReceiver {
        @Override
        public void receive(MqttMessage message, Answer answer) {
            throw new AssertionError("nobody published " + message.topic());
        }

        @Override
        public void tooLarge(String clientId, String topic, byte[] first, long sizeBytes) {
            throw new AssertionError("nobody published " + topic);
        }

        @Override
        public boolean isFull() {
            return false;
        }
    }
}
