// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.connect.CommonOptions;
import dev.millrace.connect.Connector;
import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.Option;
import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.Sink;
import dev.millrace.connect.Source;
import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.engine.process.EngineProcess;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.Table;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.TableDefinition;
import dev.millrace.server.live.AlertBook;
import dev.millrace.server.live.LiveState;
import dev.millrace.server.pipeline.EngineRun;
import dev.millrace.server.pipeline.FileLoader;
import dev.millrace.server.pipeline.LocalRun;
import dev.millrace.server.pipeline.RunningPipeline;
import dev.millrace.server.pipeline.SinkTask;
import dev.millrace.server.pipeline.SinkWorker;
import dev.millrace.server.pipeline.SparkBatchRun;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Starts one pipeline with everything around it. */
final class PipelineStarter {
    private static final String KAFKA = "kafka";

    private final ServerOptions options;
    private final ClientSettings client;
    private final ConnectorCatalog connectors;
    private final LiveState state;

    PipelineStarter(ServerOptions options, ClientSettings client, ConnectorCatalog connectors, LiveState state) {
        this.options = options;
        this.client = client;
        this.connectors = connectors;
        this.state = state;
    }

    /** A pipeline and what has to be closed with it. */
    record Started(RunningPipeline pipeline, List<FileLoader> loaders) implements AutoCloseable {
        @Override
        public void close() {
            // All are told before any is waited for: each may need its poll's time.
            pipeline.sinks().forEach(SinkWorker::stop);
            loaders.forEach(FileLoader::close);
            pipeline.run().close();
            pipeline.sinks().forEach(SinkWorker::close);
        }
    }

    Started start(Pipeline pipeline) {
        if (options.engine().equals(ServerOptions.LOCAL)) {
            EngineRun run =
                    LocalRun.start(pipeline, connectors, options.dataFolder().resolve("local"), state.ledger());
            return new Started(new RunningPipeline(pipeline, ServerOptions.LOCAL, run, List.of()), List.of());
        }
        if (options.engine().equals(ServerOptions.SPARK) && options.isBounded()) {
            EngineRun run = SparkBatchRun.start(new SparkBatchRun.Setting(
                    pipeline,
                    options.properties(),
                    () -> EngineProcess.start(EngineLaunches.spark()),
                    this::openSink,
                    options.dataFolder().resolve("spark"),
                    state.ledger()));
            return new Started(new RunningPipeline(pipeline, ServerOptions.SPARK, run, List.of()), List.of());
        }
        EngineRun run = startBetweenTopics(pipeline);
        List<SinkWorker> sinks = sinks(pipeline);
        return new Started(new RunningPipeline(pipeline, options.engine(), run, sinks), loaders(pipeline, run));
    }

    private EngineRun startBetweenTopics(Pipeline pipeline) {
        return switch (options.engine()) {
            case ServerOptions.FLINK -> FlinkStarter.start(pipeline, client, options);
            case ServerOptions.SPARK -> new SparkStarter(pipeline, client, options).start();
            default -> KafkaStreamsStarter.start(pipeline, client, options, connectors);
        };
    }

    private List<SinkWorker> sinks(Pipeline pipeline) {
        List<SinkWorker> workers = new ArrayList<>();
        Set<String> topics = new HashSet<>();
        Set<String> alertTables = AlertTables.of(pipeline);
        for (Output output : pipeline.outputs()) {
            boolean isOutside = !output.target().table().connector().equals(KAFKA);
            if (isOutside && topics.add(output.topic(pipeline.name()))) {
                boolean isAlert = alertTables.contains(output.target().name());
                workers.add(new SinkWorker(new SinkTask(
                                pipeline.name(), output, client, this::openSink, isAlert ? this::alert : this::ignore))
                        .start());
            }
        }
        return workers;
    }

    private Sink openSink(Table table) {
        Connector connector = connectors
                .connector(table.connector())
                .filter(c -> c.usage().isSink())
                .orElseThrow(() -> MillraceException.of(
                        ServerError.NO_SINK,
                        "table \"" + table.name() + "\" is written, but connector \"" + table.connector()
                                + "\" takes no results",
                        "Choose another connector for it, for example kafka, questdb or page."));
        return connector.sink(table, optionsOf(connector, table));
    }

    private Options optionsOf(Connector connector, Table table) {
        List<Option<?>> specs = new ArrayList<>(CommonOptions.ALL);
        specs.addAll(connector.options());
        connectors
                .format(table.option(CommonOptions.FORMAT.name()).orElse(CommonOptions.FORMAT.initial()))
                .ifPresent(format -> specs.addAll(format.options()));
        return Options.of(specs, table.options(), new Problems());
    }

    private void alert(String pipeline, Table table, String identity, Row row, long processedMicros) {
        long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        state.delivered(row, processedMicros, nowMicros);
        state.alerts().add(new AlertBook.Delivery(pipeline, table, identity, row, processedMicros, nowMicros));
    }

    private void ignore(String pipeline, Table table, String identity, Row row, long processedMicros) {
        // Only alerts are listed and measured.
    }

    /** Sources that are no door and no topic are put into their topics here. */
    private List<FileLoader> loaders(Pipeline pipeline, EngineRun run) {
        List<FileLoader> loaders = new ArrayList<>();
        for (TableDefinition table : pipeline.tables()) {
            String name = table.table().connector();
            boolean isLoaded = run.tables().containsKey(table.name())
                    && !name.equals(KAFKA)
                    && connectors
                            .connector(name)
                            .filter(c -> c.usage().isSource())
                            .isPresent();
            if (isLoaded) {
                loaders.add(new FileLoader(
                                table,
                                () -> openSource(table.table()),
                                client,
                                pipeline.ledgerTopic(),
                                options.dataFolder().resolve("loaders").resolve(pipeline.name()))
                        .start());
            }
        }
        return loaders;
    }

    private Source openSource(Table table) {
        Connector connector = connectors.connector(table.connector()).orElseThrow();
        return connector.source(table, optionsOf(connector, table));
    }
}
