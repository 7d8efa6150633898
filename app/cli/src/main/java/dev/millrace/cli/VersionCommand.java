// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace version}. */
@Command(name = "version", description = "Shows the versions of Millrace and Java.", mixinStandardHelpOptions = true)
final class VersionCommand implements Runnable, IVersionProvider {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().println(getVersion()[0]);
    }

    @Override
    public String[] getVersion() {
        String java = System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
        return new String[] {"millrace " + version() + ", Java " + java};
    }

    private static String version() {
        Properties built = new Properties();
        try (InputStream in = VersionCommand.class.getResourceAsStream("version.properties")) {
            built.load(in);
        } catch (IOException unreadable) {
            throw new IllegalStateException("version.properties is not in the jar", unreadable);
        }
        return built.getProperty("version");
    }
}
