// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.benchmarks.Comparison;
import dev.millrace.benchmarks.Workload;
import dev.millrace.model.MillraceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Flags of {@code millrace bench} for programs of other makers. */
final class PeerFlags {
    private static final String ALL = "all";

    @Option(
            names = "--peers",
            paramLabel = "NAME",
            arity = "0..1",
            split = ",",
            fallbackValue = ALL,
            description = {
                "Builds the peers, runs them and us one after the other and prints a table of ratios: ks, flink, jet, esper,",
                "siddhi; all of them when none is named. Takes about half a minute each."
            })
    private List<String> makers = List.of();

    @Option(
            names = "--peers-home",
            paramLabel = "DIR",
            description = "Sources of the peers. Default: bench-peers in ../shared beside the folder of Millrace.")
    private Path home;

    @Option(
            names = "--write",
            paramLabel = "FILE.md",
            description =
                    "Puts the table, with machine, date and command, into the part of a document that is marked for it.")
    private Path document;

    boolean areWanted() {
        return !makers.isEmpty();
    }

    /** Runs workloads on everything; exit code. */
    int compare(List<Workload> workloads, int warmUp, Consumer<String> lines) {
        Path millrace = Path.of(System.getProperty("millrace.home", ""));
        Path sources = home == null ? millrace.resolve("../shared/bench-peers").normalize() : home;
        if (!Comparison.hasPeers(sources)) {
            throw MillraceException.of(
                    CliError.NO_PEERS,
                    "there are no peers in \"" + sources + "\": its run.sh and pom.xml are missing",
                    "Name their folder with --peers-home DIR, or measure Millrace alone, without --peers.");
        }
        List<String> chosen = makers.contains(ALL) ? List.of() : makers;
        try {
            lines.accept("building the peers of " + sources + " ...");
            Comparison comparison = Comparison.build(
                    new Comparison.Place(
                            sources, millrace.resolve("quality/benchmarks/target/peers"), millrace.resolve("mvnw")),
                    warmUp,
                    lines);
            comparison.runParse();
            for (Workload workload : workloads) {
                comparison.run(workload, chosen);
            }
            comparison.runParse();
            lines.accept(comparison.table());
            if (document != null) {
                BenchDocument.write(document, command(workloads, chosen, warmUp), comparison.table());
            }
            return 0;
        } catch (IOException failed) {
            throw MillraceException.of(
                    CliError.NO_PEERS,
                    String.valueOf(failed.getMessage()),
                    "Correct the cause and start again.",
                    failed);
        }
    }

    private static String command(List<Workload> workloads, List<String> chosen, int warmUp) {
        String names = workloads.stream().map(Workload::label).collect(Collectors.joining(" "));
        String peers = chosen.isEmpty() ? "--peers" : "--peers " + String.join(",", chosen);
        return "./millrace bench " + names + " " + peers + " --warm-up " + warmUp;
    }
}
