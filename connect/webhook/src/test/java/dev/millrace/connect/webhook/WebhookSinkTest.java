// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.connect.CommonOptions;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.RowIdentity;
import dev.millrace.connect.Sink;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookSinkTest {
    private static final Schema SCHEMA = Schema.of(new Column("machine", DataType.STRING));

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile int refusalStatus = 503;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (refusals.getAndDecrement() > 0) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            exchange.sendResponseHeaders(refusalStatus, -1);
        } else {
            received.add(exchange.getRequestHeaders().getFirst("Idempotency-Key") + " "
                    + exchange.getRequestHeaders().getFirst("X-Millrace-Kind") + " "
                    + exchange.getRequestHeaders().getFirst("X-Token") + " " + body);
            exchange.sendResponseHeaders(204, -1);
        }
        exchange.close();
    }

    @Test
    void a_row_and_its_correction_arrive_in_order_with_their_idempotency_keys() {
        try (Sink sink = sink(Map.of("headers.X-Token", "secret"))) {
            sink.write(row("m-1", RowKind.INSERT, 0));
            sink.write(row("m-1", RowKind.UPDATE_AFTER, 1));
            sink.write(row("m-1", RowKind.DELETE, 2));
            sink.flush();
        }

        assertEquals(
                List.of(
                        "alerts/m-1/0 +I secret {\"machine\":\"m-1\"}",
                        "alerts/m-1/1 +U secret {\"machine\":\"m-1\"}",
                        "alerts/m-1/2-D -D secret {\"machine\":\"m-1\"}"),
                received);
    }

    @Test
    void a_receiver_that_is_busy_gets_the_row_again_until_it_takes_it() {
        refusals.set(2);

        try (Sink sink = sink(Map.of("backoff", "1 ms"))) {
            sink.write(row("m-1", RowKind.INSERT, 0));
            sink.flush();

            assertEquals(1, received.size());
            assertEquals(2, sink.counters().get("retries"));
            assertEquals(0, sink.counters().get("dead_letters"));
        }
    }

    @Test
    void a_row_that_is_never_taken_is_a_dead_letter_and_the_next_one_is_sent() {
        refusals.set(3);

        try (Sink sink = sink(Map.of("backoff", "1 ms", "retries", "2"))) {
            sink.write(row("m-1", RowKind.INSERT, 0));
            sink.flush();
            sink.write(row("m-2", RowKind.INSERT, 0));
            sink.flush();

            assertEquals(1, sink.counters().get("dead_letters"));
            assertEquals(List.of("alerts/m-2/0 +I null {\"machine\":\"m-2\"}"), received);
        }
    }

    @Test
    void a_row_that_the_receiver_calls_wrong_is_not_repeated() {
        refusals.set(1);
        refusalStatus = 400;

        try (Sink sink = sink(Map.of())) {
            sink.write(row("m-1", RowKind.INSERT, 0));
            sink.flush();

            assertEquals(0, sink.counters().get("retries"));
            assertEquals(1, sink.counters().get("dead_letters"));
        }
    }

    private Sink sink(Map<String, String> given) {
        Map<String, String> options = new HashMap<>(given);
        options.put("url", "http://localhost:" + server.getAddress().getPort() + "/alerts");
        Table table = new Table("alerts", SCHEMA, new TreeMap<>(), List.of("machine"), new TreeMap<>(options));
        List<dev.millrace.connect.Option<?>> specs = new ArrayList<>(WebhookOptions.ALL);
        specs.add(CommonOptions.FORMAT);
        WebhookTarget target = WebhookTarget.of(Options.of(specs, table.options(), new Problems()));
        return new WebhookSink(
                table.name(),
                RowIdentity.of(table),
                (row, out) -> {
                    byte[] text = ("{\"machine\":\"" + row.stringAt(0) + "\"}").getBytes(StandardCharsets.UTF_8);
                    out.writeRaw(text, 0, text.length);
                },
                new Receiver(target));
    }

    private static Row row(String machine, RowKind kind, int revision) {
        Row row = new Row(1).withKind(kind).withRevision(revision);
        row.setObject(0, machine);
        return row;
    }
}
