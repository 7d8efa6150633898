// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import dev.millrace.testkit.verify.Verification;
import dev.millrace.testkit.verify.VerifyReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace verify FILE --input DATA}. */
@Command(
        name = "verify",
        description = {
            "Plays your own pipeline over your own rows on several engines, straight, in parallel, and with stops and restarts in",
            "the middle, and compares the final results row by row. Nothing is read from or sent to the connectors of the file.",
            "Exit code 1 when a run differs; the first row that differs is shown with its history."
        },
        footer = {
            "",
            "Examples:",
            "  millrace verify my.sql --input readings.csv",
            "  millrace verify my.sql --input readings=july.csv.gz --input devices=devices.csv --engine all",
            "  millrace verify my.sql --input readings.ndjson --junit target/verify.xml     for a CI server"
        })
final class VerifyCommand implements Callable<Integer>, Verbose {
    @Mixin
    private CommonFlags common;

    @Parameters(paramLabel = "FILE.sql", description = "The pipeline.")
    private Path file;

    @Option(
            names = "--input",
            paramLabel = "[TABLE=]FILE",
            required = true,
            description = {
                "Rows of a table: CSV, a header line may name the columns, or one JSON object a line (.json, .ndjson); also .gz.",
                "The table may be left out when the pipeline reads one only. May be repeated."
            })
    private List<String> inputs;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "local,kafka-streams",
            description =
                    "Engines, separated by commas, or all. The first is what the others are compared with. Default: ${DEFAULT-VALUE}.")
    private List<String> engines;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,3",
            description = "Parallelisms, separated by commas, 1 to 16. Default: ${DEFAULT-VALUE}.")
    private List<Integer> parallelisms;

    @Option(
            names = "--limit",
            paramLabel = "ROWS",
            defaultValue = "1000000",
            description =
                    "Rows of each file that are read at most; they are held in memory. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also writes the outcome as JUnit XML.")
    private Path junit;

    @Override
    public boolean isVerbose() {
        return common.isVerbose();
    }

    @Override
    public Integer call() {
        TestCommand.requireParallelisms(parallelisms);
        if (limit < 1) {
            throw MillraceException.of(
                    CliError.WRONG_FLAG_VALUE, "--limit is " + limit + " but must be 1 or more", "Leave it out.");
        }
        Pipeline pipeline = PipelineFile.read(file).compile().pipeline();
        Verification verification = Verification.of(pipeline, inputsByTable(pipeline), limit);
        verification.inputLines().forEach(System.err::println);
        List<String> names = engines.contains("all") ? EngineName.ALL : engines;
        try (ScenarioEngines started = ScenarioEngines.of(names, new TreeMap<>())) {
            VerifyReport report =
                    verification.run(started.list(), parallelisms, way -> System.err.println("playing on " + way));
            report.print(System.out);
            if (junit != null) {
                write(report);
            }
            return report.isEqual() ? 0 : 1;
        }
    }

    private void write(VerifyReport report) {
        try {
            report.writeJUnit(junit);
        } catch (IOException unwritable) {
            throw MillraceException.of(
                    CliError.NO_SUCH_FILE,
                    "\"" + junit + "\" cannot be written: " + unwritable,
                    "Name a file in a folder that exists with --junit.",
                    unwritable);
        }
    }

    private Map<String, Path> inputsByTable(Pipeline pipeline) {
        Map<String, Path> files = new TreeMap<>();
        for (String input : inputs) {
            int equals = input.indexOf('=');
            if (equals > 0) {
                files.put(input.substring(0, equals), Path.of(input.substring(equals + 1)));
            } else {
                files.put(onlyTable(pipeline, input), Path.of(input));
            }
        }
        return files;
    }

    private static String onlyTable(Pipeline pipeline, String input) {
        List<String> tables = Verification.tablesRead(pipeline);
        if (tables.size() != 1) {
            throw MillraceException.of(
                    CliError.WRONG_FLAG_VALUE,
                    "--input " + input + " names no table, and the pipeline reads " + tables.size(),
                    "Write --input TABLE=" + input + " with one of: " + String.join(", ", tables) + ".");
        }
        return tables.get(0);
    }
}
