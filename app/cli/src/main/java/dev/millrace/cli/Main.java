// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import java.util.Arrays;
import picocli.CommandLine;

/** Entry point of {@code ./millrace}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command line and gives its exit code; never throws. */
    static int run(String... args) {
        // By name: the MQTT broker's jar brings a logback.xml of its own.
        System.setProperty("logback.configurationFile", "millrace-logback.xml");
        if (Arrays.asList(args).contains("--verbose")) {
            System.setProperty("millrace.log.level", "DEBUG");
        }
        CommandLine line = new CommandLine(new MillraceCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Failures::wrongUsage);
        line.setExecutionExceptionHandler(Failures::failed);
        line.setUsageHelpWidth(110);
        return line.execute(args);
    }
}
