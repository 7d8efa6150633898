// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.model.Location;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdviceTest {
    private static final String MINUTES =
            "INSERT INTO results SELECT device, COUNT(*) FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY device, window_start, window_end;";
    private static final String RESULTS =
            "CREATE TABLE results (device STRING, n BIGINT, PRIMARY KEY (device) NOT ENFORCED) WITH ('connector' = 'webhook', 'url' = 'http://x');\n";

    private static List<MillraceException> advice(String text) {
        Pipeline pipeline = Sql.scenario(text).pipeline();
        return Sql.compiler().advice("test.sql", pipeline);
    }

    /** Each warning as its code and the words under its carets. */
    private static List<String> said(String text) {
        SourceText source = new SourceText("test.sql", text);
        return advice(text).stream()
                .map(a -> a.code().id() + " " + marked(source, a.location().orElseThrow()))
                .toList();
    }

    private static String marked(SourceText source, Location place) {
        return source.slice(new org.apache.calcite.sql.parser.SqlParserPos(
                place.line(), place.column(), place.endLine(), place.endColumn()));
    }

    /** A table of readings of a connector with further options. */
    private static String readings(String options) {
        return "CREATE TABLE readings (device STRING, v DOUBLE, n INT, seq BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ("
                + options + ");\n" + RESULTS;
    }

    private static String scenario(String options) {
        return readings("'connector' = 'scenario'" + options);
    }

    @Test
    void a_text_without_fault_is_silent() {
        assertEquals(List.of(), said(scenario("") + MINUTES));
        assertEquals(
                List.of(),
                said(readings("'connector' = 'mqtt', 'topic' = 'a', 'dedupe.key' = 'device;seq'") + MINUTES));
    }

    @Test
    void windows_that_take_nothing_late() {
        String strict = scenario(", 'time.allowed-lateness' = '0 s'");

        assertEquals(List.of("CHK-101 '0 s'"), said(strict + MINUTES));
        assertEquals(List.of(), said("SET 'emit' = 'final';\n" + strict + MINUTES), "final is strict on purpose");
        assertEquals(List.of(), said(strict + "INSERT INTO results SELECT device, seq FROM readings;"));
    }

    @Test
    void state_that_is_kept_for_more_than_a_month() {
        assertEquals(List.of("CHK-102 '90 d'"), said(scenario(", 'state.ttl' = '90 d'") + MINUTES));
        assertEquals(List.of(), said(scenario(", 'state.ttl' = '30 d'") + MINUTES));
    }

    @Test
    void frames_without_a_beginning() {
        String over = scenario("") + "INSERT INTO results SELECT device, SUM(n) ";

        assertEquals(
                List.of("CHK-103 (PARTITION BY device ORDER BY ts)"),
                said(over + "OVER (PARTITION BY device ORDER BY ts) FROM readings;"));
        assertEquals(List.of(), said(over + "OVER (PARTITION BY device ORDER BY ts ROWS 9 PRECEDING) FROM readings;"));
        assertEquals(
                List.of("CHK-109 ANOMALY_SCORE(v)"),
                said(scenario("") + "SELECT ANOMALY_SCORE(v) OVER (PARTITION BY device ORDER BY ts) FROM readings;"),
                "looks at the whole past by its nature");
    }

    @Test
    void stages_that_have_one_key() {
        assertEquals(
                List.of("CHK-104 GROUP BY window_start, window_end"),
                said(
                        scenario("")
                                + "SELECT COUNT(*) FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;"));
        assertEquals(
                List.of("CHK-104 (ORDER BY ts ROWS 9 PRECEDING)"),
                said(scenario("") + "SELECT device, SUM(n) OVER (ORDER BY ts ROWS 9 PRECEDING) FROM readings;"));
        assertEquals(
                List.of("CHK-104 A B"),
                said(
                        scenario("")
                                + "SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES A.n AS n AFTER MATCH SKIP PAST LAST ROW PATTERN (A B) WITHIN INTERVAL '1' MINUTE DEFINE B AS B.n > 1);"));
    }

    @Test
    void one_key_behind_an_aggregate_is_fine() {
        String counts =
                "CREATE VIEW counts AS SELECT device, window_start, window_end, window_time, COUNT(*) AS c FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY device, window_start, window_end, window_time;\n";

        assertEquals(
                List.of(),
                said(scenario(", 'state.ttl' = '1 d'")
                        + counts
                        + "SELECT window_start, SUM(c) FROM counts GROUP BY window_start, window_end;"));
    }

    @Test
    void windows_over_results_that_are_kept_for_a_week() {
        String sums =
                "CREATE VIEW counts AS SELECT device, window_time AS t, COUNT(*) AS c FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY device, window_start, window_end, window_time;\n"
                        + "SELECT device, SUM(c) FROM TABLE(TUMBLE(TABLE counts, DESCRIPTOR(t), INTERVAL '1' HOUR)) GROUP BY device, window_start, window_end;";

        assertEquals(List.of("CHK-110 GROUP BY device, window_start, window_end"), said(scenario("") + sums));
        assertEquals(List.of(), said(scenario(", 'state.ttl' = '1 d'") + sums));
        assertEquals(List.of(), said("SET 'emit' = 'final';\n" + scenario("") + sums));
    }

    @Test
    void time_that_is_the_time_of_arrival() {
        String table =
                "CREATE TABLE readings (device STRING, came TIMESTAMP(3) METADATA FROM 'timestamp', ts AS came, WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');\n";

        assertEquals(List.of("CHK-105 ts"), said(table + RESULTS + MINUTES));
        assertEquals(
                List.of("CHK-105 came"),
                said(table.replace("ts AS came, WATERMARK FOR ts AS ts", "WATERMARK FOR came AS came")
                        + RESULTS
                        + MINUTES.replace("DESCRIPTOR(ts)", "DESCRIPTOR(came)")));
    }

    @Test
    void readings_that_count_twice_when_they_are_sent_twice() {
        String door = readings("'connector' = 'mqtt', 'topic' = 'plant/{device}'");

        assertEquals(List.of("CHK-106 readings"), said(door + MINUTES));
        assertEquals(List.of(), said(door + "INSERT INTO results SELECT device, seq FROM readings;"));
        assertTrue(
                advice(door + MINUTES).get(0).hint().contains("'dedupe.key' = 'device;seq'"),
                () -> advice(door + MINUTES).get(0).render());
    }

    @Test
    void tables_that_one_task_works_on() {
        assertEquals(List.of("CHK-107 'stream'"), said(scenario(", 'time.clock' = 'stream'") + MINUTES));
    }

    @Test
    void sinks_that_cannot_apply_a_correction() {
        String open = scenario("").replace(", PRIMARY KEY (device) NOT ENFORCED", "");

        assertEquals(List.of("CHK-108 results"), said(open + MINUTES));
        assertEquals(List.of(), said("SET 'emit' = 'final';\n" + open + MINUTES));
        assertEquals(List.of(), said(open + "INSERT INTO results SELECT device, seq FROM readings;"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "timestamp"})
    void names_that_flink_reserves(String name) {
        String table = "CREATE TABLE t (%s DOUBLE) WITH ('connector' = 'scenario'); SELECT `%s` + 1 AS x FROM t;";

        assertEquals(List.of("CHK-109 " + name), said(table.formatted(name, name)));
        assertEquals(List.of(), said(table.formatted("`" + name + "`", name)));
    }

    @Test
    void windows_that_flink_does_not_take() {
        String over = "OVER (PARTITION BY device ORDER BY ts ROWS %d PRECEDING)";
        String two = "SELECT SUM(n) " + over.formatted(9) + ", SUM(n) ";

        assertEquals(
                List.of("CHK-109 (PARTITION BY device ORDER BY ts ROWS 8 PRECEDING)"),
                said(scenario("") + two + over.formatted(8) + " FROM readings;"));
        assertEquals(List.of(), said(scenario("") + two + over.formatted(9) + " FROM readings;"));
        assertEquals(
                List.of("CHK-109 1 PRECEDING"),
                said(
                        scenario("")
                                + "SELECT SUM(n) OVER (PARTITION BY device ORDER BY ts ROWS BETWEEN 9 PRECEDING AND 1 PRECEDING) FROM readings;"));
    }

    @Test
    void patterns_that_flink_does_not_take() {
        String match =
                "SELECT * FROM readings MATCH_RECOGNIZE (PARTITION BY device ORDER BY ts MEASURES A.n AS first_n %s PATTERN (A B) WITHIN INTERVAL '1' MINUTE DEFINE B AS B.n > 1);";

        assertEquals(List.of("CHK-109 A B"), said(scenario("") + match.formatted("")));
        assertEquals(List.of(), said(scenario("") + match.formatted("AFTER MATCH SKIP PAST LAST ROW")));
        assertEquals(
                1,
                said(scenario("") + match.formatted("ALL ROWS PER MATCH AFTER MATCH SKIP PAST LAST ROW"))
                        .size());
        List<String> silent =
                said(scenario("") + "SELECT * FROM readings EXPECT EVERY device BY ts WITHIN INTERVAL '5' MINUTE;");
        assertEquals(1, silent.size(), silent::toString);
        assertTrue(silent.get(0).startsWith("CHK-109"), silent::toString);
    }

    @Test
    void a_warning_is_a_fact_with_its_place_and_what_to_do() {
        assertEquals(
                """
                CHK-107: "readings" has one clock for all its rows, so its topic has one partition and one task works on it; a device that is ahead makes all others late  (test.sql:2:48)
                  2 | WITH ('connector' = 'scenario', 'time.clock' = 'stream');
                                                                     ^^^^^^^^
                hint: Remove the option, so that each key has its own clock, unless the result needs a common one.""",
                advice(scenario(", 'time.clock' = 'stream'")
                                        .replace(" WITH ('connector' = 'scenario'", "\nWITH ('connector' = 'scenario'")
                                + MINUTES)
                        .get(0)
                        .render());
    }
}
