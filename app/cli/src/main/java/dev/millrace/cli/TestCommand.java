// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.connect.Connector;
import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.Format;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.MillraceException;
import dev.millrace.server.Connectors;
import dev.millrace.sql.SqlCompiler;
import dev.millrace.testkit.scenario.ScenarioConnector;
import dev.millrace.testkit.scenario.ScenarioRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace test PATH...}. */
@Command(
        name = "test",
        description = {
            "Runs scenario files: SQL with the rows that arrive and what must come out.",
            "The last line is \"N passed, N failed\"; the exit code is 1 when one failed."
        },
        footer = {
            "",
            "Examples:",
            "  millrace test quality/scenarios",
            "  millrace test my-scenarios --engine local,kafka-streams --parallelism 1,3",
            "  millrace test my-scenarios --chaos 42 --rounds 20",
            "  millrace test --accept my.sql                 rewrites what is expected, for review"
        })
final class TestCommand implements Callable<Integer>, Verbose {
    private static final int PARALLELISM_MAX = 16;

    @Mixin
    private CommonFlags common;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Scenario files, or folders with some.")
    private List<Path> paths;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "local",
            description =
                    "Engines, separated by commas: local, kafka-streams, flink, spark or all. Default: ${DEFAULT-VALUE}.")
    private List<String> engines;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            split = ",",
            defaultValue = "1",
            description = "Parallelisms, separated by commas, 1 to 16. Default: ${DEFAULT-VALUE}.")
    private List<Integer> parallelisms;

    @Option(
            names = "--chaos",
            paramLabel = "SEED",
            description = {
                "Disturbs every scenario in ways that must not change its result: rows delayed within the bound, shuffled",
                "and delivered twice, a device that uploads its past, stops and restarts with more and fewer threads.",
                "The same seed disturbs in the same way."
            })
    private Long chaosSeed;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Rounds of chaos, each with the next seed. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--property",
            paramLabel = "NAME=VALUE",
            description =
                    "Setting for engine kafka-streams or flink, for example state.store=rocksdb. May be repeated.")
    private Map<String, String> properties = new TreeMap<>();

    @Option(names = "--accept", description = "Rewrites what is expected with what comes out.")
    private boolean isAccepting;

    @Override
    public boolean isVerbose() {
        return common.isVerbose();
    }

    @Override
    public Integer call() {
        requireSense();
        SqlCompiler compiler = new SqlCompiler(withScenarios(), FunctionCatalog.builtIn());
        ScenarioRunner.Settings settings = new ScenarioRunner.Settings(
                parallelisms,
                Optional.ofNullable(chaosSeed).map(seed -> new ScenarioRunner.ChaosRounds(seed, rounds)),
                isAccepting,
                Terminal.isWatched());
        List<String> names = engines.contains("all") ? EngineName.ALL : engines;
        try (ScenarioEngines started = ScenarioEngines.of(names, properties)) {
            ScenarioRunner.Summary summary =
                    new ScenarioRunner(compiler, settings).run(paths, started.list(), System.out);
            return summary.failed() == 0 ? 0 : 1;
        }
    }

    private void requireSense() {
        requireParallelisms(parallelisms);
        if (rounds < 1 || isAccepting && chaosSeed != null) {
            throw MillraceException.of(
                    CliError.WRONG_FLAG_VALUE,
                    rounds < 1
                            ? "--rounds is " + rounds + " but must be 1 or more"
                            : "--accept and --chaos exclude each other",
                    "For example --chaos 42 --rounds 20.");
        }
    }

    static void requireParallelisms(List<Integer> parallelisms) {
        parallelisms.stream()
                .filter(p -> p < 1 || p > PARALLELISM_MAX)
                .findFirst()
                .ifPresent(p -> {
                    throw MillraceException.of(
                            CliError.WRONG_FLAG_VALUE,
                            "--parallelism is " + p + " but must be 1 to " + PARALLELISM_MAX,
                            "For example --parallelism 1,3.");
                });
    }

    /** All connectors of this build and the one for arriving rows. */
    private static ConnectorCatalog withScenarios() {
        ConnectorCatalog all = Connectors.catalog();
        List<Connector> connectors = new ArrayList<>();
        connectors.add(new ScenarioConnector());
        all.connectorNames().stream()
                .map(all::connector)
                .flatMap(Optional::stream)
                .forEach(connectors::add);
        List<Format> formats = all.formatNames().stream()
                .map(all::format)
                .flatMap(Optional::stream)
                .toList();
        return new ConnectorCatalog(connectors, formats);
    }
}
