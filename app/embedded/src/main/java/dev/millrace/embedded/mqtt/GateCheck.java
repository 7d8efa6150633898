// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.embedded.LoopbackPort;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Publishes two messages at every start, one of which the broker handles itself, and sees whether their acknowledgements really
 * wait for the answer. Our stages rest on
 * inner classes of the broker; with another version of it they might be by-passed, and readings would be lost in silence.
 * Everything else is handed on to the receiver.
 */
final class GateCheck implements MqttReceiver {
    private static final String TOPIC = "millrace/gate-check";
    private static final int TIMEOUT_MS = 10_000;
    private static final int CONNACK = 0x20;
    private static final int PUBACK = 0x40;
    private static final int PUBLISH = 0x32;
    /** With the mark of a second delivery, which the gate leaves to the broker although nobody subscribed. */
    private static final int PUBLISH_AGAIN = 0x3A;

    private static final int PINGRESP = 0xD0;
    private static final byte[] PINGREQ = {(byte) 0xC0, 0};

    private final MqttReceiver receiver;
    private final BlockingQueue<Answer> probes = new ArrayBlockingQueue<>(2);
    private volatile boolean isRunning = true;

    GateCheck(MqttReceiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public void receive(MqttMessage message, Answer answer) {
        if (isRunning && message.topic().equals(TOPIC)) {
            probes.add(answer);
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
            check(socket, in, PUBLISH_AGAIN);
            check(socket, in, PUBLISH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the gate was checked", e);
        } finally {
            isRunning = false;
        }
    }

    private void check(Socket socket, DataInputStream in, int first) throws IOException, InterruptedException {
        socket.getOutputStream().write(publish(first));
        socket.getOutputStream().write(PINGREQ);
        // Packets of one client are handled in order, so an acknowledgement that does not wait would come first.
        require(in, PINGRESP);
        Answer answer = probes.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        if (answer == null) {
            throw new BypassedException("no message came through the gate in " + TIMEOUT_MS + " ms");
        }
        answer.stored();
        require(in, PUBACK);
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

    private static byte[] publish(int first) {
        byte[] topic = TOPIC.getBytes(UTF_8);
        byte[] packet = new byte[2 + 2 + topic.length + 2];
        packet[0] = (byte) first;
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
