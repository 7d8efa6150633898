// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.benchmarks.BenchResult;
import dev.millrace.benchmarks.LocalBench;
import dev.millrace.benchmarks.Workload;
import dev.millrace.model.MillraceException;
import java.io.PrintWriter;
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
            "  millrace bench w1 w3 w6 --events 5000000"
        })
final class BenchCommand implements Callable<Integer>, Verbose {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonFlags common;

    @Parameters(paramLabel = "WORKLOAD", arity = "1..*", description = "w1 to w6.")
    private List<String> workloads;

    @Option(names = "--keys", paramLabel = "N", description = "Devices. Default: 2,000; of w2 100,000, of w5 10,000.")
    private Integer keys;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "0",
            description = {
                "Readings in all, the first quarter of them to warm up. Default: 5 s of processor time to warm up",
                "(w2: until its hour is full), then three times 2 s."
            })
    private long events;

    @Override
    public boolean isVerbose() {
        return common.isVerbose();
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean isRight = true;
        for (Workload workload : workloads.stream().map(BenchCommand::named).toList()) {
            BenchResult result = LocalBench.run(workload, keysOf(workload), events);
            out.println(result.line());
            out.println(result.reference());
            out.flush();
            isRight &= result.isRight();
        }
        return isRight ? 0 : 1;
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

    private int keysOf(Workload workload) {
        int wanted = keys == null ? workload.defaultKeys() : keys;
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
