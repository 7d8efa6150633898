// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import picocli.CommandLine.Command;

/**
 * Touches what other commands need, so that {@code ./millrace} can make an archive of parsed classes while it builds. Hidden: users
 * have no reason to call it.
 */
@Command(name = "warm-up", hidden = true, description = "Loads the classes of the other commands once.")
final class WarmUpCommand implements Runnable {
    @Override
    public void run() {
        Main.run("--help");
    }
}
