// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.KafkaOptions;
import dev.millrace.connect.kafka.TopicSpec;
import dev.millrace.connect.kafka.Topics;
import dev.millrace.engine.process.EngineProcess;
import dev.millrace.engine.process.SparkError;
import dev.millrace.engine.process.SparkOptions;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Table;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.codec.PipelineCodec;
import dev.millrace.server.pipeline.EngineRun;
import dev.millrace.server.pipeline.SparkStreamRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Starts pipelines as streams in Spark: topics here, where an admin client is, everything else in Spark's process. */
final class SparkStarter {
    private static final long RETENTION_MS = 7L * 24 * 3600 * 1000;
    /** Spark's numbers for the first record and behind the last one. */
    private static final long EARLIEST = -2;

    private static final long LATEST = -1;

    private final Pipeline pipeline;
    private final ClientSettings client;
    private final ServerOptions options;
    private final TaskGraph graph;
    private final int partitions;
    /** Tables that are read. */
    private final List<TableDefinition> tables = new ArrayList<>();

    SparkStarter(Pipeline pipeline, ClientSettings client, ServerOptions options) {
        this.pipeline = pipeline;
        this.client = client;
        this.options = options;
        graph = TaskGraph.of(pipeline);
        String asked = options.properties().get(SparkOptions.PARTITIONS.name());
        partitions = asked == null || !asked.matches("\\d{1,4}")
                ? Math.toIntExact(SparkOptions.PARTITIONS.initial())
                : Math.max(1, Integer.parseInt(asked));
        pipeline.tables().stream()
                .filter(table -> graph.reader(table.name()).isPresent())
                .forEach(tables::add);
    }

    EngineRun start() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        String startingOffsets;
        try (Topics topics = new Topics(client)) {
            topics.ensure(specs());
            for (TableDefinition table : tables) {
                counts.put(table.name(), topics.partitions(table.topic()).orElseThrow());
            }
            startingOffsets = startingOffsets(topics);
        }
        EngineProcess process = EngineProcess.start(EngineLaunches.spark());
        try {
            process.ask("stream.start", request(counts, startingOffsets));
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
        return new SparkStreamRun(
                pipeline.name(), tables.stream().map(TableDefinition::name).toList(), process);
    }

    private List<TopicSpec> specs() {
        List<TopicSpec> specs = new ArrayList<>();
        for (TableDefinition table : tables) {
            requireSameCluster(table.table());
            TaskPlan task = graph.reader(table.name()).orElseThrow();
            specs.add(TopicSpec.of(
                    table.topic(), task.isSinglePartition() ? 1 : wanted(table.table()), retentionMs(table.table())));
        }
        for (Output output : pipeline.outputs()) {
            Table target = output.target().table();
            requireSameCluster(target);
            specs.add(TopicSpec.of(output.topic(pipeline.name()), wanted(target), retentionMs(target)));
        }
        specs.add(TopicSpec.of(pipeline.ledgerTopic(), 1, RETENTION_MS));
        return specs;
    }

    private int wanted(Table table) {
        return table.option(KafkaOptions.PARTITIONS.name())
                .map(Integer::parseInt)
                .orElse(partitions);
    }

    private static long retentionMs(Table table) {
        return table.option(KafkaOptions.RETENTION.name())
                .map(KafkaOptions.RETENTION.parser())
                .orElse(RETENTION_MS);
    }

    private void requireSameCluster(Table table) {
        String address = KafkaOptions.properties(table).get(KafkaOptions.BOOTSTRAP);
        if (address != null && !address.equals(client.bootstrapServers())) {
            throw MillraceException.of(
                    SparkError.NO_SOURCE,
                    "table \"" + table.name() + "\" is on Kafka at " + address + ", but the pipeline runs on Kafka at "
                            + client.bootstrapServers(),
                    "Start Millrace with --kafka " + address + ".");
        }
    }

    /** As Spark takes them: a JSON object of partitions and offsets by topic. */
    private String startingOffsets(Topics topics) {
        SortedMap<String, SortedMap<Integer, Long>> offsets = new TreeMap<>();
        for (TableDefinition table : tables) {
            SortedMap<Integer, Long> own = offsets.computeIfAbsent(table.topic(), t -> new TreeMap<>());
            String mode = table.table().option(KafkaOptions.STARTUP_MODE.name()).orElse("");
            int count = topics.partitions(table.topic()).orElseThrow();
            for (int partition = 0; partition < count; partition++) {
                own.put(partition, mode.equals("latest-offset") ? LATEST : EARLIEST);
            }
            if (mode.equals("timestamp")) {
                long fromMs = table.table()
                        .option(KafkaOptions.STARTUP_TIMESTAMP.name())
                        .map(Long::parseLong)
                        .orElse(0L);
                for (Map.Entry<TopicPartition, Long> at :
                        topics.offsetsAt(table.topic(), fromMs).entrySet()) {
                    own.put(at.getKey().partition(), at.getValue());
                }
            }
        }
        return offsets.entrySet().stream()
                .map(topic -> "\"" + topic.getKey() + "\":"
                        + topic.getValue().entrySet().stream()
                                .map(p -> "\"" + p.getKey() + "\":" + p.getValue())
                                .collect(Collectors.joining(",", "{", "}")))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private byte[] request(SortedMap<String, Integer> counts, String startingOffsets) {
        Path folder = options.dataFolder().resolve("spark").resolve(pipeline.name());
        ByteWriter out = new ByteWriter();
        out.writeVarInt(options.properties().size());
        options.properties().forEach((name, value) -> {
            out.writeString(name);
            out.writeString(value);
        });
        out.writeBytes(PipelineCodec.encode(pipeline));
        out.writeString(client.bootstrapServers());
        out.writeString(folder.toAbsolutePath().toString());
        out.writeString(startingOffsets);
        out.writeVarInt(counts.size());
        counts.forEach((table, count) -> {
            out.writeString(table);
            out.writeVarInt(count);
        });
        return out.toBytes();
    }
}
