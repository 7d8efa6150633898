// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.model.MillraceException;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TimeRule;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {
    private static TableDefinition table(String create) {
        return Sql.scenario(create).pipeline().tables().get(0);
    }

    private static MillraceException refused(String create) {
        return assertThrows(MillraceException.class, () -> Sql.scenario(create));
    }

    @Test
    void columns_of_all_types_are_nullable_unless_they_say_otherwise() {
        TableDefinition table = table(
                """
                CREATE TABLE t (
                  a BOOLEAN, b TINYINT, c SMALLINT, d INT NOT NULL, e BIGINT, f FLOAT, g DOUBLE, h DECIMAL(10, 2), i STRING,
                  j BYTES, k DATE, l TIME, m TIMESTAMP(3), n TIMESTAMP_LTZ(3), o ARRAY<ARRAY<INT>>, p MAP<STRING, DOUBLE>,
                  q ROW<x INT, y ROW<z STRING>>, value VARCHAR(20), timestamp TIMESTAMP(6), date INT COMMENT 'a name'
                ) WITH ('connector' = 'scenario');
                """);

        assertEquals(
                "(a BOOLEAN, b TINYINT, c SMALLINT, d INT NOT NULL, e BIGINT, f FLOAT, g DOUBLE, h DECIMAL(10, 2), i STRING,"
                        + " j BYTES, k DATE, l TIME, m TIMESTAMP(3), n TIMESTAMP_LTZ(3), o ARRAY<ARRAY<INT>>,"
                        + " p MAP<STRING, DOUBLE>, q ROW<x INT, y ROW<z STRING>>, value STRING, timestamp TIMESTAMP(3),"
                        + " date INT)",
                table.schema().toString());
    }

    @Test
    void computed_and_metadata_columns_keep_their_places() {
        TableDefinition table = table(
                """
                CREATE TABLE t (
                  id STRING, twice AS n * 2, n INT, place BIGINT METADATA FROM 'offset' VIRTUAL, headers STRING METADATA,
                  epoch BIGINT, ts AS TO_TIMESTAMP_LTZ(epoch, 3), WATERMARK FOR ts AS ts - INTERVAL '1.5' SECOND
                ) WITH ('connector' = 'scenario');
                """);

        assertEquals(
                List.of("id", "n", "place", "headers", "epoch"),
                table.table().schema().names());
        assertEquals("{headers=headers, place=offset}", table.table().metadata().toString());
        assertEquals(
                List.of("id", "twice", "n", "place", "headers", "epoch", "ts"),
                table.schema().names());
        assertEquals("*($1, 2)", PlanText.of(table.projection().get(1)));
        assertEquals("$1", PlanText.of(table.projection().get(2)));
        assertEquals(6, table.time().orElseThrow().column());
        assertEquals(1500, table.time().orElseThrow().boundMs());
    }

    @Test
    void time_options_become_the_time_rule() {
        TableDefinition table = table(
                """
                CREATE TABLE t (ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
                WITH ('connector' = 'scenario', 'time.clock' = 'stream', 'time.idle' = '5 s', 'time.max-ahead' = '2 min',
                  'time.allowed-lateness' = '0 s', 'state.ttl' = '1 d');
                """);

        assertEquals(new TimeRule(TimeRule.Clock.STREAM, 0, 5000, 120_000, 0, 86_400_000), table.timeRule());
        assertEquals(
                TimeRule.DEFAULT,
                table("CREATE TABLE t (n INT) WITH ('connector' = 'scenario');").timeRule());
    }

    @Test
    void the_topic_of_a_door_names_the_key_unless_key_fields_does() {
        String columns = "CREATE TABLE t (site STRING, machine STRING, metric STRING) WITH ('connector' = 'mqtt', ";

        assertEquals(
                List.of(0, 1),
                table(columns + "'topic' = 'plant/{site}/{machine}/+');").keyFields());
        assertEquals(
                List.of(2),
                table(columns + "'topic' = 'plant/{site}', 'key.fields' = 'metric');")
                        .keyFields());
        assertEquals(
                "OPT-015",
                refused(columns + "'topic' = 'a', 'key.fields' = 'metrik');")
                        .code()
                        .id());
    }

    @Test
    void the_last_column_of_the_dedupe_key_is_the_sequence() {
        String text =
                "CREATE TABLE t (d STRING, m STRING, seq BIGINT) WITH ('connector' = 'scenario', 'dedupe.key' = 'd; m; seq', 'dedupe.horizon' = '2 h');"
                        + "SELECT d FROM t; SELECT m FROM t;";
        CompiledScript script = Sql.scenario(text);

        assertEquals(
                """
                query#1.calc#1 [$0] time=-1 key=[]
                  t.deduplicate#1 by [0, 1] sequence 2 horizon 7200000
                    t.scan#1""",
                PlanText.of(script.pipeline().outputs().get(0).input()));
        assertTrue(
                script.pipeline().outputs().get(0).input().inputs().get(0)
                        == script.pipeline().outputs().get(1).input().inputs().get(0),
                "both queries read the same node");
    }

    @Test
    void a_wrong_option_name_is_refused_with_the_nearest_one() {
        MillraceException error =
                refused("CREATE TABLE t (n INT) WITH ('connector' = 'mqtt', 'topic' = 'a', 'topics' = 'b');");

        assertEquals(
                "OPT-011: connector \"mqtt\" has no option \"topics\" in table \"t\"  (test.sql:1:67)\n"
                        + "  1 | CREATE TABLE t (n INT) WITH ('connector' = 'mqtt', 'topic' = 'a', 'topics' = 'b');\n"
                        + "                                                                        ^^^^^^^^\n"
                        + "hint: Did you mean \"topic\"? It accepts wildcards, for example 'plant/+/temp'.",
                error.render());
    }

    @Test
    void all_problems_of_the_options_are_said_at_once() {
        MillraceException error = refused(
                "CREATE TABLE t (n INT) WITH ('connector' = 'webhook', 'timeout' = 'soon', 'retries' = 'many');");

        assertEquals("OPT-014", error.code().id());
        assertEquals(
                "3 problems in WITH (...) of table \"t\": \"url\" is missing; \"timeout\" is \"soon\" but must be a duration such as 500 ms, 10 s, 5 min, 1 h or 7 d; \"retries\" is \"many\" but must be a whole number 0 to 10",
                error.fact());
    }

    @Test
    void a_misspelt_option_explains_why_the_one_that_was_meant_is_missing() {
        MillraceException one = refused("CREATE TABLE t (n INT) WITH ('connector' = 'webhook', 'urls' = 'u');");
        MillraceException two =
                refused("CREATE TABLE t (n INT) WITH ('connector' = 'webhook', 'urls' = 'u', 'timeouts' = '5 s');");

        assertEquals("OPT-011", one.code().id());
        assertTrue(one.hint().startsWith("Did you mean \"url\"?"), one.hint());
        assertEquals(
                "2 problems in WITH (...) of table \"t\": \"urls\" is no option of it (did you mean \"url\"?);"
                        + " \"timeouts\" is no option of it (did you mean \"timeout\"?)",
                two.fact());
        assertTrue(two.hint().startsWith("Options: connector, "), two.hint());
    }

    @Test
    void client_properties_are_handed_on_unseen() {
        TableDefinition table =
                table("CREATE TABLE t (n INT) WITH ('connector' = 'webhook', 'url' = 'u', 'properties.x.y' = 'z');");

        assertEquals("z", table.table().option("properties.x.y").orElseThrow());
    }

    @Test
    void other_mistakes_of_create_table_are_refused() {
        assertEquals(
                "OPT-012",
                refused("CREATE TABLE t (n INT) WITH ('connector' = 'webhok');")
                        .code()
                        .id());
        assertEquals("OPT-014", refused("CREATE TABLE t (n INT);").code().id());
        assertEquals(
                "SQL-107",
                refused("CREATE TABLE t (n INT, n INT) WITH ('connector' = 'scenario');")
                        .code()
                        .id());
        String two = "CREATE TABLE t (n INT) WITH ('connector' = 'scenario');";
        assertEquals("SQL-107", refused(two + two).code().id());
        assertEquals(
                "SQL-132",
                refused("CREATE TABLE t (n INT, WATERMARK FOR n AS n) WITH ('connector' = 'scenario');")
                        .code()
                        .id());
        assertEquals(
                "SQL-132",
                refused(
                                "CREATE TABLE t (s TIMESTAMP(3), WATERMARK FOR s AS s + INTERVAL '1' SECOND) WITH ('connector' = 'scenario');")
                        .code()
                        .id());
        assertEquals(
                "SQL-104",
                refused("CREATE TABLE t (n INT, PRIMARY KEY (m) NOT ENFORCED) WITH ('connector' = 'scenario');")
                        .code()
                        .id());
        assertEquals(
                "SQL-101",
                refused("CREATE TABLE t (n STRNG) WITH ('connector' = 'scenario');")
                        .code()
                        .id());
    }
}
