// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A client that sends packets without waiting for anything and shows in which order answers come. */
final class RawMqtt implements AutoCloseable {
    static final int PUBACK = 0x40;
    static final int PINGRESP = 0xD0;
    static final int DISCONNECT = 0xE0;
    /** The server closed the connection. */
    static final int CLOSED = -1;

    private static final int TIMEOUT_MS = 20_000;

    private final Socket socket;
    private final DataInputStream in;

    RawMqtt(int port, int version, String clientId) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        in = new DataInputStream(socket.getInputStream());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 4, 'M', 'Q', 'T', 'T', (byte) version, 2, 0, 60});
        if (version == 5) {
            body.write(0);
        }
        text(clientId, body);
        send(0x10, body.toByteArray());
        if (next() != 0x20) {
            throw new IOException("no CONNACK");
        }
    }

    void publish(String topic, int id, byte[] payload) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(topic, body);
        body.write(id >> 8);
        body.write(id);
        body.writeBytes(payload);
        send(0x32, body.toByteArray());
    }

    void publish5(String topic, int id, byte[] payload) throws IOException {
        ByteArrayOutputStream withProperties = new ByteArrayOutputStream();
        withProperties.write(0);
        withProperties.writeBytes(payload);
        publish(topic, id, withProperties.toByteArray());
    }

    void ping() throws IOException {
        send(0xC0, new byte[0]);
    }

    private static void text(String text, ByteArrayOutputStream out) {
        byte[] bytes = text.getBytes(UTF_8);
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private void send(int first, byte[] body) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(first);
        int rest = body.length;
        do {
            packet.write(rest > 127 ? rest & 127 | 128 : rest);
            rest >>>= 7;
        } while (rest > 0);
        packet.writeBytes(body);
        socket.getOutputStream().write(packet.toByteArray());
    }

    /** First byte of the next packet, {@link #CLOSED} at the end. */
    int next() {
        try {
            int first = in.read();
            if (first < 0) {
                return CLOSED;
            }
            in.readFully(new byte[in.readUnsignedByte()]);
            return first;
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("nothing came", e);
        } catch (IOException e) {
            return CLOSED;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
