// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.LookupKeys;
import dev.millrace.connect.Lookups;
import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.engine.kafkastreams.KafkaStreamsEngine;
import dev.millrace.engine.kafkastreams.KafkaStreamsOptions;
import dev.millrace.engine.kafkastreams.KafkaStreamsRun;
import dev.millrace.engine.kafkastreams.KafkaStreamsSettings;
import dev.millrace.formats.CsvFormat;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.KernelOperators;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import dev.millrace.server.pipeline.EngineRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Starts pipelines in Kafka Streams. */
final class KafkaStreamsStarter {
    private static final String INSTANCE_FILE = "instance";

    private KafkaStreamsStarter() {}

    static EngineRun start(
            Pipeline pipeline, ClientSettings client, ServerOptions options, ConnectorCatalog connectors) {
        Lookups lookups = new Lookups(connectors);
        KernelOperators operators = new KernelOperators(
                FunctionCatalog.builtIn(),
                node -> lookups.of(node.table().table(), new LookupKeys(node.tableKeys(), node.keyTypes())));
        KafkaStreamsEngine engine = new KafkaStreamsEngine(operators, List.of(Connectors.JSON, new CsvFormat()));
        Path folder = options.dataFolder().resolve("streams");
        KafkaStreamsSettings settings = KafkaStreamsSettings.of(
                        client.bootstrapServers(), folder, KafkaStreamsOptions.texts(options.properties()))
                .withInstance(instance(options.dataFolder()));
        return new Run(engine.start(pipeline, settings), lookups);
    }

    /** The data folder belongs to one process at a time, so its name is that of the process for Kafka too. */
    private static String instance(Path dataFolder) {
        Path file = dataFolder.resolve(INSTANCE_FILE);
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Run(KafkaStreamsRun run, Lookups asked) implements EngineRun {
        @Override
        public String state() {
            return run.state().name();
        }

        @Override
        public Optional<String> failure() {
            return run.failure().map(MillraceException::getMessage);
        }

        @Override
        public void awaitRunning(Duration timeout) {
            run.awaitRunning(timeout);
        }

        @Override
        public SortedMap<String, TableAccount> tables() {
            return new TreeMap<>(run.counts().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> account(e.getValue()))));
        }

        private static TableAccount account(KafkaStreamsRun.TableCounts counts) {
            SortedMap<String, Long> ledger = new TreeMap<>();
            counts.ledger().forEach((reason, n) -> ledger.put(reason.name(), n));
            return new TableAccount(counts.read(), counts.used(), ledger);
        }

        @Override
        public Optional<KeyState> keyState() {
            return Optional.of(
                    new KeyState(run.keys(), run.hotKeys(), run.coldLoads(), run.refusedKeys(), run.savedStateBytes()));
        }

        @Override
        public Map<String, Map<String, Long>> lookups() {
            return asked.counters();
        }

        @Override
        public void close() {
            run.close();
            asked.close();
        }
    }
}
