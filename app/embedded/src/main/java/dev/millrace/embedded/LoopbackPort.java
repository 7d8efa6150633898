// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded;

import dev.millrace.model.MillraceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1 for servers that cannot tell which one they took. */
public final class LoopbackPort {
    /** Address that embedded servers bind to. */
    public static final String HOST = "127.0.0.1";

    private LoopbackPort() {}

    /** A port that nobody listened on a moment ago. Another process may take it, so who uses it must be ready to try again. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether somebody listens on the port of 127.0.0.1. */
    public static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // A port in TIME_WAIT after a crash is free for a server, and so it must be for this question.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Throws ENV-301 when the port is taken.
     *
     * @param server as the user knows it, for example {@code Kafka}
     * @param port 0 always passes
     * @param flag that chooses the port, for example {@code --kafka-port}
     */
    public static void requireFree(String server, int port, String flag) {
        if (port == 0 || !isTaken(port)) {
            return;
        }
        throw MillraceException.of(
                EnvironmentError.PORT_TAKEN,
                server + " cannot listen on " + HOST + ":" + port + " because another process holds the port",
                "Stop that process or start with " + flag + " 0 to take a free port.");
    }
}
