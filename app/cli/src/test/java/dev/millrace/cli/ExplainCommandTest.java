// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExplainCommandTest {
    @Test
    void stages_exchanges_and_state_are_drawn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("p.sql");
        Files.writeString(
                file,
                """
                CREATE TABLE r (site STRING, k STRING, v DOUBLE, seq BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
                WITH ('connector' = 'http', 'key.fields' = 'k', 'dedupe.key' = 'k;seq', 'time.allowed-lateness' = '10 s');
                CREATE TABLE o (site STRING, ends TIMESTAMP(3), n BIGINT, low DOUBLE, PRIMARY KEY (site, ends) NOT ENFORCED) WITH ('connector' = 'print');
                CREATE VIEW sums AS SELECT site, k, ts, SUM(v) OVER (PARTITION BY k ORDER BY ts ROWS 99 PRECEDING) AS s FROM r;
                INSERT INTO o SELECT site, window_end, COUNT(*), MIN(s)
                FROM TABLE(HOP(TABLE sums, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) GROUP BY site, window_start, window_end;
                """);

        Said said = Said.by("explain", file.toString());

        assertEquals(0, said.exitCode(), said.err());
        assertEquals(
                """
                pipeline p

                output o  (print, on-close, key site, ends)
                └─ project 4 columns; keeps nothing  [o.calc#1]
                   └─ hop 10 s every 5 s by site: COUNT, MIN; keeps at most 120964 panes a key  [o.aggregate#1]
                      └─ project 4 columns; keeps nothing  [sums.calc#1]
                         └─ over last 99 rows by k: SUM; keeps the rows of the frame a key  [sums.over#1]
                            └─ drop repeated seq by k within 1 h  [r.deduplicate#1]
                               └─ read r  (http, partition by k, watermark ts - 5 s)  [r.scan#1]

                tasks, stages and state of one key

                task read-r  (a thread for each partition)
                ├─ stage r.k
                │  └─ r.deduplicate#1: 456 B = 200 + 8 ranges of numbers x 32; 32 for each gap in the numbers of the last 1 h
                │  └─ sums.over#1: 32.2 KB = 200 + 100 rows x (296 + 3 words x 8); 320 B for each row of the last 15 s, 100000 rows at most
                ├─ exchange to sums.calc-1-by-site by site

                task sums.calc-1-by-site  (a thread for each partition)
                ├─ stage r.site
                │  └─ o.aggregate#1: 3871.0 KB at most = 200 + 120964 panes x (8 + 3 words x 8); 272 for each row of a window that is open, since rows may be taken back
                ├─ output o

                Bytes are estimates of the Java heap: 200 a key and operator, 104 a row and 8 a column, 60 a text or other object, 8 a word of an aggregate.
                """,
                said.out().replace("\r\n", "\n"));
    }
}
