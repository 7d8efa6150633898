// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.benchmarks.BenchResult;
import dev.millrace.benchmarks.KafkaBench;
import dev.millrace.benchmarks.LocalBench;
import dev.millrace.benchmarks.Workload;
import dev.millrace.formats.JsonFormat;
import dev.millrace.model.MillraceException;
import dev.millrace.server.ServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace bench WORKLOAD...}. */
@Command(
        name = "bench",
        description = {
            "Measures how many readings an engine carries: JSON bytes in, results out, from a plain SQL file.",
            "Prints one line a workload and, below it, whether the results are right; exit code 1 when they are not.",
            "  w1  tumbling window of 5 minutes          w4  z-score over the last 100 values",
            "  w2  last hour every 15 s, ratio           w5  sessions with a gap of 30 minutes",
            "  w3  vibration, then temperature           w6  look-up in 10,000 devices, two routes"
        },
        footer = {
            "",
            "Examples:",
            "  millrace bench w1",
            "  millrace bench w2 --keys 1000",
            "  millrace bench w1 w3 w6 --events 5000000",
            "  millrace bench w1 --engine kafka-streams",
            "  millrace bench w1 w3 --peers flink,esper     ours and theirs side by side"
        })
final class BenchCommand implements Callable<Integer>, Verbose {
    /** The hour of more would not be full within the readings of a run. */
    private static final int KAFKA_METERS = 1_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonFlags common;

    @Parameters(paramLabel = "WORKLOAD", arity = "0..*", description = "w1 to w6; with --peers all when none is named.")
    private List<String> workloads = List.of();

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = ServerOptions.LOCAL,
            description = {
                "local: bytes in memory to results that are counted; kafka-streams: from topic to topic through a broker",
                "in this process, with changelogs. Default: ${DEFAULT-VALUE}."
            })
    private String engine;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = JsonFormat.NAME,
            description = "Format of the readings: json.")
    private String format;

    @Mixin
    private PeerFlags peers;

    @Option(
            names = "--keys",
            paramLabel = "N",
            description = "Devices. Default: 2,000; of w2 10,000 (kafka-streams 1,000), of w5 10,000.")
    private Integer keys;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "0",
            description = {
                "Readings in all, the first quarter of them to warm up. Default: 5 s of processor time to warm up",
                "(w2: until its hour is full), then three times 2 s; with kafka-streams 4,000,000 readings."
            })
    private long events;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = {
                "Processor time before measuring, where readings are not limited; more on a crowded machine, where the",
                "compiler of the JVM takes longer. Default: ${DEFAULT-VALUE}."
            })
    private int warmUp;

    @Override
    public boolean isVerbose() {
        return common.isVerbose();
    }

    @Override
    public Integer call() {
        EngineName.checked(engine);
        requireJson();
        List<Workload> wanted = workloads.stream().map(BenchCommand::named).toList();
        if (peers.areWanted()) {
            return peers.compare(wanted.isEmpty() ? List.of(Workload.values()) : wanted, warmUp, this::println);
        }
        if (wanted.isEmpty()) {
            throw MillraceException.of(
                    CliError.WRONG_USAGE, "no workload is named", "For example  millrace bench w1  or  --peers.");
        }
        boolean isRight = true;
        for (Workload workload : wanted) {
            BenchResult result = run(workload);
            println(result.line());
            println(result.reference());
            isRight &= result.isRight();
        }
        return isRight ? 0 : 1;
    }

    private void println(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private void requireJson() {
        if (!format.equals(JsonFormat.NAME)) {
            throw MillraceException.of(
                    CliError.WRONG_FLAG_VALUE,
                    "--format is \"" + format + "\" but the readings of the benchmark are JSON",
                    "Leave --format out.");
        }
    }

    private BenchResult run(Workload workload) {
        if (engine.equals(ServerOptions.LOCAL)) {
            return LocalBench.run(
                    workload, keysOf(workload, workload.defaultKeys()), new LocalBench.Length(warmUp, events));
        }
        int usual = workload == Workload.W2 ? KAFKA_METERS : workload.defaultKeys();
        Path folder = temporaryFolder();
        try {
            long readings = events == 0 ? KafkaBench.DEFAULT_READINGS : events;
            return KafkaBench.run(workload, keysOf(workload, usual), readings, folder);
        } finally {
            Folders.delete(folder);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("millrace-bench-");
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    private static Workload named(String name) {
        return Workload.named(name)
                .orElseThrow(() -> MillraceException.of(
                        CliError.WRONG_FLAG_VALUE,
                        "there is no workload \"" + name + "\"",
                        "Use one of: "
                                + Arrays.stream(Workload.values())
                                        .map(Workload::label)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private int keysOf(Workload workload, int usual) {
        int wanted = keys == null ? usual : keys;
        int most = workload.keysMax(Runtime.getRuntime().maxMemory());
        if (wanted < 1 || wanted > most) {
            throw MillraceException.of(
                    CliError.WRONG_FLAG_VALUE,
                    "--keys is " + wanted + " but " + workload.label() + " takes 1 to " + most
                            + " in a heap of this size",
                    "Choose fewer, or give the JVM more with MILLRACE_JAVA_OPTS=-Xmx12g.");
        }
        return wanted;
    }
}
