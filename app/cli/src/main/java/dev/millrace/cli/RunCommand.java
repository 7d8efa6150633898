// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.cli.deploy.Deployments;
import dev.millrace.plan.Pipeline;
import dev.millrace.server.Server;
import dev.millrace.server.ServerOptions;
import dev.millrace.sql.CompiledScript;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace run FILE}. */
@Command(
        name = "run",
        description = "Runs a pipeline until it is stopped with Ctrl-C or SIGTERM; then the exit code is 0.",
        footer = {
            "",
            "Examples:",
            "  millrace run my.sql                                   everything embedded, data in .millrace",
            "  millrace run my.sql --kafka broker:9092               with your Kafka",
            "  millrace run files.sql --bounded                      from files to files, ends when they end",
            "  millrace run my.sql --http-port 0 --mqtt-port 0 --kafka-port 0 --duration 60s --json"
        })
final class RunCommand implements Callable<Integer>, Verbose {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final Duration UP_TIMEOUT = Duration.ofSeconds(120);

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonFlags common;

    @Mixin
    private ServerFlags server;

    @Parameters(paramLabel = "FILE.sql", description = "The pipeline.")
    private Path file;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description =
                    "kafka-streams, local, flink or spark. Default: kafka-streams, with --bounded local, with --flink flink.")
    private String engine;

    @Option(
            names = "--bounded",
            description = "Ends when every file that is read has ended and all results are stored.")
    private boolean isBounded;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Stops after this time, for example 60s.")
    private Duration duration;

    @Option(names = "--json", description = "Prints one JSON object with the counts at the end.")
    private boolean isJson;

    @Override
    public boolean isVerbose() {
        return common.isVerbose();
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        CompiledScript script = PipelineFile.read(file).compile();
        script.warnings().forEach(warning -> err.println("warning: " + warning.render()));
        String engineName = EngineName.of(engine, isBounded, server.isOnFlink());
        Deployments deployments = new Deployments(
                server.dataFolder(), Deployments.place(engineName, server.kafka()), PipelineFile::compiled);
        Pipeline pipeline = deployments.enter(file.toString(), script.pipeline());
        ServerOptions options = server.options(List.of(pipeline), engineName, server.dataFolder())
                .withBounded(isBounded);
        try (StopSignal stop = StopSignal.listen();
                Server running = Server.start(options)) {
            running.awaitUp(UP_TIMEOUT);
            Addresses.print(err, running, pipeline.name());
            BooleanSupplier isDone = () -> isBounded && (running.isFinished() || running.hasFailed());
            stop.await(Optional.ofNullable(duration).orElse(FOR_EVER), isDone);
            if (running.hasFailed()) {
                // Throws what happened: a run that ends by itself must not end well then.
                running.awaitUp(Duration.ZERO);
            }
            summarize(running);
        }
        return 0;
    }

    private void summarize(Server running) {
        if (!isJson) {
            return;
        }
        ObjectNode summary = StatsJson.of(running.stats());
        summary.put("http_port", running.httpPort());
        summary.put("mqtt_port", running.mqttPort());
        summary.put("kafka", running.kafkaBootstrap());
        spec.commandLine().getOut().println(summary);
        spec.commandLine().getOut().flush();
    }
}
