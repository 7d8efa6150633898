// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.plan.Pipeline;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace explain FILE}. */
@Command(
        name = "explain",
        description =
                "Shows the plan of a pipeline as a picture in text: what reads what, its stages and exchanges, and how many bytes of state a key has and why.",
        footer = {"", "Example:", "  millrace explain examples/smart-factory/pipeline.sql"})
final class ExplainCommand implements Runnable, Verbose {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonFlags common;

    @Parameters(paramLabel = "FILE.sql", description = "The pipeline.")
    private Path file;

    @Override
    public boolean isVerbose() {
        return common.isVerbose();
    }

    @Override
    public void run() {
        Pipeline pipeline = PipelineFile.read(file).compile().pipeline();
        spec.commandLine().getOut().print(PlanPicture.of(pipeline));
        spec.commandLine().getOut().print(StagePicture.of(pipeline));
        spec.commandLine().getOut().flush();
    }
}
