// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestCommandTest {
    private static final String SCENARIO =
            """
            -- Hot readings.
            CREATE TABLE readings (device STRING, temp DOUBLE, ts TIMESTAMP(3),
              WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'scenario');
            INSERT INTO readings VALUES ('d-1', 81, TIMESTAMP '2026-05-01 10:00:00');
            SELECT device, temp FROM readings WHERE temp > 80;
            """;
    private static final String PIPELINE =
            """
            CREATE TABLE readings (device STRING, temp DOUBLE) WITH ('connector' = 'http');
            CREATE TABLE hot (device STRING, temp DOUBLE) WITH ('connector' = 'print');
            INSERT INTO hot SELECT device, temp FROM readings WHERE temp > 80;
            """;

    @TempDir
    private Path folder;

    @Test
    void a_pipeline_beside_scenarios_is_left_out_and_said() throws IOException {
        Files.writeString(folder.resolve("hot.sql"), SCENARIO + "-- expect\n-- | d-1 | 81.0 |\n");
        Path pipeline = Files.writeString(folder.resolve("pipeline.sql"), PIPELINE);

        Said said = Said.by("test", folder.toString());

        assertEquals(0, said.exitCode(), said.out());
        assertTrue(said.out().startsWith("LEFT OUT " + pipeline + ": a pipeline"), said.out());
        assertTrue(said.out().endsWith("1 passed, 0 failed\n"), said.out());
    }

    @Test
    void a_file_that_is_named_and_expects_nothing_is_an_error_with_a_hint() throws IOException {
        Path pipeline = Files.writeString(folder.resolve("pipeline.sql"), PIPELINE);

        Said said = Said.by("test", pipeline.toString());

        assertEquals(1, said.exitCode(), said.out());
        assertTrue(said.out().contains("TST-102") && said.out().contains("hint: Add \"-- expect\""), said.out());
        assertTrue(said.out().endsWith("0 passed, 1 failed\n"), said.out());
    }

    @Test
    void a_draft_in_a_folder_that_expects_nothing_fails() throws IOException {
        Files.writeString(folder.resolve("draft.sql"), SCENARIO);

        Said said = Said.by("test", folder.toString());

        assertEquals(1, said.exitCode(), said.out());
        assertTrue(said.out().endsWith("0 passed, 1 failed\n"), said.out());
    }

    @Test
    void a_difference_is_shown_and_accepting_writes_what_came_out() throws IOException {
        Path file = Files.writeString(folder.resolve("hot.sql"), SCENARIO + "-- expect\n-- | d-1 | 82.0 |\n");

        Said failing = Said.by("test", file.toString());
        Said accepting = Said.by("test", "--accept", file.toString());

        assertEquals(1, failing.exitCode());
        assertTrue(failing.out().contains("82.0") && failing.out().contains("81.0"), failing.out());
        assertEquals(0, accepting.exitCode(), accepting.out());
        assertTrue(Files.readString(file).contains("-- | d-1 | 81.0 |"));
    }
}
