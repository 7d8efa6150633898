// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.web;

import dev.millrace.server.live.LiveState;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Frames for live pages, four a second. A frame holds what changed since the last one that this client got; a client that is
 * slow gets fewer frames, each with the newest state, so it costs no memory. One event loop.
 */
final class LiveSocket {
    private static final long FRAME_MS = 250;
    /** Lines of readings are the large part of a frame and change slowly: once a second is enough. */
    private static final int READINGS_EVERY_FRAMES = 4;

    private static final int CLIENTS_MAX = 200;
    private static final int QUEUE_BYTES = 256 << 10;
    private static final short TRY_AGAIN_LATER = 1013;

    private final LiveState state;
    private final ApiJson json;
    private final Set<Client> clients = new HashSet<>();
    private long frameNumber;

    private static final class Client {
        private final ServerWebSocket socket;
        private long version;
        private boolean isNew = true;

        Client(ServerWebSocket socket) {
            this.socket = socket;
        }
    }

    LiveSocket(Vertx vertx, ApiSource source, ApiJson json) {
        state = source.state();
        this.json = json;
        vertx.setPeriodic(FRAME_MS, timer -> sendFrames());
    }

    /** Takes a client; all calls come from the loop of the server. */
    void accept(ServerWebSocket socket) {
        synchronized (clients) {
            if (clients.size() >= CLIENTS_MAX) {
                socket.close(TRY_AGAIN_LATER, "too many pages");
                return;
            }
            Client client = new Client(socket);
            socket.setWriteQueueMaxSize(QUEUE_BYTES);
            socket.closeHandler(done -> remove(client));
            socket.exceptionHandler(e -> remove(client));
            clients.add(client);
        }
    }

    private void remove(Client client) {
        synchronized (clients) {
            clients.remove(client);
        }
    }

    private void sendFrames() {
        synchronized (clients) {
            if (clients.isEmpty()) {
                return;
            }
            long now = state.versions().last();
            boolean hasReadings = frameNumber++ % READINGS_EVERY_FRAMES == 0;
            Map<Long, String> frames = new HashMap<>();
            for (Iterator<Client> i = clients.iterator(); i.hasNext(); ) {
                Client client = i.next();
                if (client.socket.isClosed()) {
                    i.remove();
                } else if (!client.socket.writeQueueFull()) {
                    String frame = client.isNew
                            ? frame(client.version, true)
                            : frames.computeIfAbsent(client.version, v -> frame(v, hasReadings));
                    client.socket.writeTextMessage(frame);
                    client.version = now;
                    client.isNew = false;
                }
            }
        }
    }

    private String frame(long since, boolean hasReadings) {
        JsonObject frame = new JsonObject()
                .put("now", System.currentTimeMillis())
                .put("pipelines", json.accounts())
                .put("panels", state.board().since(since))
                .put("alerts", state.alerts().since(since))
                .put("latency", json.latency());
        if (hasReadings) {
            frame.put("readings", state.readings().json());
        }
        return frame.encode();
    }
}
