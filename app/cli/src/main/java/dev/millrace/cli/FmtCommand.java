// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.model.MillraceException;
import dev.millrace.sql.layout.LayoutError;
import dev.millrace.sql.layout.SqlLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace fmt FILE...}. */
@Command(
        name = "fmt",
        description = {
            "Lays SQL files out: a line for each clause, reserved words in upper case. Comments stay, the meaning does"
                    + " not change.",
            "With --check nothing is written; exit code 1 when a file is laid out differently."
        },
        footer = {"", "Example:", "  millrace fmt --check pipelines"})
final class FmtCommand implements Callable<Integer>, Verbose {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonFlags common;

    @Option(names = "--check", description = "Only say which files are laid out differently.")
    private boolean isCheck;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "SQL files, or folders of them.")
    private List<Path> files;

    @Override
    public boolean isVerbose() {
        return common.isVerbose();
    }

    @Override
    public Integer call() {
        int exitCode = 0;
        int changed = 0;
        List<Path> all = found();
        for (Path file : all) {
            try {
                changed += layOut(file) ? 1 : 0;
            } catch (MillraceException wrong) {
                spec.commandLine().getErr().println(file + ": " + wrong.render());
                exitCode = Math.max(exitCode, wrong.code().category().exitCode());
            }
        }
        if (!isCheck) {
            spec.commandLine().getOut().println(all.size() + " files, " + changed + " changed");
        }
        return exitCode;
    }

    private List<Path> found() {
        List<Path> all = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isDirectory(file)) {
                all.add(file);
                continue;
            }
            try (Stream<Path> below = Files.walk(file)) {
                below.filter(f -> f.toString().endsWith(".sql")).sorted().forEach(all::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    private boolean layOut(Path file) {
        String text = PipelineFile.read(file).text();
        String laidOut = SqlLayout.of(text);
        if (laidOut.equals(text)) {
            return false;
        }
        if (isCheck) {
            throw MillraceException.of(
                    LayoutError.NOT_LAID_OUT, "the file is laid out differently", "Run  ./millrace fmt " + file + ".");
        }
        try {
            Files.writeString(file, laidOut, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }
}
