// SPDX-License-Identifier: Apache-2.0
package dev.millrace.example.device;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Accepts MQTT connections, hands each publish over and acknowledges it; can cut the connection before it does. */
public final class FakeMqttServer implements AutoCloseable {
    private final ServerSocket socket;
    private final BiConsumer<String, byte[]> onPublish;
    private volatile int cutBeforeAcknowledging = -1;

    public FakeMqttServer(BiConsumer<String, byte[]> onPublish) throws IOException {
        this.onPublish = onPublish;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Thread(this::accept, "fake-mqtt").start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Closes the connection once, instead of acknowledging the publish after this many. */
    void cutAfter(int publishes) {
        cutBeforeAcknowledging = publishes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket device = socket.accept();
                Thread thread = new Thread(() -> serve(device), "fake-mqtt-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket device) {
        try (device) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(device.getInputStream()));
            OutputStream out = device.getOutputStream();
            while (answer(in, out)) {
                out.flush();
            }
        } catch (IOException gone) {
            // The device closed the connection: that is how a test ends.
            Thread.currentThread().interrupt();
        }
    }

    private boolean answer(DataInputStream in, OutputStream out) throws IOException {
        int type = in.readUnsignedByte() >> 4;
        byte[] body = in.readNBytes(remainingLength(in));
        if (type == 1) {
            out.write(new byte[] {0x20, 2, 0, 0});
        } else if (type == 3) {
            int topicLength = (body[0] & 0xff) << 8 | body[1] & 0xff;
            int payloadAt = 2 + topicLength + 2;
            byte[] payload = java.util.Arrays.copyOfRange(body, payloadAt, body.length);
            onPublish.accept(new String(body, 2, topicLength, StandardCharsets.UTF_8), payload);
            if (cutBeforeAcknowledging == 0) {
                cutBeforeAcknowledging = -1;
                return false;
            }
            cutBeforeAcknowledging--;
            out.write(new byte[] {0x40, 2, body[payloadAt - 2], body[payloadAt - 1]});
        }
        return type != 14;
    }

    private static int remainingLength(DataInputStream in) throws IOException {
        int length = 0;
        int shift = 0;
        int part;
        do {
            part = in.readUnsignedByte();
            length |= (part & 0x7f) << shift;
            shift += 7;
        } while (part >= 128);
        return length;
    }
}
