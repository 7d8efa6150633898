// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.questdb;

import dev.millrace.model.MillraceException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Where lines go. A send that fails is repeated as a whole by the caller: the lines are upserts. */
abstract class LineTarget implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 30;

    private final String shown;

    LineTarget(String shown) {
        this.shown = shown;
    }

    static LineTarget of(String url, Optional<String> token, StoredTable table) {
        URI uri = URI.create(url);
        return uri.getScheme().equals("tcp") ? new Tcp(uri) : new Http(uri, token, table);
    }

    /** Returns when the store took the lines; over tcp when they are handed to the network. */
    abstract void send(byte[] bytes, int length) throws IOException, InterruptedException;

    final void sendOrThrow(byte[] bytes, int length) {
        try {
            send(bytes, length);
        } catch (IOException e) {
            throw away(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(e);
        }
    }

    private MillraceException away(Exception e) {
        return MillraceException.of(
                QuestDbError.AWAY,
                "time-series store " + shown + " cannot be reached: " + e,
                "Start it or correct the option url; rows wait in Kafka meanwhile.",
                e);
    }

    @Override
    public void close() {
        // Nothing to give back unless a subclass holds a connection.
    }

    private static final class Http extends LineTarget {
        private final HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(TIMEOUT_SECONDS))
                .build();
        private final URI base;
        private final URI write;
        private final Optional<String> token;
        private final StoredTable table;
        private boolean isCreated;

        Http(URI uri, Optional<String> token, StoredTable table) {
            super(uri.getScheme() + "://" + uri.getAuthority());
            boolean hasPath = uri.getPath() != null && uri.getPath().length() > 1;
            base = uri;
            write = hasPath ? uri : uri.resolve("/write?precision=n");
            // A path of its own means another product, which has no table to create.
            isCreated = hasPath;
            this.token = token;
            this.table = table;
        }

        @Override
        void send(byte[] bytes, int length) throws IOException, InterruptedException {
            if (!isCreated) {
                String sql = URLEncoder.encode(table.createSql(), StandardCharsets.UTF_8);
                request(HttpRequest.newBuilder(base.resolve("/exec?query=" + sql))
                        .GET());
                isCreated = true;
            }
            request(HttpRequest.newBuilder(write).POST(HttpRequest.BodyPublishers.ofByteArray(bytes, 0, length)));
        }

        private void request(HttpRequest.Builder request) throws IOException, InterruptedException {
            token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
            HttpResponse<String> response = client.send(
                    request.timeout(Duration.ofSeconds(TIMEOUT_SECONDS)).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw MillraceException.of(
                        QuestDbError.REFUSED,
                        "QuestDB refused table \"" + table.name() + "\" with status " + response.statusCode() + ": "
                                + response.body().strip(),
                        "Compare the columns there and here, or choose another name with the option table.");
            }
        }
    }

    private static final class Tcp extends LineTarget {
        private static final int DEFAULT_PORT = 9009;
        private final URI uri;
        private Socket socket;

        Tcp(URI uri) {
            super(uri.toString());
            this.uri = uri;
        }

        @Override
        void send(byte[] bytes, int length) throws IOException {
            try {
                if (socket == null) {
                    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
                    Socket fresh = new Socket();
                    fresh.connect(new InetSocketAddress(uri.getHost(), port), TIMEOUT_SECONDS * 1000);
                    socket = fresh;
                }
                socket.getOutputStream().write(bytes, 0, length);
                socket.getOutputStream().flush();
            } catch (IOException e) {
                close();
                throw e;
            }
        }

        @Override
        public void close() {
            if (socket == null) {
                return;
            }
            try {
                socket.close();
            } catch (IOException e) {
                // The other side sees the connection end either way.
                socket = null;
                return;
            }
            socket = null;
        }
    }
}
