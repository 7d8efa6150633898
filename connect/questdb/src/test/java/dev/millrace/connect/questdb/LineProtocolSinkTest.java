// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.questdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Sink;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineProtocolSinkTest {
    private static final Schema SCHEMA = Schema.of(
            new Column("machine", DataType.STRING),
            new Column("ts", DataType.TIMESTAMP),
            new Column("temp", DataType.DOUBLE),
            new Column("note", DataType.STRING));

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 204;
    private HttpServer store;

    @BeforeEach
    void start() throws IOException {
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestURI().getPath() + " " + body);
            boolean isCreation = exchange.getRequestURI().getPath().equals("/exec");
            exchange.sendResponseHeaders(isCreation ? 200 : status, -1);
            exchange.close();
        });
        store.start();
    }

    @AfterEach
    void stop() {
        store.stop(0);
    }

    @Test
    void rows_are_sent_as_lines_after_the_table_was_made() {
        try (Sink sink = sink()) {
            sink.write(row("m 1,a", 5, 1.5, "say \"hi\"", RowKind.INSERT));
            sink.write(row("m-2", 6, 2.5, null, RowKind.DELETE));
            sink.flush();
        }

        assertTrue(requests.get(0).startsWith("/exec"), requests.get(0));
        assertEquals(
                "/write t,machine=m\\ 1\\,a mr_revision=0i,mr_withdrawn=f,temp=1.5,note=\"say \\\"hi\\\"\" 5000000\n"
                        + "t,machine=m-2 mr_revision=0i,mr_withdrawn=t,temp=2.5 6000000\n",
                requests.get(1));
    }

    @Test
    void a_store_that_refuses_is_an_error_with_its_status_and_the_rows_are_sent_again_by_the_caller() {
        status = 400;
        try (Sink sink = sink()) {
            sink.write(row("m-1", 5, 1.5, null, RowKind.INSERT));

            MillraceException refused = assertThrows(MillraceException.class, sink::flush);

            assertEquals("CON-222", refused.code().id());
            assertTrue(refused.getMessage().contains("400"));
        }
    }

    private Sink sink() {
        Map<String, String> options =
                Map.of("url", "http://127.0.0.1:" + store.getAddress().getPort());
        Table table = new Table("t", SCHEMA, new TreeMap<>(), List.of("machine", "ts"), new TreeMap<>(options));
        return new QuestDbConnector(() -> null, null)
                .sink(table, Options.of(QuestDbOptions.ALL, table.options(), new Problems()));
    }

    private static Row row(String machine, long ts, double temp, String note, RowKind kind) {
        Row row = new Row(SCHEMA.size()).withKind(kind);
        row.setObject(0, machine);
        row.setLong(1, ts);
        row.setDouble(2, temp);
        row.setObject(3, note);
        return row;
    }
}
