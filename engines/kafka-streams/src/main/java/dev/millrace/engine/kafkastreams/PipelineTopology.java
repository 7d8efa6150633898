// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.KeyCodec;
import dev.millrace.kernel.host.TaskInput;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.plan.Output;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes the topology of a pipeline: each task is one processor with its store, its sources and its sinks. */
final class PipelineTopology {
    /** Small segments: only the newest value of each piece is wanted, and only closed segments are compacted. */
    private static final Map<String, String> CHANGELOG =
            Map.of("segment.bytes", String.valueOf(32 << 20), "min.cleanable.dirty.ratio", "0.3");

    private final Hosting hosting;
    private final Topology topology = new Topology();

    private PipelineTopology(Hosting hosting) {
        this.hosting = hosting;
    }

    static Topology of(Hosting hosting) {
        PipelineTopology made = new PipelineTopology(hosting);
        hosting.graph().tasks().forEach(made::add);
        return made.topology;
    }

    private void add(TaskPlan task) {
        String processor = NodeNames.processor(task);
        for (TaskInput input : task.inputs()) {
            topology.addSource(
                    AutoOffsetReset.earliest(),
                    NodeNames.source(task, input),
                    new RecordTimestamp(),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer(),
                    hosting.topics().inputTopic(input));
        }
        String[] sources =
                task.inputs().stream().map(i -> NodeNames.source(task, i)).toArray(String[]::new);
        topology.addProcessor(processor, () -> new TaskHost(hosting, task), sources);
        topology.addStateStore(storeBuilder(task).withLoggingEnabled(new HashMap<>(CHANGELOG)), processor);
        for (Output output : task.outputs()) {
            StreamPartitioner<byte[], byte[]> partitioner = output.keyColumns().isEmpty() ? new ByReading() : null;
            addSink(NodeNames.result(task, output), hosting.topics().outputTopic(output), partitioner, processor);
        }
        for (Exchange exchange : task.sends()) {
            addSink(NodeNames.send(task, exchange), hosting.topics().exchangeTopic(exchange), new ByKey(), processor);
        }
        addSink(NodeNames.ledger(task), hosting.topics().ledgerTopic(), null, processor);
    }

    /** A task without keys has nothing that could be cold. */
    private StoreBuilder<KafkaHeapStore> storeBuilder(TaskPlan task) {
        HeapState.Factory states = (partition, cold) -> new HostedTask(hosting, task, partition, cold);
        return hosting.settings().hasColdStore() && task.isStateful()
                ? KafkaHeapStore.overRocksDb(NodeNames.store(task), states)
                : KafkaHeapStore.builder(NodeNames.store(task), states);
    }

    private void addSink(String name, String topic, StreamPartitioner<byte[], byte[]> partitioner, String processor) {
        ByteArraySerializer bytes = new ByteArraySerializer();
        if (partitioner == null) {
            topology.addSink(name, topic, bytes, bytes, processor);
        } else {
            topology.addSink(name, topic, bytes, bytes, partitioner, processor);
        }
    }

    /** The record's own time; Streams would drop records without one. */
    private static final class RecordTimestamp implements TimestampExtractor {
        @Override
        public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
            return Math.max(0, record.timestamp());
        }
    }

    /** Equal keys meet in one partition; a record without key is for all. */
    private static final class ByKey implements StreamPartitioner<byte[], byte[]> {
        @Override
        public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
            return key == null
                    ? Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()))
                    : Optional.of(Set.of(KeyCodec.partition(key, partitions)));
        }
    }

    /** Results of a reading, keyed {@code partition:offset}, keep the order of its partition. */
    private static final class ByReading implements StreamPartitioner<byte[], byte[]> {
        @Override
        public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
            String text = new String(key, ISO_8859_1);
            int partition = Integer.parseInt(text.substring(0, text.indexOf(':')));
            return Optional.of(Set.of(Math.floorMod(partition, partitions)));
        }
    }
}
