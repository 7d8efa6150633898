// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import dev.millrace.server.Connectors;
import dev.millrace.sql.CompiledScript;
import dev.millrace.sql.SqlCompiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A file of SQL and how it is compiled.
 *
 * @param shownName as the user wrote it, for messages
 * @param text of the file
 */
record PipelineFile(String shownName, String text) {
    /** Reads a file; the message for one that is not there names it. */
    static PipelineFile read(Path file) {
        if (Files.isDirectory(file)) {
            throw MillraceException.of(
                    CliError.NO_SUCH_FILE,
                    "\"" + file + "\" is a folder, and a pipeline is one file",
                    "Name the .sql file in it.");
        }
        if (!Files.isRegularFile(file)) {
            throw MillraceException.of(
                    CliError.NO_SUCH_FILE,
                    "there is no file \"" + file + "\"",
                    "Paths are relative to " + Path.of("").toAbsolutePath() + ".");
        }
        try {
            return new PipelineFile(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw MillraceException.of(
                    CliError.NO_SUCH_FILE,
                    "\"" + file + "\" cannot be read: " + unreadable.getMessage(),
                    "It must be a readable text file in UTF-8.",
                    unreadable);
        }
    }

    static Pipeline compiled(String shownName, String text) {
        return new PipelineFile(shownName, text).compile().pipeline();
    }

    CompiledScript compile() {
        return compiler().compileScript(shownName, pipelineName(), text);
    }

    /** What is allowed but hurts later. */
    List<MillraceException> advice(Pipeline pipeline) {
        return compiler().advice(shownName, pipeline);
    }

    private static SqlCompiler compiler() {
        return new SqlCompiler(Connectors.catalog(), FunctionCatalog.builtIn());
    }

    /** File name without ending, as names of pipelines may be: lower-case letters, digits and '-'. */
    String pipelineName() {
        String file = shownName.substring(Math.max(shownName.lastIndexOf('/'), shownName.lastIndexOf('\\')) + 1);
        String stem = file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
        String name =
                stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "pipeline" : name;
    }
}
