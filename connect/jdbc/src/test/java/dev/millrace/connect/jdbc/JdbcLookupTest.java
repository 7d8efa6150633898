// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.LookupKeys;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Lookup;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.model.Table;
import dev.millrace.model.UnansweredException;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcLookupTest {
    private static final Schema DEVICES =
            new Schema(List.of(new Column("id", DataType.BIGINT), new Column("name", DataType.STRING)));
    private static final LookupKeys BY_ID = new LookupKeys(List.of(0), List.of(DataType.BIGINT));

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
    void createDevices() throws SQLException {
        postgres.run("DROP TABLE IF EXISTS devices");
        postgres.run("CREATE TABLE devices (id BIGINT, name TEXT)");
        postgres.run("INSERT INTO devices VALUES (1, 'press'), (2, 'lathe'), (2, 'lathe two')");
    }

    @Test
    void many_keys_are_one_question_and_a_key_has_all_its_rows() {
        try (Lookup lookup = open(DEVICES, BY_ID, postgres.options("devices"))) {
            assertEquals(List.of(List.of("press"), List.of(), List.of("lathe", "lathe two")), names(lookup, 1, 7, 2));
            assertEquals(1, lookup.counters().get("questions"));
            assertEquals(3, lookup.counters().get("asked_keys"));
        }
    }

    @Test
    void more_keys_than_a_question_takes_are_several_questions() throws SQLException {
        postgres.run("INSERT INTO devices SELECT i, 'd' || i FROM generate_series(10, 700) i");
        long[] ids = new long[600];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = 10 + i;
        }
        try (Lookup lookup = open(DEVICES, BY_ID, postgres.options("devices"))) {
            List<List<String>> names = names(lookup, ids);
            assertEquals(600, names.size());
            assertEquals(List.of("d10"), names.get(0));
            assertEquals(List.of("d609"), names.get(599));
            assertEquals(3, lookup.counters().get("questions"));
        }
    }

    @Test
    void values_of_every_type_come_as_they_are_there() throws SQLException {
        Schema all = new Schema(List.of(
                new Column("b", DataType.BOOLEAN),
                new Column("i", DataType.INT),
                new Column("d", DataType.DOUBLE),
                new Column("n", DataType.decimal(10, 2)),
                new Column("s", DataType.STRING),
                new Column("day", DataType.DATE),
                new Column("ts", DataType.TIMESTAMP),
                new Column("tz", DataType.TIMESTAMP_LTZ),
                new Column("u", DataType.STRING)));
        postgres.run("DROP TABLE IF EXISTS \"All\"");
        postgres.run("CREATE TABLE \"All\" (b BOOLEAN, i INT, d DOUBLE PRECISION, n NUMERIC(12, 3), s TEXT, day DATE,"
                + " ts TIMESTAMP, tz TIMESTAMPTZ, u UUID)");
        postgres.run("INSERT INTO \"All\" VALUES (true, 7, 2.5, 1.235, 'é', '2024-02-29', '2024-02-29 12:00:00.123',"
                + " '2024-02-29 12:00:00+02', '7f000001-0000-0000-0000-000000000001')");
        postgres.run("INSERT INTO \"All\" (i) VALUES (8)");
        LookupKeys byNumber = new LookupKeys(List.of(1), List.of(DataType.BIGINT));
        try (Lookup lookup = open(all, byNumber, postgres.options("public.All"))) {
            Row row = lookup.find(List.of(key(7))).get(0).get(0);
            assertTrue(row.booleanAt(0));
            assertEquals(2.5, row.doubleAt(2));
            assertEquals(new BigDecimal("1.24"), row.decimalAt(3));
            assertEquals("é", row.stringAt(4));
            assertEquals(19_782, row.longAt(5));
            assertEquals(1_709_208_000_123L, row.longAt(6));
            assertEquals(1_709_200_800_000L, row.longAt(7));
            Row empty = lookup.find(List.of(key(8))).get(0).get(0);
            for (int column : List.of(0, 2, 3, 4, 5, 6, 7, 8)) {
                assertTrue(empty.isNull(column), all.name(column));
            }
        }
        LookupKeys byUuid = new LookupKeys(List.of(8), List.of(DataType.STRING));
        try (Lookup lookup = open(all, byUuid, postgres.options("All"))) {
            Row key = new Row(1);
            key.setObject(0, "7f000001-0000-0000-0000-000000000001");
            assertEquals(1, lookup.find(List.of(key)).get(0).size());
        }
    }

    @Test
    void two_columns_are_one_key() throws SQLException {
        Schema places = new Schema(List.of(
                new Column("site", DataType.STRING),
                new Column("line", DataType.INT),
                new Column("name", DataType.STRING)));
        postgres.run("DROP TABLE IF EXISTS places");
        postgres.run("CREATE TABLE places (site TEXT, line INT, name TEXT)");
        postgres.run("INSERT INTO places VALUES ('a', 1, 'a1'), ('a', 2, 'a2'), ('b', 1, 'b1')");
        LookupKeys both = new LookupKeys(List.of(0, 1), List.of(DataType.STRING, DataType.BIGINT));
        try (Lookup lookup = open(places, both, postgres.options("places"))) {
            List<Row> keys = new ArrayList<>();
            for (String key : List.of("a1", "b1", "b2")) {
                Row row = new Row(2);
                row.setObject(0, key.substring(0, 1));
                row.setLong(1, Long.parseLong(key.substring(1)));
                keys.add(row);
            }
            assertEquals(List.of(List.of("a1"), List.of("b1"), List.of()), names(lookup.find(keys), 2));
        }
    }

    @Test
    void a_table_that_is_not_there_is_said_at_the_start() {
        MillraceException refused =
                assertThrows(MillraceException.class, () -> open(DEVICES, BY_ID, postgres.options("divices")));
        assertTrue(refused.getMessage().contains("\"divices\" does not exist"), refused.getMessage());
    }

    @Test
    void a_database_that_is_away_may_come_later_but_answers_nothing_meanwhile() throws IOException, SQLException {
        Map<String, String> options;
        Lookup lookup;
        try (Postgres other = new Postgres()) {
            other.run("CREATE TABLE devices (id BIGINT, name TEXT)");
            options = other.options("devices", "lookup.max-retries", "0", "connection.max-retry-timeout", "1 s");
            lookup = open(DEVICES, BY_ID, options);
            assertEquals(List.of(List.of()), names(lookup, 1));
        }
        try (lookup) {
            UnansweredException none = assertThrows(UnansweredException.class, () -> names(lookup, 1));
            assertTrue(none.getMessage().contains("after 1 try"), none.getMessage());
            assertEquals(1, lookup.counters().get("failures"));
        }
        try (Lookup late = open(DEVICES, BY_ID, options)) {
            assertThrows(UnansweredException.class, () -> names(late, 1));
        }
    }

    @Test
    void an_answer_is_kept_until_it_expires() throws SQLException {
        long[] nanos = {0};
        Map<String, String> options = postgres.options(
                "devices", "lookup.cache", "PARTIAL", "lookup.partial-cache.expire-after-write", "10 s");
        try (JdbcLookup database = (JdbcLookup) open(DEVICES, BY_ID, postgres.options("devices"));
                Lookup lookup = new CachedLookup(database, BY_ID, parsed(options), () -> nanos[0])) {
            assertEquals(List.of(List.of("press"), List.of()), names(lookup, 1, 7));
            postgres.run("UPDATE devices SET name = 'new' WHERE id = 1");
            postgres.run("INSERT INTO devices VALUES (7, 'late')");
            assertEquals(List.of(List.of("press"), List.of()), names(lookup, 1, 7));
            assertEquals(2, lookup.counters().get("cache_hits"));
            nanos[0] = 10_000_000_001L;
            assertEquals(List.of(List.of("new"), List.of("late")), names(lookup, 1, 7));
        }
    }

    @Test
    void the_cache_keeps_no_more_rows_than_it_may_and_missing_keys_only_when_it_may() throws SQLException {
        postgres.run("INSERT INTO devices SELECT i, 'd' || i FROM generate_series(10, 200) i");
        Map<String, String> options = postgres.options(
                "devices",
                "lookup.cache",
                "PARTIAL",
                "lookup.partial-cache.max-rows",
                "50",
                "lookup.partial-cache.cache-missing-key",
                "false");
        try (Lookup lookup = open(DEVICES, BY_ID, options)) {
            for (long id = 10; id <= 200; id++) {
                names(lookup, id);
            }
            assertTrue(
                    lookup.counters().get("cached_keys") <= 50,
                    lookup.counters().toString());
            names(lookup, 999);
            names(lookup, 999);
            assertEquals(0, lookup.counters().get("cache_hits"));
        }
    }

    private static List<List<String>> names(Lookup lookup, long... ids) {
        List<Row> keys = new ArrayList<>();
        for (long id : ids) {
            keys.add(key(id));
        }
        return names(lookup.find(keys), 1);
    }

    private static List<List<String>> names(List<List<Row>> found, int column) {
        return found.stream()
                .map(rows ->
                        rows.stream().map(row -> row.stringAt(column)).sorted().toList())
                .toList();
    }

    private static Row key(long id) {
        Row key = new Row(1);
        key.setLong(0, id);
        return key;
    }

    private static Lookup open(Schema schema, LookupKeys keys, Map<String, String> options) {
        return new JdbcConnector().lookup(Table.of("devices", schema, options), keys, parsed(options));
    }

    static Options parsed(Map<String, String> options) {
        Problems problems = new Problems();
        Options parsed = Options.of(new JdbcConnector().options(), options, problems);
        assertEquals(List.of(), problems.list());
        return parsed;
    }
}
