// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.embedded.FolderLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a server from starting is told in one message with its cure, and nothing else is said. */
@Timeout(600)
final class BadStartTest {
    private static final String SQL =
            """
            CREATE TABLE readings (device STRING, ts TIMESTAMP(3), temp DOUBLE,
              WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'mqtt', 'topic' = 't/{device}');
            CREATE TABLE hot (device STRING, ts TIMESTAMP(3), temp DOUBLE) WITH ('connector' = 'page', 'panel' = 'alerts');
            INSERT INTO hot SELECT device, ts, temp FROM readings WHERE temp > 80;
            """;

    @TempDir
    private Path folder;

    @Test
    void a_port_that_is_taken_is_named_with_the_flag_that_changes_it() throws IOException {
        for (List<String> door : List.of(
                List.of("the web server", "--http-port"),
                List.of("MQTT", "--mqtt-port"),
                List.of("Kafka", "--kafka-port"))) {
            try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                String flag = door.get(1);
                assertFails(
                        2,
                        "ENV-301: " + door.get(0) + " cannot listen on 127.0.0.1:" + other.getLocalPort()
                                + " because another process holds the port\n"
                                + "hint: Stop that process or start with " + flag + " 0 to take a free port.\n",
                        SQL,
                        flag + "=" + other.getLocalPort());
            }
        }
    }

    @Test
    void a_folder_that_another_process_uses_is_named() {
        Path data = folder.resolve("data");
        try (FolderLock other = FolderLock.of(data)) {
            assertFails(
                    2,
                    "ENV-302: folder \"" + data + "\" is in use by another running Millrace\n"
                            + "hint: Stop the other one or give another folder with --data.\n",
                    SQL);
        }
    }

    @Test
    void a_broker_that_is_away_is_named() throws IOException {
        String away = "127.0.0.1:" + MillraceProcess.freePort();
        assertFails(
                2,
                "KAF-101: Kafka at " + away + " does not answer within 10 s\n"
                        + "hint: Check the address and that the broker runs, or leave --kafka out for the embedded one.\n",
                SQL,
                "--kafka=" + away);
    }

    @Test
    void mistakes_in_the_text_are_shown_where_they_are() {
        assertSays(
                SQL.replace("WHERE temp", "WHERE tmp"), "SQL-104: column \"tmp\" is not in table", "^^^", "\"temp\"?");
        assertSays(
                SQL.replace("WATERMARK FOR ts AS ts - INTERVAL '5' SECOND", "note STRING")
                        .replace(
                                "FROM readings",
                                "FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))"),
                "SQL-131: TUMBLE needs a time attribute, but table \"readings\" has no WATERMARK",
                "^^",
                "Add  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND  to CREATE TABLE readings.");
        assertSays(
                SQL.replace("'panel'", "'pannel'"),
                "OPT-011: connector \"page\" has no option \"pannel\" in table \"hot\"",
                "^^^",
                "Did you mean \"panel\"?");
        assertSays(
                SQL.replace("'topic'", "'topics'"),
                "OPT-011: connector \"mqtt\" has no option \"topics\" in table \"readings\"",
                "^^^^^^^^",
                "Did you mean \"topic\"?");
    }

    private void assertSays(String sql, String fact, String caret, String cure) {
        try (MillraceProcess millrace = MillraceProcess.of(sql, folder.resolve(caret + sql.length()))) {
            assertEquals(1, millrace.runToEnd(), millrace.said());
            String said = millrace.said();
            assertTrue(said.contains(fact) && said.contains(caret) && said.contains(cure), said);
            assertTrue(said.contains("pipeline.sql:"), said);
        }
    }

    private void assertFails(int exitCode, String message, String sql, String... flags) {
        try (MillraceProcess millrace =
                MillraceProcess.of(sql, folder.resolve("run" + message.hashCode()), withData(flags))) {
            assertEquals(exitCode, millrace.runToEnd(), millrace.said());
            assertEquals(message, millrace.said());
            assertEquals("", millrace.printed());
        }
    }

    private String[] withData(String... flags) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("--data=" + folder.resolve("data")), java.util.Arrays.stream(flags))
                .toArray(String[]::new);
    }
}
