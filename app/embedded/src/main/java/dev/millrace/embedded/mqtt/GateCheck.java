// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.embedded.LoopbackPort;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Publishes one message at every start and sees whether its acknowledgement really waits for the answer. Our stages rest on
 * inner classes of the broker; with another version of it they might be by-passed, and readings would be lost in silence.
 * Everything else is handed on to the receiver.
 */
final class GateCheck implements MqttReceiver {
    private static final String TOPIC = "millrace/gate-check";
    private static final int TIMEOUT_MS = 10_000;
    private static final int CONNACK = 0x20;
    private static final int PUBACK = 0x40;
    private static final int PINGRESP = 0xD0;
    private static final byte[] PINGREQ = {(byte) 0xC0, 0};

    private final MqttReceiver receiver;
    private final CompletableFuture<Answer> probe = new CompletableFuture<>();
    private volatile boolean isRunning = true;

    GateCheck(MqttReceiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public void receive(MqttMessage message, Answer answer) {
        if (isRunning && message.topic().equals(TOPIC)) {
            probe.complete(answer);
        } else {
            receiver.receive(message, answer);
        }
    }

    @Override
    public void tooLarge(String clientId, String topic, byte[] first, long sizeBytes) {
        receiver.tooLarge(clientId, topic, first, sizeBytes);
    }

    @Override
    public boolean isFull() {
        return receiver.isFull();
    }

    /** Throws when the gate does not hold. */
    void run(int port) throws IOException {
        try (Socket socket = new Socket(LoopbackPort.HOST, port)) {
            socket.setSoTimeout(TIMEOUT_MS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream().write(connect());
            require(in, CONNACK);
            socket.getOutputStream().write(publish());
            socket.getOutputStream().write(PINGREQ);
            // Packets of one client are handled in order, so an acknowledgement that does not wait would come first.
            require(in, PINGRESP);
            probe.get(TIMEOUT_MS, TimeUnit.MILLISECONDS).stored();
            require(in, PUBACK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the gate was checked", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new BypassedException("no message came through the gate: " + e);
        } finally {
            isRunning = false;
        }
    }

    private static void require(DataInputStream in, int wanted) throws IOException {
        int first = in.readUnsignedByte();
        in.readFully(new byte[in.readUnsignedByte()]);
        if (first != wanted) {
            throw new BypassedException("packet 0x%02X came where 0x%02X was due".formatted(first, wanted));
        }
    }

    private static byte[] connect() {
        byte[] packet = {0x10, 14, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, 2, 'm', 'r'};
        return packet;
    }

    private static byte[] publish() {
        byte[] topic = TOPIC.getBytes(UTF_8);
        byte[] packet = new byte[2 + 2 + topic.length + 2];
        packet[0] = 0x32;
        packet[1] = (byte) (packet.length - 2);
        packet[3] = (byte) topic.length;
        System.arraycopy(topic, 0, packet, 4, topic.length);
        packet[packet.length - 1] = 1;
        return packet;
    }

    /** Acknowledgements would leave before the receiver has answered. */
    static final class BypassedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BypassedException(String fact) {
            super("the broker by-passes the gate in front of it: " + fact);
        }
    }
}
