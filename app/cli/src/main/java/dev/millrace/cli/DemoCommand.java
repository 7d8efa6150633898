// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.example.smartfactory.FactoryOptions;
import dev.millrace.example.smartfactory.SmartFactory;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import dev.millrace.server.Server;
import dev.millrace.server.ServerOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace demo}. */
@Command(
        name = "demo",
        description = {
            "Runs an example with everything embedded and a simulated plant: 2,000 sensors, 20,000 readings a second.",
            "Each demo begins with an empty plant: the folder \"demo\" in --data is cleared."
        },
        footer = {
            "",
            "Examples:",
            "  millrace demo                             page at http://localhost:8080 until Ctrl-C",
            "  millrace demo --duration 60s --json       one minute, then the counts as JSON",
            "",
            "The exit code is 3 when a reading that was sent is neither used nor in the ledger."
        })
final class DemoCommand implements Callable<Integer>, Verbose {
    static final String EXAMPLE = "smart-factory";
    private static final String PAGER_URL = "http://127.0.0.1:9000/alerts";
    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final Duration UP_TIMEOUT = Duration.ofSeconds(120);

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonFlags common;

    @Mixin
    private ServerFlags server;

    @Mixin
    private PlantFlags plant;

    @Parameters(paramLabel = "EXAMPLE", defaultValue = EXAMPLE, description = "Default and only one: ${DEFAULT-VALUE}.")
    private String example;

    @Option(names = "--engine", paramLabel = "NAME", description = "kafka-streams (default) or local.")
    private String engine;

    @Option(
            names = "--json",
            description = "Prints one JSON object at the end; everything else goes to standard error.")
    private boolean isJson;

    @Override
    public boolean isVerbose() {
        return common.isVerbose();
    }

    @Override
    public Integer call() {
        try (StopSignal stop = StopSignal.listen();
                AlertReceiver pager = AlertReceiver.start();
                Server running = start(pager)) {
            running.awaitUp(UP_TIMEOUT);
            FactoryOptions options = plant.options("127.0.0.1", running.mqttPort());
            try (SmartFactory factory = new SmartFactory(options, sent -> isWorkedOff(running, sent))) {
                DemoRun run =
                        new DemoRun(running, factory, pager, spec.commandLine().getErr());
                DemoSummary summary = run.until(stop, plant.duration().orElse(FOR_EVER));
                return print(summary);
            }
        }
    }

    /** When the past is used or in the ledger, the live part and its measurement begin. */
    private static boolean isWorkedOff(Server running, long sent) {
        boolean isDone = DemoRun.counted(running.stats()) >= sent;
        if (isDone) {
            running.state().measureAnew();
        }
        return isDone;
    }

    private Server start(AlertReceiver pager) {
        PrintWriter err = spec.commandLine().getErr();
        PipelineFile file = PipelineFile.read(exampleFile());
        // The pager of this demo listens on a free port, so that two demos or somebody's own receiver do not collide.
        PipelineFile withPager = new PipelineFile(file.shownName(), file.text().replace(PAGER_URL, pager.url()));
        Pipeline pipeline = withPager.compile().pipeline();
        Path data = server.dataFolder().resolve("demo");
        DemoFolder.clear(data);
        err.println("starting Kafka, MQTT broker, time-series store and pipeline ...");
        err.flush();
        ServerOptions options =
                server.options(List.of(pipeline), EngineName.of(engine, false, server.isOnFlink()), data);
        Server started = Server.start(options);
        Addresses.print(err, started, pipeline.name());
        err.println("Look at: the alerts with the readings that prove them, the chart, and where the milliseconds go.");
        return started;
    }

    private Path exampleFile() {
        if (!example.equals(EXAMPLE)) {
            throw MillraceException.of(
                    CliError.NO_SUCH_EXAMPLE,
                    "there is no example \"" + example + "\"",
                    "There is one: " + EXAMPLE + ". Run your own file with: millrace run FILE.sql");
        }
        return Path.of(System.getProperty("millrace.home", "."), "examples", example, "pipeline.sql");
    }

    private int print(DemoSummary summary) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(isJson ? summary.json() : summary.text());
        out.flush();
        summary.imbalance().ifPresent(missing -> {
            throw missing;
        });
        return 0;
    }
}
