// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.plan.Pipeline;
import dev.millrace.sql.SqlCompiler;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One server with real Kafka, QuestDB, gateway and engine; readings come by HTTP. */
class ServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Set<String> CALLS = Collections.synchronizedSet(new TreeSet<>());

    private static HttpServer receiver;
    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            CALLS.add(new JsonObject(body).getString("machine"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        server = Server.start(options());
        server.awaitUp(PATIENCE);
    }

    private static ServerOptions options() {
        return ServerOptions.of(List.of(pipeline()))
                .withPorts(ServerOptions.Ports.FREE)
                .withDataFolder(folder.resolve("data"));
    }

    private static Pipeline pipeline() {
        String sql =
                """
                CREATE TABLE pump (machine STRING, ts TIMESTAMP(3), temp DOUBLE,
                  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)
                WITH ('connector' = 'http', 'key.fields' = 'machine');
                CREATE TABLE history (machine STRING, ts TIMESTAMP(3), temp DOUBLE,
                  PRIMARY KEY (machine, ts) NOT ENFORCED) WITH ('connector' = 'questdb');
                CREATE TABLE hot (machine STRING, ts TIMESTAMP(3), temp DOUBLE)
                WITH ('connector' = 'page', 'panel' = 'alerts');
                CREATE TABLE pager (machine STRING, ts TIMESTAMP(3), temp DOUBLE)
                WITH ('connector' = 'webhook', 'url' = 'http://localhost:%d/alerts');
                CREATE TABLE log (machine STRING, ts TIMESTAMP(3), temp DOUBLE)
                WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'csv');
                CREATE TABLE again (machine STRING, temp DOUBLE) WITH ('connector' = 'kafka');
                INSERT INTO history SELECT machine, ts, temp FROM pump;
                INSERT INTO hot SELECT machine, ts, temp FROM pump WHERE temp > 80;
                INSERT INTO pager SELECT machine, ts, temp FROM pump WHERE temp > 90;
                INSERT INTO log SELECT machine, ts, temp FROM pump WHERE temp > 80;
                INSERT INTO again SELECT machine, temp FROM pump WHERE temp > 90;
                """
                        .formatted(receiver.getAddress().getPort(), folder.resolve("log.csv"));
        return new SqlCompiler(Connectors.catalog(), FunctionCatalog.builtIn()).compile("pumps.sql", "pumps", sql);
    }

    @AfterAll
    static void stop() {
        server.close();
        receiver.stop(0);
    }

    @Test
    void a_reading_reaches_every_kind_of_output_and_the_counters_add_up() throws Exception {
        long now = System.currentTimeMillis();
        assertEquals(202, post("{\"machine\":\"m-1\",\"ts\":" + now + ",\"temp\":20.5}"));
        assertEquals(202, post("{\"machine\":\"m-2\",\"ts\":" + now + ",\"temp\":85}"));
        assertEquals(202, post("{\"machine\":\"m-3\",\"ts\":" + now + ",\"temp\":95}"));
        post("{broken");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertEquals(3, get("/api/tables/history").getJsonArray("rows").size());
            assertEquals(2, get("/api/alerts").getJsonArray("alerts").size());
            assertTrue(CALLS.contains("m-3"));
            assertEquals(2, Files.readAllLines(folder.resolve("log.csv")).size() - 1);
            assertEquals(1, get("/api/tables/again").getJsonArray("rows").size());
            assertEquals(
                    1,
                    get("/api/ledger?reason=malformed").getJsonArray("entries").size());
        });
        JsonObject pump = get("/api/pipelines")
                .getJsonArray("pipelines")
                .getJsonObject(0)
                .getJsonArray("tables")
                .getJsonObject(0);
        assertEquals(3, pump.getLong("used"));
        assertEquals(4, server.stats().received().get("pump"));
        JsonObject alert = get("/api/alerts").getJsonArray("alerts").getJsonObject(0);
        assertTrue(alert.getJsonObject("latency_ms").getDouble("total") >= 0, alert.encode());
        assertEquals(
                1,
                get("/api/series/history?key.machine=m-2").getJsonArray("rows").size());
        assertEquals(3, get("/api/keys/history").getJsonArray("keys").size());
        assertEquals(
                1,
                get("/api/evidence?id=" + alert.getString("id"))
                        .getJsonArray("rows")
                        .size());
    }

    @Test
    void the_server_says_that_it_is_up() {
        JsonObject health = get("/api/health");

        assertEquals("UP", health.getString("status"));
        assertEquals("RUNNING", health.getJsonObject("pipelines").getString("pumps"));
    }

    @Test
    void a_table_that_is_not_there_and_a_wrong_limit_are_explained() throws Exception {
        assertEquals(404, response("/api/tables/nothing").statusCode());
        assertEquals(400, response("/api/alerts?limit=many").statusCode());
        assertTrue(response("/api/tables/nothing").body().contains("ENV-324"));
    }

    @Test
    void metrics_are_given_in_the_text_form() throws Exception {
        String text = response("/metrics").body();

        assertTrue(text.contains("millrace_engine_pipeline_up{pipeline=\"pumps\"} 1"), text);
        assertTrue(text.lines().noneMatch(l -> l.contains("NaN")), text);
    }

    @Test
    void a_page_gets_frames() throws Exception {
        CompletableFuture<JsonObject> frame = new CompletableFuture<>();
        WebSocket socket = CLIENT.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.httpPort() + "/api/live"), new FirstMessage(frame))
                .join();

        JsonObject first = frame.get(10, java.util.concurrent.TimeUnit.SECONDS);
        socket.abort();

        assertEquals("pumps", first.getJsonArray("pipelines").getJsonObject(0).getString("name"));
    }

    @Test
    void the_page_and_its_library_are_served() throws Exception {
        assertTrue(response("/").body().contains("<title>Millrace</title>"));
        assertEquals(200, response("/lib/echarts.js").statusCode());
        assertEquals(404, response("/../pom.xml").statusCode());
    }

    private static int post(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/ingest/pump"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static JsonObject get(String path) {
        try {
            return new JsonObject(response(path).body());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> response(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.httpPort() + path);
    }

    private static final class FirstMessage implements WebSocket.Listener {
        private final CompletableFuture<JsonObject> frame;
        private final StringBuilder text = new StringBuilder();

        FirstMessage(CompletableFuture<JsonObject> frame) {
            this.frame = frame;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                frame.complete(new JsonObject(text.toString()));
            }
            socket.request(1);
            return null;
        }
    }
}
