// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SqlLayoutTest {
    @Test
    void a_statement_on_one_line_stays_there_with_reserved_words_in_upper_case() {
        becomes(
                "select a,`b`,count( * ) from Readings where x=1 and `value`<>'it''s -- no comment' ;\n",
                "SELECT a, `b`, COUNT(*) FROM Readings WHERE x = 1 AND `value` <> 'it''s -- no comment';\n");
    }

    @Test
    void a_statement_on_several_lines_has_a_line_for_each_clause() {
        becomes(
                """
                insert into o select a,
                b from t left join u on t.k=u.k
                where a between 1 and 2 group by a having count(*)>1;
                """,
                """
                INSERT INTO o
                SELECT a, b
                FROM t
                LEFT JOIN u ON t.k = u.k
                WHERE a BETWEEN 1 AND 2
                GROUP BY a
                HAVING COUNT(*)>1;
                """);
    }

    @Test
    void a_condition_that_does_not_fit_has_a_line_for_each_term() {
        String first = "a.identifier_of_the_first_side = b.identifier_of_the_other_side";
        String second = "b.ts BETWEEN a.ts - INTERVAL '10' MINUTE AND a.ts + INTERVAL '10' MINUTE";
        becomes(
                "SELECT 1 FROM a JOIN b ON " + first + " AND " + second + " WHERE x OR y;",
                "SELECT 1\nFROM a\nJOIN b ON " + first + "\n  AND " + second + "\nWHERE x OR y;\n");
    }

    @Test
    void comments_stay_beside_or_above_what_they_stood_by() {
        becomes(
                """
                -- What it is.

                CREATE TABLE t (  -- columns
                    a INT,   -- first
                    -- above the second
                    b ARRAY<ROW<x INT, y INT>> /* of rows */
                ) WITH ('connector' = 'print'); -- behind
                -- | row | of an expectation   |

                INSERT INTO t /*+ OPTIONS('emit'='eager') */
                SELECT a, b FROM u  -- last
                -- end
                """,
                """
                -- What it is.

                CREATE TABLE t (  -- columns
                  a INT,  -- first
                  -- above the second
                  b ARRAY<ROW<x INT, y INT>> /* of rows */
                ) WITH ('connector' = 'print');  -- behind
                -- | row | of an expectation   |

                INSERT INTO t /*+ OPTIONS('emit'='eager') */
                SELECT a, b
                FROM u  -- last
                -- end
                """);
    }

    @Test
    void patterns_marked_statements_and_open_parentheses_are_left_as_they_are() {
        becomes(
                "SELECT * FROM t MATCH_RECOGNIZE (ORDER BY ts PATTERN (^ A{2,}? (B|C)* $) DEFINE A AS a>1);",
                "SELECT * FROM t MATCH_RECOGNIZE (ORDER BY ts PATTERN (^ A{2,}? (B|C)* $) DEFINE A AS a>1);\n");
        becomes("select  ^nonsense^\n   from t;", "select  ^nonsense^\n   from t;\n");
        becomes("select  (a\nfrom t;\n\n\n\nset 'a'='b';", "select  (a\nfrom t;\n\nSET 'a' = 'b';\n");
    }

    @Test
    void what_has_no_statement_is_fine_too() {
        becomes("", "");
        becomes("\r\n-- only a comment\r\n", "-- only a comment\n");
        becomes("'not closed", "'not closed\n");
    }

    private static void becomes(String before, String after) {
        assertEquals(after, SqlLayout.of(before));
        assertEquals(after, SqlLayout.of(after), "once more");
    }
}
