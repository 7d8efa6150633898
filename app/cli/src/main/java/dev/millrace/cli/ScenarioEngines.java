// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.engine.kafkastreams.KafkaStreamsOptions;
import dev.millrace.engine.kafkastreams.KafkaStreamsScenarioEngine;
import dev.millrace.engine.local.LocalScenarioEngine;
import dev.millrace.engine.process.EngineProcess;
import dev.millrace.engine.process.FlinkOptions;
import dev.millrace.engine.process.ProcessScenarioEngine;
import dev.millrace.formats.JsonFormat;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.KernelOperators;
import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.server.EngineLaunches;
import dev.millrace.server.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Engines for scenarios with what they need around them: a broker of their own in a folder that is deleted afterwards. */
final class ScenarioEngines implements AutoCloseable {
    private final List<ScenarioEngine> engines = new ArrayList<>();
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final Map<String, String> properties;

    private ScenarioEngines(Map<String, String> properties) {
        this.properties = properties;
    }

    /**
     * Names must be those of {@link EngineName}.
     *
     * @param properties settings for Kafka clients and the engine kafka-streams
     */
    static ScenarioEngines of(List<String> names, Map<String, String> properties) {
        ScenarioEngines all = new ScenarioEngines(properties);
        try {
            names.forEach(all::open);
            return all;
        } catch (RuntimeException notStarted) {
            all.close();
            throw notStarted;
        }
    }

    List<ScenarioEngine> list() {
        return List.copyOf(engines);
    }

    private void open(String name) {
        ScenarioEngine engine =
                switch (EngineName.checked(name)) {
                    case ServerOptions.LOCAL -> new LocalScenarioEngine(FunctionCatalog.builtIn());
                    case ServerOptions.FLINK ->
                        new ProcessScenarioEngine(
                                name, EngineProcess.start(EngineLaunches.flink(FlinkOptions.texts(properties))));
                    case ServerOptions.SPARK ->
                        new ProcessScenarioEngine(name, EngineProcess.start(EngineLaunches.spark()));
                    default -> openKafkaStreams();
                };
        closing.push(engine::close);
        engines.add(engine);
    }

    private ScenarioEngine openKafkaStreams() {
        return new KafkaStreamsScenarioEngine(
                new KernelOperators(FunctionCatalog.builtIn()),
                List.of(new JsonFormat()),
                startKafka().bootstrapServers(),
                KafkaStreamsOptions.texts(properties));
    }

    private EmbeddedKafka startKafka() {
        Path folder = temporaryFolder();
        closing.push(() -> Folders.delete(folder));
        EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
        closing.push(kafka::close);
        return kafka;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("millrace-test-");
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
