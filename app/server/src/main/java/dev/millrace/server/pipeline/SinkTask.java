// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.pipeline;

import dev.millrace.connect.Sink;
import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.ResultRecords;
import dev.millrace.model.Row;
import dev.millrace.model.Table;
import dev.millrace.plan.Output;
import dev.millrace.server.Connectors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What a worker carries where. Alerts and pages are live: read before they are committed, repeats recognised. */
public final class SinkTask {
    /** Records that are read again on start, only to recognise repeats of them, or to fill a page. */
    private static final long RECORDS_BEFORE = 2000;

    private final String pipeline;
    private final Output output;
    private final Table table;
    private final ClientSettings client;
    private final Function<Table, Sink> opener;
    private final DeliveryListener listener;

    /**
     * One output of a pipeline.
     *
     * @param opener opens the sink; called again after a failure
     * @param listener hears of every row given to the sink
     */
    public SinkTask(
            String pipeline,
            Output output,
            ClientSettings client,
            Function<Table, Sink> opener,
            DeliveryListener listener) {
        this.pipeline = pipeline;
        this.output = output;
        this.client = client;
        this.opener = opener;
        this.listener = listener;
        table = keyed(output);
    }

    /** Hears of deliveries on the worker's thread; must be quick. */
    public interface DeliveryListener {
        void delivered(String pipeline, Table table, String identity, Row row, long processedMicros);
    }

    /** The target with the key that the plan knows, also where CREATE TABLE names none. */
    public static Table keyed(Output output) {
        Table target = output.target().table();
        List<String> key =
                output.keyColumns().stream().map(c -> target.schema().name(c)).toList();
        return new Table(
                target.name(), target.schema(), new TreeMap<>(target.metadata()), key, new TreeMap<>(target.options()));
    }

    String name() {
        return pipeline + "-" + output.id();
    }

    String output() {
        return output.id();
    }

    Table table() {
        return table;
    }

    String topic() {
        return output.topic(pipeline);
    }

    ResultRecords records() {
        return new ResultRecords(table.schema(), output.keyColumns(), Connectors.JSON);
    }

    Sink openSink() {
        return opener.apply(table);
    }

    /** Whether rows are wanted within milliseconds. */
    boolean isLive() {
        return isPage() || table.connector().equals("webhook");
    }

    /** A page starts with the newest rows each time; the others go on where they were. */
    boolean hasGroup() {
        return !isPage();
    }

    private boolean isPage() {
        return table.connector().equals("page");
    }

    Map<String, Object> consumerSettings() {
        Map<String, Object> settings = new HashMap<>(client.consumer(hasGroup() ? "millrace.sink." + name() : ""));
        if (isLive()) {
            settings.put("isolation.level", "read_uncommitted");
        }
        settings.putIfAbsent("max.poll.records", "5000");
        return settings;
    }

    /** Goes to the start and gives the offset from which on rows are new to the sink. */
    Map<TopicPartition, Long> seek(KafkaConsumer<byte[], byte[]> reader, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        Map<TopicPartition, Long> begins = reader.beginningOffsets(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed =
                hasGroup() ? reader.committed(java.util.Set.copyOf(partitions)) : Map.of();
        Map<TopicPartition, Long> firstNew = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata position = committed.get(partition);
            long next = position == null ? begins.get(partition) : position.offset();
            long start = isPage() ? ends.get(partition) - RECORDS_BEFORE : isLive() ? next - RECORDS_BEFORE : next;
            reader.seek(partition, Math.max(begins.get(partition), start));
            firstNew.put(partition, isPage() ? 0 : next);
        }
        return firstNew;
    }

    /** The row with the position that identifies it in place of that of its record. */
    Row identified(ResultRecords.Result result) {
        Row row = result.row();
        if (!output.keyColumns().isEmpty()) {
            return row;
        }
        int colon = result.key().indexOf(':');
        try {
            int partition = Integer.parseInt(result.key().substring(0, Math.max(0, colon)));
            return row.withPosition(partition, Long.parseLong(result.key().substring(colon + 1)));
        } catch (NumberFormatException e) {
            // Somebody else's topic: the record's own position identifies it.
            return row;
        }
    }

    void delivered(String identity, Row row, long processedMicros) {
        listener.delivered(pipeline, table, identity, row, processedMicros);
    }
}
