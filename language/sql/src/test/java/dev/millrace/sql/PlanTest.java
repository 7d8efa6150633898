// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.millrace.plan.PlanNode;
import org.junit.jupiter.api.Test;

/** Plans of queries over {@link Sql#READINGS}: device $0, temp_c $1, n $2, ts $3. */
final class PlanTest {
    private static final String TUMBLE = "FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) ";

    private static void assertPlan(String query, String plan) {
        assertEquals(plan.stripTrailing(), Sql.planText(query + ";"));
    }

    @Test
    void filters_and_projections_become_one_calc() {
        assertPlan(
                "SELECT t2 + 1 AS t3, ts FROM (SELECT temp_c * 2 AS t2, ts, n FROM readings WHERE n > 1) WHERE n < 9",
                """
                query#1.calc#1 where AND(>($2, 1), <($2, 9)) [+(*($1, 2.0), 1.0), $3] time=1 key=[]
                  readings.scan#1
                """);
    }

    @Test
    void an_expression_that_is_used_twice_is_computed_once() {
        assertPlan(
                "SELECT t2 + t2 AS t4 FROM (SELECT temp_c * 2 AS t2 FROM readings)",
                """
                query#1.calc#2 [+($0, $0)] time=-1 key=[]
                  query#1.calc#1 [*($1, 2.0)] time=-1 key=[]
                    readings.scan#1
                """);
    }

    @Test
    void a_query_of_all_columns_needs_no_node() {
        assertPlan("SELECT * FROM readings", "readings.scan#1");
    }

    @Test
    void a_window_function_with_its_group_becomes_an_aggregate_by_key() {
        assertPlan(
                "SELECT device, window_start, AVG(temp_c) AS mean_c, COUNT(*) FILTER (WHERE n > 3) AS many, COUNT(DISTINCT n) AS d "
                        + TUMBLE + "GROUP BY device, window_start, window_end HAVING AVG(temp_c) > 80.5",
                """
                query#1.calc#2 where >($1, 80.5) [$0, $4, $1, $2, $3] time=-1 key=[0, 1]
                  query#1.aggregate#1 TUMBLE(60000,60000,0) by [0] [AVG($1):DOUBLE, COUNT() filter $2:BIGINT, COUNT(distinct $3):BIGINT] [START, END] time=-1 key=[0, 4, 5]
                    query#1.calc#1 [$0, $1, IS_TRUE(>($2, 3)), $2, $3] time=4 key=[]
                      readings.scan#1
                """);
    }

    @Test
    void windows_without_keys_and_with_offsets_are_planned() {
        assertPlan(
                "SELECT window_time AS t, MAX(n) AS m FROM TABLE(HOP(DATA => TABLE readings, TIMECOL => DESCRIPTOR(ts), SLIDE => INTERVAL '20' SECOND, SIZE => INTERVAL '1' MINUTE, `OFFSET` => INTERVAL '5' SECOND)) GROUP BY window_start, window_end, window_time",
                """
                query#1.calc#1 [$3, $0] time=0 key=[0]
                  query#1.aggregate#1 HOP(60000,20000,5000) by [] [MAX($2):INT] [START, END, TIME] time=3 key=[1, 2, 3]
                    readings.scan#1
                """);
    }

    @Test
    void the_old_form_of_windows_gives_the_same_plan() {
        assertPlan(
                "SELECT device, HOP_START(ts, INTERVAL '20' SECOND, INTERVAL '1' MINUTE) AS s, HOP_ROWTIME(ts, INTERVAL '20' SECOND, INTERVAL '1' MINUTE) AS r, SUM(n) AS total FROM readings GROUP BY device, HOP(ts, INTERVAL '20' SECOND, INTERVAL '1' MINUTE) HAVING HOP_END(ts, INTERVAL '20' SECOND, INTERVAL '1' MINUTE) > TIMESTAMP '2026-01-01 00:00:00'",
                """
                query#1.calc#1 where >($3, 1767225600000) [$0, $2, $4, $1] time=2 key=[0, 1]
                  query#1.aggregate#1 HOP(60000,20000,0) by [0] [SUM($2):INT] [START, END, TIME] time=4 key=[0, 2, 3, 4]
                    readings.scan#1
                """);
    }

    @Test
    void cumulate_is_identified_by_its_end() {
        assertPlan(
                "SELECT device, window_start, window_end, COUNT(*) AS c FROM TABLE(CUMULATE(TABLE readings, DESCRIPTOR(ts), INTERVAL '20' SECOND, INTERVAL '1' MINUTE)) GROUP BY device, window_start, window_end",
                """
                query#1.calc#1 [$0, $2, $3, $1] time=-1 key=[0, 2]
                  query#1.aggregate#1 CUMULATE(60000,20000,0) by [0] [COUNT():BIGINT] [START, END] time=-1 key=[0, 2, 3]
                    readings.scan#1
                """);
    }

