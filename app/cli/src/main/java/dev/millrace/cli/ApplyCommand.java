// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.cli.deploy.ChangePicture;
import dev.millrace.cli.deploy.DeployFlags;
import dev.millrace.cli.deploy.Deployments;
import dev.millrace.kernel.host.PipelineChange;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace apply FILE}. */
@Command(
        name = "apply",
        description = {
            "Takes a changed file of a pipeline over, as \"millrace plan\" shows it; the next \"millrace run\" goes on with the state that",
            "is kept. Stop the pipeline before. Without --yes it only shows the plan when state would be lost."
        },
        footer = {"", "Example:", "  millrace apply my.sql --yes && millrace run my.sql"})
final class ApplyCommand implements Callable<Integer>, Verbose {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonFlags common;

    @Mixin
    private DeployFlags flags;

    @Option(names = "--yes", description = "Go on although operators start empty.")
    private boolean isAgreed;

    @Override
    public boolean isVerbose() {
        return common.isVerbose();
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Pipeline pipeline = PipelineFile.read(flags.file()).compile().pipeline();
        Deployments deployments = PlanCommand.deployments(flags);
        Optional<PipelineChange> change = deployments.change(pipeline);
        if (change.isEmpty()) {
            out.print(PlanCommand.neverRan(pipeline.name(), flags));
            out.flush();
            return 0;
        }
        out.print(ChangePicture.of(pipeline.name(), change.get()));
        out.flush();
        if (!change.get().isSafe() && !isAgreed) {
            throw MillraceException.of(
                    CliError.CHANGED_STATE,
                    "state of " + change.get().dropped().size() + " operators of pipeline \"" + pipeline.name()
                            + "\" would be lost",
                    "Say so with --yes: millrace apply " + flags.file() + " --yes.");
        }
        deployments.accept(flags.file().toString(), pipeline);
        out.println("applied; start it with millrace run " + flags.file());
        out.flush();
        return 0;
    }
}
