// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.server.Server;
import java.io.PrintWriter;

/** Tells people and scripts where a server listens. */
final class Addresses {
    private Addresses() {}

    /** Lines of the form {@code name   address}: scripts may read them, so they stay as they are. */
    static void print(PrintWriter err, Server server, String pipeline) {
        err.println("pipeline " + pipeline + " runs");
        err.println("  page   http://localhost:" + server.httpPort());
        if (server.mqttPort() > 0) {
            err.println("  mqtt   mqtt://localhost:" + server.mqttPort());
        }
        err.println("  kafka  " + server.kafkaBootstrap());
        err.println("Ctrl-C stops it.");
        err.flush();
    }
}
