// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.engine.process.EngineServer;
import dev.millrace.engine.process.SparkError;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.codec.PipelineCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * A stream from Kafka to Kafka for the process that asks: {@code stream.start}, {@code stream.status} and {@code stream.stop}. One stream
 * in a process.
 */
final class StreamService implements EngineServer.Service {
    private static final byte[] NOTHING = {};
    private static final String LAYOUT_FILE = "layout";

    private StreamingQuery query;
    /** Accounts by sender. */
    private final Map<Integer, byte[]> counts = new ConcurrentHashMap<>();

    @Override
    public byte[] answer(String command, ByteReader body) throws IOException, TimeoutException {
        return switch (command) {
            case "stream.start" -> start(body);
            case "stream.status" -> status();
            case "stream.stop" -> stop();
            default -> throw new IllegalArgumentException("unknown command " + command);
        };
    }

    private byte[] start(ByteReader body) throws IOException, TimeoutException {
        SparkSettings settings = SparkSettings.of(body);
        Pipeline pipeline = PipelineCodec.decode(body.readBytes());
        String bootstrap = body.readString();
        Path folder = Path.of(body.readString());
        String startingOffsets = body.readString();
        Map<String, Integer> tablePartitions = new TreeMap<>();
        for (int i = body.readVarInt(); i > 0; i--) {
            tablePartitions.put(body.readString(), body.readVarInt());
        }
        HostedPlan plan = new HostedPlan(
                UUID.randomUUID().toString(),
                PipelineCodec.encode(pipeline),
                tablePartitions,
                settings.partitions(),
                HostedPlan.Turns.PROGRESS);
        plan.requireHostable();
        requireSameLayout(plan, folder);
        SparkSession session = SparkSessions.open(settings);
        session.conf().set("spark.sql.shuffle.partitions", settings.partitions());
        TopicWriter writer = new TopicWriter(plan, clientSettings(settings, bootstrap));
        VoidFunction2<Dataset<Row>, Long> write = (rows, batch) ->
                rows.toJavaRDD().mapPartitions(writer).collect().forEach(this::count);
        query = Stream.chain(plan, input(session, plan, settings, source(settings, bootstrap, startingOffsets)))
                .writeStream()
                .queryName(pipeline.name())
                .outputMode(OutputMode.Append())
                .option("checkpointLocation", folder.resolve("checkpoint").toString())
                .trigger(Trigger.ProcessingTime(settings.triggerMs()))
                .foreachBatch(write)
                .start();
        return NOTHING;
    }

    private void count(byte[] bytes) {
        counts.put(new ByteReader(bytes).readVarInt(), bytes);
    }

    private static Map<String, String> clientSettings(SparkSettings settings, String bootstrap) {
        Map<String, String> client = new HashMap<>(settings.kafka());
        client.put("bootstrap.servers", bootstrap);
        return client;
    }

    private static Map<String, String> source(SparkSettings settings, String bootstrap, String startingOffsets) {
        Map<String, String> options = new HashMap<>();
        clientSettings(settings, bootstrap).forEach((name, value) -> options.put("kafka." + name, value));
        options.put("kafka.isolation.level", "read_committed");
        options.put("startingOffsets", startingOffsets);
        // A topic that was emptied is no reason to stand still; what is missing is missing in every engine.
        options.put("failOnDataLoss", "false");
        return options;
    }

    /** Tables that are only looked up are read without a limit, so that all of their rows are in the first batch. */
    private static Dataset<Row> input(
            SparkSession session, HostedPlan plan, SparkSettings settings, Map<String, String> source) {
        Map<String, String> streams = new TreeMap<>();
        Map<String, String> references = new TreeMap<>();
        plan.layout().graph().pipeline().tables().forEach(table -> {
            if (plan.layout().graph().reader(table.name()).isPresent()) {
                (plan.layout().graph().isReference(table.name()) ? references : streams)
                        .put(table.topic(), table.name());
            }
        });
        Dataset<Row> all = new ClockRows(plan).read(session);
        if (!references.isEmpty()) {
            all = all.union(new TopicRows(plan, references).read(session, ofTopics(source, references)));
        }
        if (!streams.isEmpty()) {
            Map<String, String> limited = ofTopics(source, streams);
            limited.put("maxOffsetsPerTrigger", String.valueOf(settings.batchRecords()));
            all = all.union(new TopicRows(plan, streams).read(session, limited));
        }
        return all;
    }

    /** Starting offsets are given for all topics, and a source takes its own only. */
    private static Map<String, String> ofTopics(Map<String, String> source, Map<String, String> topics) {
        Map<String, String> own = new HashMap<>(source);
        own.computeIfPresent("startingOffsets", (name, json) -> StartingOffsets.only(json, topics.keySet()));
        return own;
    }

    /** State belongs to addresses, so a pipeline that has others cannot go on with it. */
    private static void requireSameLayout(HostedPlan plan, Path folder) throws IOException {
        Layout layout = plan.layout();
        StringBuilder text = new StringBuilder();
        layout.graph().tasks().forEach(task -> text.append(task.id())
                .append(' ')
                .append(layout.partitions(task.id()))
                .append('\n'));
        Files.createDirectories(folder);
        Path file = folder.resolve(LAYOUT_FILE);
        if (!Files.exists(file)) {
            Files.writeString(file, text);
        } else if (!Files.readString(file).contentEquals(text)) {
            throw MillraceException.of(
                    SparkError.OTHER_LAYOUT,
                    "the state in \"" + folder + "\" is of tasks \""
                            + Files.readString(file).strip().replace("\n", ", ") + "\", the pipeline now has \""
                            + text.toString().strip().replace("\n", ", ") + "\"",
                    "Take back what changed them (statements, the option partitions, partitions of a topic), or delete the folder:"
                            + " the pipeline then begins anew from its topics.");
        }
    }

    private byte[] status() {
        ByteWriter out = new ByteWriter();
        Optional<StreamingQueryException> failure =
                query.exception().isDefined() ? Optional.of(query.exception().get()) : Optional.empty();
        out.writeBoolean(query.isActive());
        out.writeString(failure.map(StreamingQueryException::getMessage).orElse(""));
        out.writeVarInt(counts.size());
        counts.values().forEach(out::writeBytes);
        return out.toBytes();
    }

    private byte[] stop() throws TimeoutException {
        query.stop();
        return NOTHING;
    }
}
