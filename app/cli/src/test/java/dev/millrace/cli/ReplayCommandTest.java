// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayCommandTest {
    private final List<String> lines = new ArrayList<>();
    private final List<Integer> answers = new ArrayList<>();
    private HttpServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ingest/pump", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int answer = answers.isEmpty() ? 202 : answers.remove(0);
            if (answer == 202) {
                body.lines().forEach(lines::add);
            }
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void rows_become_readings_with_their_own_times_and_numbers() throws IOException {
        Path file = gzipped("datetime;Current;note\n2020-03-09 09:30:00;1.50;ok\n2020-03-09 09:30:01;;\"a;b\"\n");

        Said said = replay(file, "--set", "device=p-1");

        assertEquals(0, said.exitCode(), said.err());
        assertEquals(
                List.of(
                        "{\"datetime\":1583746200000,\"Current\":1.50,\"note\":\"ok\",\"device\":\"p-1\"}",
                        "{\"datetime\":1583746201000,\"Current\":null,\"note\":\"a;b\",\"device\":\"p-1\"}"),
                lines);
        assertTrue(said.out().contains("2 rows sent, 2 acknowledged"), said.out());
    }

    @Test
    void chosen_columns_are_sent_under_the_names_of_the_table() throws IOException {
        Path file = gzipped("datetime,Current,Volume Flow\n2020-03-09 09:30:00,1.5,32\n");

        Said said = replay(file, "--column", "ts=datetime", "--column", "flow=Volume Flow");

        assertEquals(0, said.exitCode(), said.err());
        assertEquals(List.of("{\"ts\":1583746200000,\"flow\":32}"), lines);
    }

    @Test
    void a_constant_is_sent_beside_chosen_columns() throws IOException {
        Path file = gzipped("datetime,Current\n2020-03-09 09:30:00,1.5\n");

        Said said = replay(file, "--column", "ts=datetime", "--set", "device=p-1");

        assertEquals(0, said.exitCode(), said.err());
        assertEquals(List.of("{\"ts\":1583746200000,\"device\":\"p-1\"}"), lines);
    }

    @Test
    void a_row_whose_time_cannot_be_read_is_sent_as_it_is_so_that_the_ledger_has_it() throws IOException {
        Path file = gzipped("datetime,Current\nyesterday,1.5\n");

        assertEquals(0, replay(file).exitCode());
        assertEquals(List.of("{\"datetime\":\"yesterday\",\"Current\":1.5}"), lines);
    }

    @Test
    void a_server_that_asks_to_wait_gets_the_rows_again() throws IOException {
        answers.add(429);
        Path file = gzipped("datetime,Current\n2020-03-09 09:30:00,1.5\n");

        Said said = replay(file);

        assertEquals(0, said.exitCode(), said.err());
        assertEquals(1, lines.size());
    }

    @Test
    void rows_that_are_refused_end_the_command_with_what_the_server_said() throws IOException {
        answers.add(404);
        Path file = gzipped("datetime,Current\n2020-03-09 09:30:00,1.5\n");

        Said said = replay(file);

        assertEquals(2, said.exitCode());
        assertTrue(said.err().contains("CLI-006") && said.err().contains("HTTP 404"), said.err());
    }

    @Test
    void a_column_that_is_not_in_the_file_is_named_with_those_that_are() throws IOException {
        Path file = gzipped("datetime,Current\n2020-03-09 09:30:00,1.5\n");

        Said said = replay(file, "--time-column", "time");

        assertEquals(1, said.exitCode());
        assertTrue(said.err().contains("\"time\"") && said.err().contains("Columns: datetime, Current."), said.err());
    }

    private Said replay(Path file, String... more) {
        List<String> args = new ArrayList<>(List.of("replay", file.toString(), "--table", "pump", "--to"));
        args.add("http://127.0.0.1:" + server.getAddress().getPort());
        args.addAll(List.of(more));
        return Said.by(args.toArray(String[]::new));
    }

    private Path gzipped(String text) throws IOException {
        Path file = folder.resolve("pump.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