    @Test
    void a_session_takes_its_keys_from_partition_by() {
        assertPlan(
                "SELECT device, COUNT(*) AS c FROM TABLE(SESSION(TABLE readings PARTITION BY device, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY device, window_start, window_end",
                """
                query#1.calc#1 [$0, $1] time=-1 key=[]
                  query#1.aggregate#1 SESSION(5000,0,0) by [0] [COUNT():BIGINT] [START, END] time=-1 key=[0, 2, 3]
                    readings.scan#1
                """);
    }

    @Test
    void a_window_function_without_group_assigns() {
        assertPlan(
                "SELECT device, window_end, window_time " + TUMBLE + "WHERE n > 1",
                """
                query#1.calc#1 where >($2, 1) [$0, $5, $6] time=2 key=[]
                  query#1.window#1 TUMBLE(60000,60000,0) time=6 key=[]
                    readings.scan#1
                """);
    }

    @Test
    void a_window_over_windows_reads_window_time() {
        assertPlan(
                "SELECT MAX(m) AS top, window_end FROM TABLE(TUMBLE((SELECT device, AVG(temp_c) AS m, window_time AS t "
                        + TUMBLE
                        + "GROUP BY device, window_start, window_end, window_time), DESCRIPTOR(t), INTERVAL '5' MINUTE)) GROUP BY window_start, window_end",
                """
                query#1.calc#1 [$0, $2] time=-1 key=[1]
                  query#1.aggregate#2 TUMBLE(300000,300000,0) by [] [MAX($1):DOUBLE] [START, END] time=-1 key=[1, 2]
                    query#1.aggregate#1 TUMBLE(60000,60000,0) by [0] [AVG($1):DOUBLE] [START, END, TIME] time=4 key=[0, 2, 3, 4]
                      readings.scan#1
                """);
    }

    @Test
    void over_with_one_key_is_one_node_and_another_key_a_second() {
        assertPlan(
                "SELECT (temp_c - AVG(temp_c) OVER w) / STDDEV_POP(temp_c) OVER w AS z, LAG(n, 2) OVER k AS l, SUM(n) OVER (PARTITION BY n ORDER BY ts RANGE BETWEEN INTERVAL '10' MINUTE PRECEDING AND CURRENT ROW) AS s, ROW_NUMBER() OVER k AS rn FROM readings WINDOW w AS (PARTITION BY device ORDER BY ts ROWS BETWEEN 100 PRECEDING AND 1 PRECEDING), k AS (PARTITION BY device ORDER BY ts)",
                """
                query#1.calc#1 [/(-($1, $4), $5), $6, $8, $7] time=-1 key=[]
                  query#1.over#2 by [2] [SUM($2):INT range 600000..0] time=3 key=[]
                    query#1.over#1 by [0] [AVG($1):DOUBLE rows 100..1, STDDEV_POP($1):DOUBLE rows 100..1, LAST_VALUE($2):INT rows 2..2, COUNT():BIGINT rows all..0] time=3 key=[]
                      readings.scan#1
                """);
    }

    @Test
    void over_computes_its_arguments_below() {
        assertPlan(
                "SELECT device, MAX(temp_c * 2) OVER (PARTITION BY UPPER(device) ORDER BY ts ROWS 3 PRECEDING) AS m FROM readings WHERE n > 1",
                """
                query#1.calc#2 [$0, $6] time=-1 key=[]
                  query#1.over#1 by [4] [MAX($5):DOUBLE rows 3..0] time=3 key=[]
                    query#1.calc#1 where >($2, 1) [$0, $1, $2, $3, UPPER($0), *($1, 2.0)] time=3 key=[]
                      readings.scan#1
                """);
    }

