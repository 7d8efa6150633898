// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.embedded.mqtt.EmbeddedMqtt;
import dev.millrace.embedded.mqtt.MqttMessage;
import dev.millrace.embedded.mqtt.MqttOptions;
import dev.millrace.embedded.mqtt.MqttReceiver;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate in front of the broker, with a receiver that answers when the test wants it. */
class MqttPressureTest {
    private static final int MESSAGES = 1000;
    private static final int PAYLOAD_BYTES = 8 * 1024;
    private static final int UNANSWERED_MAX = 20;

    @TempDir
    Path folder;

    @Test
    void acknowledgements_wait_for_the_answer_and_other_packets_do_not() throws Exception {
        Withholding receiver = new Withholding();
        try (EmbeddedMqtt broker = EmbeddedMqtt.start(folder, MqttOptions.of(0), receiver);
                RawMqtt client = new RawMqtt(broker.port(), 4, "client")) {
            client.publish("t", 1, new byte[1]);
            client.publish("t", 2, new byte[1]);
            client.ping();

            assertEquals(RawMqtt.PINGRESP, client.next());
            receiver.answerAll();
            assertEquals(RawMqtt.PUBACK, client.next());
            assertEquals(RawMqtt.PUBACK, client.next());
        }
    }

    @Test
    void a_connection_with_too_much_unanswered_is_not_read() throws Exception {
        Withholding receiver = new Withholding();
        MqttOptions options = new MqttOptions(0, 1 << 20, UNANSWERED_MAX);
        try (EmbeddedMqtt broker = EmbeddedMqtt.start(folder, options, receiver);
                RawMqtt client = new RawMqtt(broker.port(), 4, "client")) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendAll(client));
            await().until(() -> receiver.received.get() >= UNANSWERED_MAX);

            // What one read of the socket brought is more than the bound, but far from all of it.
            int held = receiver.received.get();
            assertTrue(held < MESSAGES / 2, held + " messages were read without an answer");
            await().until(() -> {
                receiver.answerAll();
                return receiver.received.get() == MESSAGES && receiver.waiting.isEmpty();
            });
            sending.get();
            int acknowledged = 0;
            while (acknowledged < MESSAGES) {
                acknowledged += client.next() == RawMqtt.PUBACK ? 1 : 0;
            }
        }
    }

    private static void sendAll(RawMqtt client) {
        try {
            for (int i = 1; i <= MESSAGES; i++) {
                client.publish("t", i, new byte[PAYLOAD_BYTES]);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_message_of_level_two_that_is_sent_again_is_received_once() throws Exception {
        Withholding receiver = new Withholding();
        byte[] publish = {0x34, 6, 0, 1, 't', 0, 9, 'x'};
        byte[] again = {0x3C, 6, 0, 1, 't', 0, 9, 'x'};
        byte[] pubrec = {0x50, 2, 0, 9};
        byte[] pubrel = {0x62, 2, 0, 9};
        byte[] pubcomp = {0x70, 2, 0, 9};
        receiver.isWithholding = false;
        try (EmbeddedMqtt broker = EmbeddedMqtt.start(folder, MqttOptions.of(0), receiver)) {
            MqttExchange exchange = new MqttExchange(
                    "level two",
                    4,
                    true,
                    false,
                    java.util.List.of(
                            new MqttExchange.Step(true, publish),
                            new MqttExchange.Step(false, pubrec),
                            new MqttExchange.Step(true, again),
                            new MqttExchange.Step(false, pubrec),
                            new MqttExchange.Step(true, pubrel),
                            new MqttExchange.Step(false, pubcomp)));

            assertTrue(exchange.isEssentiallyRight(broker.port(), 10_000));
            assertEquals(1, receiver.received.get());
        }
    }

    private static final class Withholding implements MqttReceiver {
        private final AtomicInteger received = new AtomicInteger();
        private final Queue<Answer> waiting = new ConcurrentLinkedQueue<>();
        private volatile boolean isWithholding = true;

        @Override
        public void receive(MqttMessage message, Answer answer) {
            received.incrementAndGet();
            if (isWithholding) {
                waiting.add(answer);
            } else {
                answer.stored();
            }
        }

        void answerAll() {
            for (Answer answer = waiting.poll(); answer != null; answer = waiting.poll()) {
                answer.stored();
            }
        }

        @Override
        public void tooLarge(String clientId, String topic, byte[] first, long sizeBytes) {
            throw new AssertionError("nothing is too large here");
        }

        @Override
        public boolean isFull() {
            return false;
        }
    }
}
