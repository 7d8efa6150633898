// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.cli.deploy.ChangePicture;
import dev.millrace.cli.deploy.DeployFlags;
import dev.millrace.cli.deploy.Deployments;
import dev.millrace.kernel.host.PipelineChange;
import dev.millrace.plan.Pipeline;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace plan FILE}. */
@Command(
        name = "plan",
        description = {
            "Shows what becomes of a pipeline that ran before when its file has changed: for each operator whether its state is kept",
            "or starts empty, and which results change. Changes nothing. Exit code 0 when all state is kept, else 1."
        },
        footer = {
            "",
            "Examples:",
            "  millrace plan my.sql",
            "  millrace plan my.sql --engine local --data /var/lib/millrace"
        })
final class PlanCommand implements Callable<Integer>, Verbose {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonFlags common;

    @Mixin
    private DeployFlags flags;

    @Override
    public boolean isVerbose() {
        return common.isVerbose();
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Pipeline pipeline = PipelineFile.read(flags.file()).compile().pipeline();
        Optional<PipelineChange> change = deployments(flags).change(pipeline);
        out.print(change.map(found -> ChangePicture.of(pipeline.name(), found))
                .orElseGet(() -> neverRan(pipeline.name(), flags)));
        out.flush();
        return change.map(PipelineChange::isSafe).orElse(true) ? 0 : 1;
    }

    static String neverRan(String pipeline, DeployFlags flags) {
        return "pipeline " + pipeline + ": did not run on " + flags.engine() + " with " + flags.dataFolder()
                + " before; all its operators start empty\n";
    }

    static Deployments deployments(DeployFlags flags) {
        return new Deployments(
                flags.dataFolder(),
                Deployments.place(EngineName.checked(flags.engine()), flags.kafka()),
                PipelineFile::compiled);
    }
}
