// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.Sink;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcSinkTest {
    private static final Schema SCHEMA = new Schema(List.of(
            new Column("device", DataType.STRING),
            new Column("window_end", DataType.TIMESTAMP),
            new Column("mean", DataType.DOUBLE)));

    private static Postgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = new Postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void createMeans() throws SQLException {
        postgres.run("DROP TABLE IF EXISTS means");
        postgres.run("CREATE TABLE means (device TEXT NOT NULL, window_end TIMESTAMP, mean DOUBLE PRECISION,"
                + " PRIMARY KEY (device, window_end))");
    }

    @Test
    void a_correction_replaces_and_a_deletion_removes() throws SQLException {
        try (Sink sink = open(List.of("device", "window_end"), "100")) {
            sink.write(row("a", 1_000, 1.0, RowKind.INSERT));
            sink.write(row("b", 1_000, 2.0, RowKind.INSERT));
            sink.flush();
            assertEquals(List.of("a|1970-01-01 00:00:01|1", "b|1970-01-01 00:00:01|2"), means());
            sink.write(row("a", 1_000, 1.0, RowKind.UPDATE_BEFORE));
            sink.write(row("a", 1_000, 5.0, RowKind.UPDATE_AFTER));
            sink.write(row("b", 1_000, 2.0, RowKind.DELETE));
            sink.flush();
            assertEquals(List.of("a|1970-01-01 00:00:01|5"), means());
        }
    }

    @Test
    void a_repeated_write_changes_nothing_and_of_each_key_the_newest_is_written() throws SQLException {
        try (Sink sink = open(List.of("device", "window_end"), "100")) {
            for (int i = 0; i < 2; i++) {
                sink.write(row("a", 1_000, 1.0, RowKind.INSERT));
                sink.write(row("a", 1_000, 2.0, RowKind.UPDATE_AFTER));
                sink.write(row("b", 1_000, 2.0, RowKind.INSERT));
                sink.write(row("b", 1_000, 2.0, RowKind.DELETE));
                sink.write(row("c", 1_000, 9.0, RowKind.DELETE));
                sink.write(row("c", 1_000, 3.0, RowKind.INSERT));
            }
            sink.flush();
            assertEquals(List.of("a|1970-01-01 00:00:01|2", "c|1970-01-01 00:00:01|3"), means());
        }
    }

    @Test
    void so_many_rows_are_written_without_being_asked() throws SQLException {
        try (Sink sink = open(List.of("device", "window_end"), "3")) {
            sink.write(row("a", 1_000, 1.0, RowKind.INSERT));
            sink.write(row("b", 1_000, 1.0, RowKind.INSERT));
            sink.write(row("c", 1_000, 1.0, RowKind.INSERT));
            assertEquals(3, means().size());
        }
    }

    @Test
    void without_a_key_rows_are_appended_and_deletions_counted() throws SQLException {
        postgres.run("ALTER TABLE means DROP CONSTRAINT means_pkey");
        try (Sink sink = open(List.of(), "100")) {
            sink.write(row("a", 1_000, 1.0, RowKind.INSERT));
            sink.write(row("a", 1_000, 1.0, RowKind.INSERT));
            sink.write(row("a", 1_000, 1.0, RowKind.DELETE));
            sink.flush();
            assertEquals(2, means().size());
            assertEquals(1, sink.counters().get("ignored_deletions"));
        }
    }

    @Test
    void what_the_database_refuses_is_said_with_its_words_and_nothing_of_the_batch_is_stored() throws SQLException {
        try (Sink sink = open(List.of("device", "window_end"), "100")) {
            sink.write(row("a", 1_000, 1.0, RowKind.INSERT));
            sink.write(row(null, 1_000, 1.0, RowKind.INSERT));
            MillraceException refused = assertThrows(MillraceException.class, sink::flush);
            assertTrue(refused.getMessage().contains("null value in column \"device\""), refused.getMessage());
            assertEquals(List.of(), means());
        }
    }

    @Test
    void a_key_that_is_none_there_is_refused_with_what_to_do() {
        try (Sink sink = open(List.of("device"), "100")) {
            sink.write(row("a", 1_000, 1.0, RowKind.INSERT));
            MillraceException refused = assertThrows(MillraceException.class, sink::flush);
            assertTrue(refused.getMessage().contains("no unique or exclusion constraint"), refused.getMessage());
        }
    }

    private static List<String> means() throws SQLException {
        return postgres.rows("SELECT device, window_end, mean FROM means ORDER BY device");
    }

    private static Row row(String device, long timeMs, double mean, RowKind kind) {
        Row row = new Row(3);
        row.setObject(0, device);
        row.setLong(1, timeMs);
        row.setDouble(2, mean);
        return row.withKind(kind);
    }

    private static Sink open(List<String> key, String flushRows) {
        Map<String, String> options =
                postgres.options("means", "sink.buffer-flush.max-rows", flushRows, "sink.buffer-flush.interval", "1 h");
        Table table = new Table("means", SCHEMA, new TreeMap<>(), key, new TreeMap<>(options));
        return new JdbcConnector().sink(table, JdbcLookupTest.parsed(options));
    }
}
