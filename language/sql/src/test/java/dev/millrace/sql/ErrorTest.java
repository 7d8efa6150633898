// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.model.Location;
import dev.millrace.model.MillraceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages: the wrong text stands between carets, and the message must mark exactly that. */
final class ErrorTest {
    private static final String TUMBLE = "FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))";
    private static final String TABLES = Sql.READINGS
            + "CREATE TABLE raw (device STRING, temp_c DOUBLE, ts TIMESTAMP(3)) WITH ('connector' = 'scenario');\n"
            + "CREATE TABLE sink (device STRING, mean_c DOUBLE, n INT) WITH ('connector' = 'scenario');\n";

    /** Compiles the text without its carets and checks code, place, and that fact or hint have a part. */
    private static MillraceException fails(String text, String code, String part) {
        String all = TABLES + text;
        int from = all.indexOf('^');
        int to = all.indexOf('^', from + 1);
        String plain = all.substring(0, from) + all.substring(from + 1, to) + all.substring(to + 1);
        MillraceException error = assertThrows(MillraceException.class, () -> Sql.scenario(plain));
        assertEquals(code, error.code().id(), error::render);
        Location place = error.location().orElseThrow();
        assertEquals(at(plain, from), place.line() + ":" + place.column(), error::render);
        assertEquals(at(plain, to - 2), place.endLine() + ":" + place.endColumn(), error::render);
        assertTrue((error.fact() + "\n" + error.hint()).contains(part), error::render);
        assertTrue(error.hint().matches("(?s)[A-Z0-9'\"].*[.?]|docs/.*\\."), error::render);
        return error;
    }

