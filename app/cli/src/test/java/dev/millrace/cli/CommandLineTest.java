// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class CommandLineTest {
    @Test
    void a_command_that_does_not_exist_is_the_users_mistake_and_the_nearest_one_is_named() {
        Said said = Said.by("verison");

        assertEquals(1, said.exitCode());
        assertTrue(said.err().contains("CLI-001"), said.err());
        assertTrue(said.err().contains("Did you mean \"version\"?"), said.err());
        assertFalse(said.err().contains("\tat "), "no stack trace: " + said.err());
    }

    @Test
    void version_names_millrace_and_java() {
        Said said = Said.by("version");

        assertEquals(0, said.exitCode());
        assertTrue(said.out().matches("(?s)millrace \\d+\\.\\d+.*, Java \\d+.*"), said.out());
    }

    @Test
    void help_names_every_command_and_the_exit_codes() {
        Said said = Said.by("--help");

        assertEquals(0, said.exitCode());
        assertTrue(said.out().contains("Exit codes: 0 fine, 1 the input is wrong"), said.out());
        assertTrue(said.out().contains("version"), said.out());
    }
}
