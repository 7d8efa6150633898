// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FmtCommandTest {
    @Test
    void check_names_files_and_writes_nothing_and_fmt_mends_them(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deep/p.sql");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "select a from t; -- why\n");
        Files.writeString(folder.resolve("notes.txt"), "select a from t;\n");

        Said checked = Said.by("fmt", "--check", folder.toString());

        assertEquals(1, checked.exitCode());
        assertTrue(checked.err().contains(file + ": SQL-181: "), checked.err());
        assertEquals("select a from t; -- why\n", Files.readString(file));

        Said mended = Said.by("fmt", folder.toString());

        assertEquals(0, mended.exitCode(), mended.err());
        assertEquals("SELECT a FROM t;  -- why\n", Files.readString(file));
        assertEquals("select a from t;\n", Files.readString(folder.resolve("notes.txt")));
        assertEquals(0, Said.by("fmt", "--check", folder.toString()).exitCode());
    }

    @Test
    void a_file_that_is_not_there_is_named(@TempDir Path folder) {
        Said said = Said.by("fmt", folder.resolve("nothing.sql").toString());

        assertEquals(1, said.exitCode());
        assertTrue(said.err().contains("nothing.sql"), said.err());
    }
}
