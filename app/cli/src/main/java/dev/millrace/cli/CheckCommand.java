// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import dev.millrace.sql.CompiledScript;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace check FILE...}. */
@Command(
        name = "check",
        description = {
            "Parses, validates and plans pipelines without running them, and warns of what hurts later.",
            "Exit code 1 when one is wrong; warnings do not change it."
        },
        footer = {"", "Example:", "  millrace check examples/smart-factory/pipeline.sql"})
final class CheckCommand implements Callable<Integer>, Verbose {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonFlags common;

    @Parameters(paramLabel = "FILE.sql", arity = "1..*", description = "Pipelines to check.")
    private List<Path> files;

    @Override
    public boolean isVerbose() {
        return common.isVerbose();
    }

    @Override
    public Integer call() {
        int exitCode = 0;
        for (Path file : files) {
            exitCode = Math.max(exitCode, check(file));
        }
        return exitCode;
    }

    private int check(Path file) {
        PrintWriter err = spec.commandLine().getErr();
        try {
            PipelineFile text = PipelineFile.read(file);
            CompiledScript script = text.compile();
            Pipeline pipeline = script.pipeline();
            List<MillraceException> warnings = new ArrayList<>(script.warnings());
            warnings.addAll(text.advice(pipeline));
            warnings.forEach(warning -> err.println("warning: " + warning.render()));
            spec.commandLine()
                    .getOut()
                    .println(file + ": fine, pipeline \"" + pipeline.name() + "\" with "
                            + pipeline.tables().size() + " tables and "
                            + pipeline.outputs().size() + " outputs"
                            + (warnings.isEmpty()
                                    ? ""
                                    : ", " + warnings.size() + (warnings.size() == 1 ? " warning" : " warnings")));
            return 0;
        } catch (MillraceException wrong) {
            err.println(wrong.render());
            return wrong.code().category().exitCode();
        }
    }
}