    private static String at(String text, int offset) {
        String before = text.substring(0, offset);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return line + ":" + (offset - before.lastIndexOf('\n'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            SELECT ^tmp^ FROM readings | SQL-104 | Did you mean "temp_c"? Columns: device, temp_c, n, ts.
            SELECT r.^tmp^ FROM readings r | SQL-104 | column "tmp" is not in table "readings"
            SELECT device FROM ^reading^ | SQL-102 | Did you mean "readings"?
            SELECT ^UPPR^(device) FROM readings | SQL-105 | Did you mean "UPPER"?
            SELECT ^CURRENT_TIMESTAMP^ FROM readings | SQL-105 | use the time attribute
            SELECT ^device + 1^ FROM readings | SQL-106 | "+" does not take STRING + INT
            SELECT ^UPPER(n)^ FROM readings | SQL-106 | UPPER(text)
            SELECT device FROM readings WHERE ^n > 'x'^ | SQL-106 | compares INT with STRING
            ^SELECT (ts - ts) SECOND AS s FROM readings^ | SQL-112 | TIMESTAMPDIFF
            SELECT device FROM readings WHERE ^n^ | SQL-110 | Compare it with something
            ^SELECT n AS a, n AS a FROM readings^ | SQL-107 | two columns named "a"
            SELECT device, COUNT(*) FROM readings ^GROUP BY device^ | SQL-123 | Group by a window
            ^SELECT COUNT(*) FROM readings^ | SQL-123 | Group by a window
            SELECT ^DISTINCT^ device FROM readings | SQL-122 | dedupe.key
            SELECT device FROM readings ^ORDER BY n^ | SQL-121 | sort where the result is read
            SELECT device FROM readings LIMIT 5 OFFSET ^20000^ | SQL-146 | from 1 to 10000
            SELECT a.n FROM readings a JOIN ^raw b^ ON a.device = b.device | SQL-120 | BETWEEN l.ts - INTERVAL
            SELECT a.n FROM readings a JOIN ^readings b^ ON a.device = b.device AND a.ts >= b.ts | SQL-120 | on one side only
            SELECT a.n FROM readings a JOIN ^raw FOR SYSTEM_TIME AS OF a.ts AS b^ ON a.device = b.device | SQL-120 | PRIMARY KEY
            SELECT device FROM readings WHERE device IN (^SELECT device FROM raw^) | SQL-120 | Add a bound between
            SELECT device FROM readings WHERE device = 'a' OR device IN (^SELECT device FROM raw^) | SQL-124 | Put the values into the text
            SELECT ^(SELECT 1 FROM raw)^ FROM readings | SQL-124 | a query stands where only a value may
            SELECT device FROM readings UNION ^SELECT device FROM raw^ | SQL-125 | UNION ALL
            SELECT AVG(n) OVER (PARTITION BY device) FROM readings WHERE ^m^ > 1 | SQL-104 | Columns: device
            SELECT AVG(n) OVER (PARTITION BY device ^ORDER BY ts DESC^) FROM readings | SQL-131 | Leave DESC out
            SELECT AVG(temp_c) OVER (^ORDER BY ts^) FROM raw | SQL-131 | Add  WATERMARK FOR ts
            SELECT AVG(n) OVER (ORDER BY ts ROWS BETWEEN 1 PRECEDING AND ^UNBOUNDED FOLLOWING^) FROM readings | SQL-145 | the last row of the key
            SELECT * FROM readings MATCH_RECOGNIZE (MEASURES A.n AS x PATTERN (^A^) DEFINE A AS n > 1) | SQL-151 | ORDER BY ts
            SELECT * FROM readings MATCH_RECOGNIZE (^ORDER BY n^ MEASURES A.n AS x PATTERN (A) DEFINE A AS n > 1) | SQL-131 | Use "ts".
            SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES ^Z^.n AS x PATTERN (A) DEFINE A AS n > 1) | SQL-151 | Symbols: A.
            SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES A.n AS x PATTERN (A) DEFINE A AS ^m^ > 1) | SQL-104 | Did you mean "n"?
            SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES SUM(A.n + ^B.n^) AS x PATTERN (A B) DEFINE A AS n > 1) | SQL-152 | must have the same symbol
            SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES SUM(^AVG(A.n)^) AS x PATTERN (A) DEFINE A AS n > 1) | SQL-152 | aggregates do not nest
            SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES FIRST(^LAST(A.n, 0)^) AS x PATTERN (A) DEFINE A AS n > 1) | SQL-152 | FIRST and LAST go inside
            SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES A.n AS x PATTERN (A) DEFINE A AS ^FINAL LAST(A.n)^ > 1) | SQL-152 | Leave FINAL out
            SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES A.n AS x PATTERN (A) DEFINE A AS ^n^) | SQL-152 | Compare it
            SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES A.n AS x PATTERN (A) DEFINE ^AA^ AS n > 1) | SQL-151 | Did you mean "A"?
            SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES A.n AS x PATTERN (A) SUBSET U = (A, ^Q^) DEFINE A AS n > 1) | SQL-151 | Symbols: A.
            SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES A.n AS x AFTER MATCH SKIP TO FIRST ^Q^ PATTERN (A) DEFINE A AS n > 1) | SQL-151 | Symbols: A.
            SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES CLASSIFIER(^Q^) AS x PATTERN (A) DEFINE A AS n > 1) | SQL-151 | Symbols: A.
            SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES A.n AS x ^ONE ROW PER MATCH WITH TIMEOUT ROWS^ PATTERN (A B) DEFINE A AS n > 1) | SQL-153 | WITHIN INTERVAL
            SELECT * FROM readings MATCH_RECOGNIZE (ORDER BY ts MEASURES A.n AS x ^ALL ROWS PER MATCH WITH UNMATCHED ROWS^ PATTERN (A {- B -}) DEFINE A AS n > 1) | SQL-153 | Leave one of them out
            SELECT * FROM readings EXPECT EVERY device BY ^n^ WITHIN INTERVAL '5' MINUTE | SQL-131 | Use "ts".
            INSERT INTO ^sink^ SELECT device, temp_c FROM readings | SQL-111 | gives 2 columns (device, temp_c), but "sink" takes 3
            INSERT INTO sink SELECT device, temp_c, ^temp_c^ FROM readings | SQL-112 | CAST(temp_c AS INT)
            INSERT INTO sink (device, ^mean^) SELECT device, temp_c FROM readings | SQL-104 | Did you mean "mean_c"?
            INSERT INTO ^sunk^ SELECT device, temp_c, n FROM readings | SQL-102 | Did you mean "sink"?
            INSERT INTO sink VALUES ('a', 1, ^2.5^) | SQL-113 | column "n" is INT, but the row gives the number 2.5
            INSERT INTO sink VALUES ('a', ^'x'^, 2) | SQL-113 | the text 'x'
            INSERT INTO sink VALUES ^('a', 1)^ | SQL-111 | the row has 2 values
            SET ^'emitt'^ = 'eager' | SQL-160 | Did you mean "emit"?
            SET 'pipeline.name' = ^'A b'^ | SQL-160 | lower-case letters
            ^DELETE FROM readings^ | SQL-114 | CREATE TABLE
            ^SELEC^ device FROM readings | SQL-101 | Did you mean "SELECT"?
            SELECT device FORM ^readings^ | SQL-101 | Did you mean FROM instead of FORM?
            SELECT device, ^FROM^ readings | SQL-101 | comma too many
            SELECT device FROM readings ^SELECT^ n FROM readings | SQL-101 | semicolon
            SELECT ^order^ FROM readings | SQL-101 | backticks: `order`
            SELECT ^'^abc FROM readings | SQL-101 | not closed
            """)
    void a_message_marks_the_wrong_part_and_tells_the_cure(String text, String code, String part) {
        fails(text + ";", code, part);
    }

    @Test
    void a_window_over_a_table_without_watermark_names_the_table_and_the_clause_to_add() {
        MillraceException error = fails(
                "SELECT AVG(temp_c) FROM TABLE(TUMBLE(TABLE raw, DESCRIPTOR(^ts^), INTERVAL '1' MINUTE)) GROUP BY"
                        + " window_start, window_end;",
                "SQL-131",
                "has no WATERMARK");
        assertEquals("TUMBLE needs a time attribute, but table \"raw\" has no WATERMARK", error.fact());
        assertEquals("Add  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND  to CREATE TABLE raw.", error.hint());
    }

    @Test
    void a_hop_whose_slide_does_not_divide_its_size_is_refused_with_two_slides_that_do() {
        MillraceException error = fails(
                "SELECT AVG(temp_c) FROM TABLE(HOP(TABLE readings, DESCRIPTOR(ts), ^INTERVAL '25' SECOND, INTERVAL"
                        + " '60' SECOND^)) GROUP BY window_start, window_end;",
                "SQL-142",
                "for example 20 s or 30 s");
        assertEquals("HOP size 60 s is not a multiple of its slide 25 s", error.fact());
    }

    @Test
    void a_window_that_is_grouped_by_its_start_alone_is_refused() {
        fails("SELECT AVG(temp_c) " + TUMBLE + " ^GROUP BY window_start^;", "SQL-143", "window_end");
    }

    @Test
    void a_window_property_in_where_is_sent_to_having() {
        String text = "SELECT AVG(temp_c) " + TUMBLE
                + " WHERE window_start > TIMESTAMP '2026-01-01 00:00:00' ^GROUP BY window_start, window_end^;";
        fails(text, "SQL-143", "HAVING");
    }

    @Test
    void a_column_beside_aggregates_that_is_not_grouped_is_marked() {
        fails(
                "SELECT ^device^, AVG(temp_c) " + TUMBLE + " GROUP BY window_start, window_end;",
                "SQL-109",
                "MAX(device)");
    }

    @Test
    void a_property_of_another_window_than_the_grouped_one_is_refused() {
        String text = "SELECT ^TUMBLE_START(ts, INTERVAL '2' MINUTE)^ FROM readings GROUP BY TUMBLE(ts, INTERVAL '1'"
                + " MINUTE);";
        fails(text, "SQL-141", "the same arguments");
    }

    @Test
    void a_session_over_other_keys_than_the_group_is_refused() {
        String text =
                "SELECT n, COUNT(*) FROM TABLE(SESSION(TABLE readings PARTITION BY device, DESCRIPTOR(ts), INTERVAL"
                        + " '1' MINUTE)) ^GROUP BY n, window_start, window_end^;";
        fails(text, "SQL-143", "PARTITION BY");
    }

    @Test
    void the_message_is_shown_with_the_line_and_carets() {
        MillraceException error = assertThrows(
                MillraceException.class, () -> Sql.scenario("SELECT tmp\nFROM readings;\n" + Sql.READINGS));

        assertEquals(
                """
                SQL-104: column "tmp" is not in table "readings"  (test.sql:1:8)
                  1 | SELECT tmp
                             ^^^
                hint: Did you mean "temp_c"? Columns: device, temp_c, n, ts.""",
                error.render());
    }

    @Test
    void a_pipeline_takes_no_rows_and_no_bare_query() {
        MillraceException error = assertThrows(MillraceException.class, () -> Sql.compiler()
                .compile("p.sql", "p", Sql.READINGS + "SELECT n FROM readings;"));
        assertEquals("SQL-114", error.code().id());
    }
}
