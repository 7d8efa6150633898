// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.example.smartfactory.FactoryReport;
import dev.millrace.example.smartfactory.SmartFactory;
import dev.millrace.model.MillraceException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace simulate}: the plant of the demo alone, for a server that runs already. */
@Command(
        name = "simulate",
        description = "Sends the simulated plant of the demo to a server that runs already.",
        footer = {"", "Example:", "  millrace simulate --to mqtt://localhost:1883 --duration 60s --machines 100 --json"
        })
final class SimulateCommand implements Callable<Integer>, Verbose {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final Duration LAST_ACKNOWLEDGEMENTS = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonFlags common;

    @Mixin
    private PlantFlags plant;

    @Option(
            names = "--to",
            paramLabel = "mqtt://HOST:PORT",
            defaultValue = "mqtt://localhost:1883",
            description = "Default: ${DEFAULT-VALUE}.")
    private URI to;

    @Option(names = "--json", description = "Prints counts and labels as one JSON object at the end.")
    private boolean isJson;

    @Override
    public boolean isVerbose() {
        return common.isVerbose();
    }

    @Override
    public Integer call() {
        if (to.getHost() == null || to.getPort() < 0) {
            throw MillraceException.of(
                    CliError.WRONG_FLAG_VALUE,
                    "--to is \"" + to + "\" but must be mqtt://HOST:PORT",
                    "For example --to mqtt://localhost:1883.");
        }
        try (StopSignal stop = StopSignal.listen();
                SmartFactory factory = new SmartFactory(plant.options(to.getHost(), to.getPort()))) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(factory);
            stop.await(FOR_EVER, sending::isDone);
            factory.stop();
            Waiting.until(sending::isDone, LAST_ACKNOWLEDGEMENTS);
            failWith(sending);
            return print(factory.report());
        }
    }

    private static void failWith(CompletableFuture<Void> sending) {
        try {
            sending.getNow(null);
        } catch (CompletionException failed) {
            throw MillraceException.of(
                    CliError.NOT_ACKNOWLEDGED,
                    failed.getCause().getMessage(),
                    "Start the server, for example with: millrace run examples/smart-factory/pipeline.sql",
                    failed);
        }
    }

    private int print(FactoryReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(json(report));
        } else {
            out.printf(
                    "%,d readings sent, %,d acknowledged, %d incidents%n",
                    report.sent(), report.acknowledged(), report.labels().size());
        }
        out.flush();
        return report.sent() == report.acknowledged()
                ? 0
                : CliError.NOT_ACKNOWLEDGED.category().exitCode();
    }

    private static ObjectNode json(FactoryReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sent", report.sent())
                .put("acknowledged", report.acknowledged())
                .put("duplicates", report.duplicates())
                .put("malformed", report.malformed())
                .put("ahead", report.ahead())
                .put("behind_ms", report.behindMs())
                .put("reconnects", report.reconnects());
        ArrayNode labels = json.putArray("labels");
        report.labels().forEach(label -> labels.addObject()
                .put("kind", label.kind())
                .put("machine", label.machine())
                .put("start_ms", label.startMs())
                .put("rise_ms", label.riseMs())
                .put("due", label.isDue()));
        return json;
    }
}
