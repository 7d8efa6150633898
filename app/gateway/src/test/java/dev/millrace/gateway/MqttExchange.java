// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One exchange of packets with a broker, byte by byte. */
record MqttExchange(String name, int version, boolean connectsFirst, boolean endsClosed, List<Step> steps) {
    private static final int CONNECT_TIMEOUT_MS = 20_000;
    private static final byte[] PING = {(byte) 0xC0, 0};
    private static final byte[] PONG = {(byte) 0xD0, 0};
    private static final int DISCONNECT = 0xE0;
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    /** Bytes to send, or bytes that must come. */
    record Step(boolean isSend, byte[] bytes) {
        static Step of(String type, String hex) {
            return new Step(type.equals("send"), HexFormat.of().parseHex(hex.replace(" ", "")));
        }
    }

    /** Whether the broker behaves: a plain close is as good as a DISCONNECT. */
    boolean isEssentiallyRight(int port, int timeoutMs) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(CONNECT_TIMEOUT_MS);
            if (connectsFirst && !connect(socket)) {
                return false;
            }
            socket.setSoTimeout(timeoutMs);
            for (Step step : steps) {
                if (step.isSend) {
                    socket.getOutputStream().write(step.bytes);
                    socket.getOutputStream().flush();
                } else if (!receives(socket, step.bytes)) {
                    return false;
                } else if (isDisconnect(step.bytes)) {
                    return true;
                }
            }
            return endsClosed ? isClosed(socket) : isAlive(socket);
        } catch (java.net.SocketException e) {
            return endsClosed;
        }
    }

    private boolean connect(Socket socket) throws IOException {
        byte[] id = ("exchange-" + CLIENTS.incrementAndGet()).getBytes(UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 4, 'M', 'Q', 'T', 'T', (byte) version, 2, 0, 60});
        if (version == 5) {
            body.write(0);
        }
        body.writeBytes(new byte[] {0, (byte) id.length});
        body.writeBytes(id);
        socket.getOutputStream().write(0x10);
        socket.getOutputStream().write(body.size());
        socket.getOutputStream().write(body.toByteArray());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int type = in.read();
        in.readFully(new byte[in.read()]);
        return type == 0x20;
    }

    private static boolean isDisconnect(byte[] packet) {
        return (packet[0] & 0xFF) == DISCONNECT;
    }

    private static boolean receives(Socket socket, byte[] wanted) throws IOException {
        byte[] got = new byte[wanted.length];
        try {
            int first = socket.getInputStream().read();
            if (isDisconnect(wanted)) {
                return first < 0 || first == DISCONNECT;
            }
            got[0] = (byte) first;
            new DataInputStream(socket.getInputStream()).readFully(got, 1, got.length - 1);
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return isDisconnect(wanted);
        }
        return Arrays.equals(wanted, got);
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            int first = socket.getInputStream().read();
            return first < 0 || first == DISCONNECT;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }

    private static boolean isAlive(Socket socket) throws IOException {
        socket.getOutputStream().write(PING);
        return receives(socket, PONG);
    }
}
