// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.cli.replay.ReplayCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace} without a command shows its help. */
@Command(
        name = "millrace",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description =
                "Runs SQL pipelines over readings of devices: MQTT and HTTP in, Kafka inside, alerts and tables out.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Start here:",
            "  millrace demo                          a simulated plant, everything embedded, page in the browser",
            "  millrace run my.sql                    your own pipeline",
            "",
            "Exit codes: 0 fine, 1 the input is wrong, 2 the environment is, 3 a defect of Millrace."
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            CheckCommand.class,
            FmtCommand.class,
            ExplainCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            TestCommand.class,
            BenchCommand.class,
            VerifyCommand.class,
            ReplayCommand.class,
            SimulateCommand.class,
            VersionCommand.class,
            WarmUpCommand.class
        })
final class MillraceCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
