// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.model.MillraceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The pager of the demo: takes what the webhook sends, as an outside system would. Keeps the newest {@link #ALERTS_MAX} alerts;
 * one that was corrected or taken back stays one alert.
 */
final class AlertReceiver implements AutoCloseable {
    private static final int ALERTS_MAX = 10_000;
    private static final int NO_CONTENT = 204;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "demo-pager");
        thread.setDaemon(true);
        return thread;
    });
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Alert> alerts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Alert> eldest) {
            return size() > ALERTS_MAX;
        }
    };

    /**
     * An alert as it stands.
     *
     * @param row columns of the webhook's table
     * @param firstMs epoch milliseconds of its first delivery
     * @param isWithdrawn whether it was taken back
     */
    record Alert(JsonNode row, long firstMs, boolean isWithdrawn) {}

    private AlertReceiver(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port of this machine. */
    static AlertReceiver start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            AlertReceiver receiver = new AlertReceiver(server);
            server.createContext("/", receiver::receive);
            server.setExecutor(receiver.threads);
            server.start();
            return receiver;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts";
    }

    /** Alerts that stand, oldest first. */
    synchronized List<Alert> standing() {
        return alerts.values().stream().filter(a -> !a.isWithdrawn()).toList();
    }

    /** Every alert, taken back or not. */
    synchronized List<Alert> all() {
        return new ArrayList<>(alerts.values());
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode row = json.readTree(exchange.getRequestBody());
            boolean isWithdrawn = "-D".equals(exchange.getRequestHeaders().getFirst("X-Millrace-Kind"));
            note(row, isWithdrawn);
            exchange.sendResponseHeaders(NO_CONTENT, -1);
        } catch (MillraceException | IllegalArgumentException refused) {
            exchange.sendResponseHeaders(400, -1);
        }
    }

    private synchronized void note(JsonNode row, boolean isWithdrawn) {
        String key = row.path("rule").asText() + "/" + row.path("machine").asText() + "/"
                + row.path("started").asText();
        Alert before = alerts.get(key);
        long firstMs = before == null ? System.currentTimeMillis() : before.firstMs();
        alerts.put(key, new Alert(row, firstMs, isWithdrawn));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
