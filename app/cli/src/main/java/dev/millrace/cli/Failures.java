// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.model.ErrorCode;
import dev.millrace.model.MillraceException;
import dev.millrace.sql.Suggestions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the user sees when a command fails: one message, no stack trace unless asked for, the exit code of who has to act. */
final class Failures {
    private Failures() {}

    /** A flag or command that does not exist, or a value that is not allowed. */
    static int wrongUsage(ParameterException wrong, String[] args) {
        CommandLine line = wrong.getCommandLine();
        PrintWriter err = line.getErr();
        List<String> near = wrong instanceof UnmatchedArgumentException unmatched ? near(unmatched) : List.of();
        String command = line.getCommandSpec().qualifiedName();
        String hint = near.isEmpty()
                ? "Run \"" + command + " --help\" for what it takes."
                : "Did you mean \"" + String.join("\" or \"", near) + "\"? \"" + command + " --help\" shows all.";
        String fact = wrong.getMessage().split("\n", 2)[0];
        err.println(MillraceException.of(CliError.WRONG_USAGE, lowerFirst(fact), hint)
                .render());
        return CliError.WRONG_USAGE.category().exitCode();
    }

    /** Of what picocli finds alike the one that is nearest in letters; all when none is near. */
    private static List<String> near(UnmatchedArgumentException unmatched) {
        List<String> alike = unmatched.getSuggestions();
        return Suggestions.nearest(unmatched.getUnmatched().get(0), alike)
                .map(List::of)
                .orElse(alike);
    }

    /** Everything that a command throws. */
    static int failed(Exception failure, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (isVerbose(line.getCommandSpec())) {
            failure.printStackTrace(err);
        }
        MillraceException known = known(failure);
        if (known != null) {
            err.println(known.render());
            return known.code().category().exitCode();
        }
        err.println(MillraceException.of(
                        CliError.UNEXPECTED,
                        "\"" + line.getCommandSpec().qualifiedName() + "\" failed unexpectedly: " + failure,
                        "This is a defect of Millrace. Report it with " + writeTrace(failure) + ".")
                .render());
        return ErrorCode.Category.INTERNAL.exitCode();
    }

    /** The message inside wrappers that thread pools and picocli put around it; null when there is none. */
    private static MillraceException known(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof MillraceException known) {
                return known;
            }
        }
        return null;
    }

    private static boolean isVerbose(CommandSpec spec) {
        return spec.userObject() instanceof Verbose command && command.isVerbose();
    }

    private static String writeTrace(Throwable failure) {
        java.io.StringWriter trace = new java.io.StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        try {
            Path file = Files.createTempFile("millrace-failure-", ".log");
            Files.writeString(file, trace.toString(), StandardCharsets.UTF_8);
            return file.toString();
        } catch (IOException noFolder) {
            return "this trace (it could not be written to a file): " + trace;
        }
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
