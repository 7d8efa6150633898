// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {
    @Test
    void warnings_name_their_place_and_do_not_change_the_exit_code(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("p.sql");
        Files.writeString(
                file,
                """
                CREATE TABLE r (k STRING, v DOUBLE, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'http');
                CREATE TABLE o (k STRING, s DOUBLE) WITH ('connector' = 'print');
                INSERT INTO o SELECT k, SUM(v) OVER (PARTITION BY k ORDER BY ts ROWS 9 PRECEDING) FROM r;
                """);

        Said said = Said.by("check", file.toString());

        assertEquals(0, said.exitCode(), said.err());
        assertTrue(said.err().contains("warning: CHK-106: "), said.err());
        assertTrue(said.err().contains("(" + file + ":1:14)"), said.err());
        assertTrue(said.err().contains("warning: CHK-108: "), said.err());
        assertTrue(said.out().endsWith("2 tables and 1 outputs, 2 warnings" + System.lineSeparator()), said.out());
    }
}
