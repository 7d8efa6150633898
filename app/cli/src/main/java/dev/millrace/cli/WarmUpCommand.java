// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Runs a small demo for two seconds, so that {@code ./millrace} can make an archive of parsed classes while it builds. Hidden: users
 * have no reason to call it.
 */
@Command(name = "warm-up", hidden = true, description = "Loads the classes of the other commands once.")
final class WarmUpCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("millrace-warm-up-");
        try {
            return Main.run(
                    "demo",
                    "--machines=10",
                    "--duration=2s",
                    "--no-history",
                    "--http-port=0",
                    "--mqtt-port=0",
                    "--kafka-port=0",
                    "--json",
                    "--data=" + folder);
        } finally {
            Folders.delete(folder);
        }
    }
}
