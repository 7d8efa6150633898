// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScriptTest {
    private static final String ALERTS =
            "CREATE TABLE alerts (device STRING, z DOUBLE, PRIMARY KEY (device) NOT ENFORCED) WITH ('connector' = 'scenario');\n";
    private static final String VIEW =
            "CREATE TEMPORARY VIEW scored (device, z) AS SELECT device, temp_c - AVG(temp_c) OVER (PARTITION BY device ORDER BY ts ROWS 9 PRECEDING) FROM readings;\n";

    private static List<Output> outputs(String text) {
        return Sql.scenario(Sql.READINGS + ALERTS + text).pipeline().outputs();
    }

    @Test
    void a_view_that_two_inserts_read_is_planned_once() {
        List<Output> outputs = outputs(
                VIEW
                        + "EXECUTE STATEMENT SET BEGIN INSERT INTO alerts SELECT device, z FROM scored WHERE z > 3; INSERT INTO alerts SELECT device, z FROM scored; END;");

        assertSame(outputs.get(0).input().inputs().get(0), outputs.get(1).input());
        assertEquals(
                """
                alerts.calc#1 where >($1, 3.0) [$0, $1] time=-1 key=[]
                  scored.calc#1 [$0, -($1, $4)] time=-1 key=[]
                    scored.over#1 by [0] [AVG($1):DOUBLE rows 9..0] time=3 key=[]
                      readings.scan#1""",
                PlanText.of(outputs.get(0).input()));
        assertEquals(
                List.of("alerts", "alerts#2"), outputs.stream().map(Output::id).toList());
        assertEquals(List.of(0), outputs.get(0).keyColumns());
    }

    @Test
    void a_view_is_planned_again_for_another_way_to_emit() {
        List<Output> outputs = outputs(
                VIEW
                        + "INSERT INTO alerts /*+ OPTIONS('emit'='eager') */ SELECT * FROM scored; INSERT INTO alerts SELECT * FROM scored;");

        assertNotSame(outputs.get(0).input(), outputs.get(1).input());
        assertEquals("scored.eager.calc#1", outputs.get(0).input().id());
        assertEquals("scored.calc#1", outputs.get(1).input().id());
    }

    @Test
    void the_hint_wins_over_the_table_and_the_table_over_set() {
        String eager = "CREATE TABLE eager (n INT) WITH ('connector' = 'scenario', 'emit' = 'eager');"
                + "CREATE TABLE plain (n INT) WITH ('connector' = 'scenario');";
        List<Output> outputs = outputs(
                eager
                        + "INSERT INTO plain SELECT n FROM readings; SET 'emit' = 'final'; INSERT INTO plain SELECT n FROM readings;"
                        + "INSERT INTO eager SELECT n FROM readings; INSERT INTO eager /*+ OPTIONS('emit'='on-close') */ SELECT n FROM readings; SELECT n FROM readings;");

        assertEquals(
                List.of(Emit.ON_CLOSE, Emit.FINAL, Emit.EAGER, Emit.ON_CLOSE, Emit.FINAL),
                outputs.stream().map(Output::emit).toList());
    }

    @Test
    void values_are_assigned_to_the_types_of_their_columns() {
        CompiledScript script = Sql.scenario(
                """
                CREATE TABLE t (a BIGINT, b DOUBLE, c DECIMAL(6, 2), d STRING, e TIMESTAMP(3), f BOOLEAN, g DATE, h TIME,
                  i ARRAY<DOUBLE>, j MAP<STRING, BIGINT>, k ROW<x INT, y STRING>, twice AS a * 2) WITH ('connector' = 'scenario');
                INSERT INTO t VALUES
                  (-7, 1, 3.456, 'it''s', TIMESTAMP '1970-01-01 00:00:01.5', TRUE, DATE '1970-01-02', TIME '00:00:02',
                   ARRAY[1, 2.5], MAP['k', 9], ROW(-1, 'y')),

                  (NULL, CAST('2.5' AS DOUBLE), 1e1, '', '2026-05-01 10:00:00', FALSE, NULL, NULL, NULL, NULL, NULL);
                INSERT INTO t (d, a) VALUES ('x', 3.0);
                """);

        Row first = script.inserts().get(0).rows().get(0);
        Schema schema = script.pipeline().tables().get(0).table().schema();
        Object[] expected = {
            -7L,
            1.0,
            new java.math.BigDecimal("3.46"),
            "it's",
            1500L,
            true,
            1L,
            2000L,
            List.of(1.0, 2.5),
            Map.of("k", 9L)
        };
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], first.valueAt(i, schema.type(i)), schema.name(i));
        }
        assertEquals(-1, ((Row) first.objectAt(10)).longAt(0));
        Row second = script.inserts().get(0).rows().get(1);
        assertNull(second.valueAt(0, schema.type(0)));
        assertEquals(2.5, second.doubleAt(1));
        assertEquals(1777629600000L, second.longAt(4));
        assertEquals(List.of(4, 7), script.inserts().get(0).lines());
        assertEquals(3L, script.inserts().get(1).rows().get(0).longAt(0));
        assertTrue(script.inserts().get(1).rows().get(0).isNull(1));
    }

    @Test
    void queries_tell_where_they_stand() {
        CompiledScript script = Sql.scenario(Sql.READINGS + "-- what\nSELECT n,\n  ts FROM readings;\n-- expect\n");

        CompiledScript.Query query = script.queries().get(0);
        assertEquals("query#1", query.outputId());
        assertEquals("SELECT n,\n  ts FROM readings", query.sql());
        assertEquals("test.sql:6:1", query.place().toString());
        assertEquals(7, query.place().endLine());
        assertEquals(
                "scenario", script.pipeline().outputs().get(0).target().table().connector());
    }

    @Test
    void set_names_the_pipeline() {
        assertEquals(
                "smart-factory",
                Sql.scenario("SET 'pipeline.name' = 'smart-factory';")
                        .pipeline()
                        .name());
        assertEquals("test", Sql.scenario("-- nothing\n").pipeline().name());
    }

    @Test
    void a_pattern_that_may_wait_for_ever_is_warned_of() {
        String match = "SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES A.n AS n PATTERN (A B+ C) ";

        assertEquals(
                List.of("SQL-155: pattern \"A B+ C\" has no WITHIN, so a partial match may be kept for ever"),
                Sql.scenario(Sql.READINGS + match + "DEFINE A AS n > 1);").warnings().stream()
                        .map(Throwable::getMessage)
                        .toList());
        assertEquals(
                List.of(),
                Sql.scenario(Sql.READINGS + match + "WITHIN INTERVAL '1' MINUTE DEFINE A AS n > 1);")
                        .warnings());
    }

    @Test
    void columns_in_another_order_are_warned_of() {
        CompiledScript script = Sql.scenario(
                "CREATE TABLE a (x INT, y INT) WITH ('connector' = 'scenario'); INSERT INTO a SELECT y, x FROM a;");

        assertEquals("SQL-161", script.warnings().get(0).code().id());
    }

    @Test
    void doors_are_only_read_and_alert_receivers_only_written() {
        String tables = "CREATE TABLE door (n INT) WITH ('connector' = 'mqtt', 'topic' = 't');"
                + "CREATE TABLE pager (n INT) WITH ('connector' = 'webhook', 'url' = 'u');";

        assertEquals(
                "SQL-115: table \"door\" of connector \"mqtt\" can only be read",
                assertThrows(
                                MillraceException.class,
                                () -> Sql.scenario(tables + "INSERT INTO door SELECT n FROM door;"))
                        .getMessage());
        assertEquals(
                "SQL-115: table \"pager\" of connector \"webhook\" can only be written",
                assertThrows(MillraceException.class, () -> Sql.scenario(tables + "SELECT n FROM pager;"))
                        .getMessage());
        assertEquals(
                1,
                Sql.scenario(tables + "INSERT INTO pager SELECT n FROM door;")
                        .pipeline()
                        .outputs()
                        .size());
    }
}