    @Test
    void a_pattern_keeps_all_that_it_says() {
        assertPlan(
                """
                SELECT device, s, c, e, k, m, rt FROM readings MATCH_RECOGNIZE (
                  PARTITION BY device ORDER BY ts, n DESC
                  MEASURES FIRST(A.ts) AS s, COUNT(U.n) AS c, EVIDENCE() AS e, CLASSIFIER() AS k, MATCH_NUMBER() AS m,
                    MATCH_ROWTIME() AS rt
                  ONE ROW PER MATCH AFTER MATCH SKIP TO LAST B
                  PATTERN (A B*? (C | D){2,3} E?) WITHIN INTERVAL '60' SECOND
                  SUBSET U = (A, B)
                  DEFINE A AS temp_c > 80, B AS temp_c > PREV(temp_c), C AS n > PREV(A.n, 2) AND SUM(B.n) < 9,
                    D AS LAST(n, 1) = FIRST(B.n) AND NEXT(D.n) > 1)
                """,
                """
                query#1.match#1 by [0] order [SortKey[column=2, isAscending=false, isNullsFirst=true]] pattern (A B{0,}? (C|D){2,3} E{0,1}) within 60000 skip TO_LASTB subsets {U=[A, B]} define [A: >($1, 80.0), B: >($1, LAST(.$1,0,-1)), C: AND(>($2, LAST(A.$2,0,-2)), <(SUM(B.[$2]), 9)), D: AND(=(LAST(.$2,1,0), FIRST(B.$2,0,0)), >(LAST(D.$2,0,1), 1))] measures [s: final FIRST(A.$3,0,0), c: final COUNT(U.[$2]), e: EVIDENCE(), k: CLASSIFIER(), m: MATCH_NUMBER(), rt: final LAST(.$3,0,0)] time=6 key=[]
                  readings.scan#1
                """);
    }

    @Test
    void a_pattern_without_after_match_goes_on_past_its_last_row() {
        PlanNode node = Sql.plan(
                "SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES A.n AS n PATTERN (^ A {- B -} $) DEFINE A AS n > 1);");

        assertEquals(
                "PAST_LAST_ROW", ((dev.millrace.plan.Match) node).skip().mode().name());
        assertEquals("(^ A {-B-} $)", PlanText.pattern(((dev.millrace.plan.Match) node).pattern()));
    }

    @Test
    void all_rows_per_match_gives_the_columns_of_the_input_too() {
        assertPlan(
                "SELECT * FROM readings MATCH_RECOGNIZE (PARTITION BY device ORDER BY ts MEASURES LAST(B.n) AS b, FINAL LAST(n) AS f ALL ROWS PER MATCH PATTERN (A B+) DEFINE B AS n > 1)",
                """
                query#1.match#1 by [0] order [] pattern (A B{1,}) within -1 skip PAST_LAST_ROW subsets {} define [B: >($2, 1)] measures [b: LAST(B.$2,0,0), f: final LAST(.$2,0,0)] all rows time=1 key=[]
                  readings.scan#1
                """);
    }

    @Test
    void union_all_is_flat_and_casts_to_the_common_types() {
        assertPlan(
                "SELECT device, ts, temp_c AS v FROM readings UNION ALL SELECT device, ts, n FROM readings UNION ALL SELECT device, ts, 1.5 FROM readings",
                """
                query#1.union#1 time=1 key=[]
                  query#1.calc#1 [$0, $3, $1] time=1 key=[]
                    readings.scan#1
                  query#1.calc#2 [$0, $3, CAST($2):DOUBLE] time=1 key=[]
                    readings.scan#1
                  query#1.calc#3 [$0, $3, CAST(1.5):DOUBLE] time=1 key=[]
                    readings.scan#1
                """);
    }

    @Test
    void expressions_have_the_names_of_the_plan() {
        assertPlan(
                "SELECT CASE WHEN temp_c > 80 THEN 'CRITICAL' ELSE 'OK' END AS a, n IN (1, 2) AS b, device NOT LIKE 'p%' AS c, n BETWEEN 1 AND 2 AS d, EXTRACT(HOUR FROM ts) AS e, FLOOR(ts TO HOUR) AS f, TIMESTAMPDIFF(SECOND, ts, ts + INTERVAL '1' DAY) AS g, CAST(n AS VARCHAR(2)) AS h, TRY_CAST(device AS INT) AS i, n % 3 AS j, -n AS k, device || 'x' AS l, n IS NULL AS m, COALESCE(n, 0) AS o FROM readings",
                """
                query#1.calc#1 [CASE(>($1, 80.0), 'CRITICAL', 'OK'), OR(=($2, 1), =($2, 2)), NOT(LIKE($0, 'p%')), AND(>=($2, 1), <=($2, 2)), EXTRACT('HOUR', $3), FLOOR($3, 'HOUR'), TIMESTAMPDIFF('SECOND', $3, +($3, 86400000)), SUBSTRING(CAST($2):STRING, 1, 2), TRY_CAST($0):INT, %($2, 3), MINUS($2), ||($0, 'x'), IS_NULL($2), COALESCE($2, 0)] time=-1 key=[]
                  readings.scan#1
                """);
    }
}
