// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.Format;
import dev.millrace.kernel.host.OperatorFactory;
import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.plan.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Runs scenarios through Kafka: every run has its own topics and consumer group on a broker that all runs share. The broker
 * belongs to the caller, who stops it after {@link #close}. Thread-safe; runs do not see each other.
 */
public final class KafkaStreamsScenarioEngine implements ScenarioEngine {
    /** Runs of several engine objects may share a broker and must not share topics. */
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final KafkaStreamsEngine engine;
    private final String bootstrapServers;
    private final Path folder;
    private final ScenarioClients clients;
    /** As {@link KafkaStreamsSettings#of} takes them. */
    private final Map<String, String> optionTexts;

    /**
     * @param bootstrapServers of a broker, usually the embedded one
     * @param formats {@code json} must be one of them
     */
    public KafkaStreamsScenarioEngine(OperatorFactory operators, List<Format> formats, String bootstrapServers) {
        this(operators, formats, bootstrapServers, Map.of());
    }

    /** With options of the engine, for example {@code state.store = rocksdb}, and {@code properties.*}; wrong ones throw ENG-421. */
    public KafkaStreamsScenarioEngine(
            OperatorFactory operators, List<Format> formats, String bootstrapServers, Map<String, String> optionTexts) {
        engine = new KafkaStreamsEngine(operators, formats);
        this.bootstrapServers = bootstrapServers;
        this.optionTexts = Map.copyOf(optionTexts);
        clients = new ScenarioClients(bootstrapServers);
        try {
            folder = Files.createTempDirectory("millrace-scenarios");
            KafkaStreamsSettings.of(bootstrapServers, folder, this.optionTexts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return KafkaStreamsEngine.NAME;
    }

    @Override
    public Run open(Pipeline pipeline, int parallelism) {
        int number = RUNS.incrementAndGet();
        Map<String, String> options = new LinkedHashMap<>();
        options.put(KafkaStreamsOptions.PARTITIONS.name(), String.valueOf(parallelism));
        options.put(KafkaStreamsOptions.COMMIT_INTERVAL.name(), "10 ms");
        // A consumer that closes waits for the fetch that it has asked for.
        options.put("properties.consumer.fetch.max.wait.ms", "20");
        options.putAll(optionTexts);
        KafkaStreamsSettings settings = KafkaStreamsSettings.of(
                        bootstrapServers, folder.resolve("run-" + number), options)
                .withTopicPrefix("scenario-" + ProcessHandle.current().pid() + "-" + number + ".");
        return new ScenarioRun(engine, clients, pipeline, settings);
    }

    @Override
    public void close() {
        clients.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(KafkaStreamsScenarioEngine::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
