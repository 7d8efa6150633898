// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import picocli.CommandLine.Option;

/** Flags of every command. */
public final class CommonFlags {
    @Option(names = "--verbose", description = "Stack traces of failures, and what the parts say at DEBUG level.")
    private boolean isVerbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean isHelp;

    /** Whether stack traces of failures are shown. */
    public boolean isVerbose() {
        return isVerbose;
    }
}
