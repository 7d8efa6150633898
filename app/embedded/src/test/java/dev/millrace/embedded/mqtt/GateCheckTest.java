// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded.mqtt;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GateCheckTest {
    @Test
    void a_broker_that_acknowledges_by_itself_is_found_out() throws Exception {
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> acknowledgeAtOnce(broker));

            GateCheck.BypassedException refused = assertThrows(
                    GateCheck.BypassedException.class, () -> new GateCheck(null).run(broker.getLocalPort()));

            assertTrue(refused.getMessage().contains("by-passes the gate"), refused.getMessage());
            serving.get();
        }
    }

    private static void acknowledgeAtOnce(ServerSocket broker) {
        try (Socket client = broker.accept()) {
            client.getOutputStream().write(new byte[] {0x20, 2, 0, 0, 0x40, 2, 0, 1});
            InputStream in = client.getInputStream();
            while (in.read() >= 0) {
                // Until the check has given up.
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
