// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.connect.kafka.KafkaOptions;
import dev.millrace.connect.kafka.RecordHeaders;
import dev.millrace.engine.process.FlinkOptions;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.model.Table;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Topics as the ends of a job. */
final class KafkaEnds implements JobEnds {
    /** Below the broker's own limit of 15 minutes; Flink's default of an hour is above it. */
    private static final int TRANSACTION_TIMEOUT_MS = 600_000;

    private final TaskGraph graph;
    private final FlinkSettings settings;
    private final String bootstrapServers;
    private final ReferenceGate gate;

    /** @param gate null when no table has to be read before others */
    KafkaEnds(TaskGraph graph, FlinkSettings settings, String bootstrapServers, ReferenceGate gate) {
        this.graph = graph;
        this.settings = settings;
        this.bootstrapServers = bootstrapServers;
        this.gate = gate;
    }

    /** Consumer group of a pipeline, in which Flink notes after each checkpoint how far it was. */
    static String group(String pipeline, String start) {
        return "millrace-flink-" + pipeline + (start.isEmpty() ? "" : "-" + start);
    }

    @Override
    public DataStream<TaskRecord> source(StreamExecutionEnvironment environment, TableInput table, int parallelism) {
        KafkaSource<TaskRecord> kafka = KafkaSource.<TaskRecord>builder()
                .setProperties(kafka())
                .setBootstrapServers(bootstrapServers)
                .setTopics(table.table().topic())
                .setGroupId(gate == null ? group(graph.pipeline().name(), "") : gate.group())
                .setStartingOffsets(startingOffsets(table.table().table()))
                .setDeserializer(new FromKafka())
                .setProperty("isolation.level", "read_committed")
                .setProperty("partition.discovery.interval.ms", "-1")
                .build();
        boolean isHeld = gate != null && !graph.isReference(table.id());
        return environment
                .fromSource(
                        isHeld ? new GatedSource<>(kafka, gate) : kafka,
                        WatermarkStrategy.noWatermarks(),
                        "table " + table.id(),
                        WireType.TASK_RECORD)
                .uid("table-" + table.id())
                .setParallelism(parallelism);
    }

    private static OffsetsInitializer startingOffsets(Table table) {
        return switch (table.option(KafkaOptions.STARTUP_MODE.name()).orElse("")) {
            case "latest-offset" -> OffsetsInitializer.latest();
            case "timestamp" ->
                OffsetsInitializer.timestamp(table.option(KafkaOptions.STARTUP_TIMESTAMP.name())
                        .map(Long::parseLong)
                        .orElse(0L));
            default -> OffsetsInitializer.earliest();
        };
    }

    @Override
    public void sink(DataStream<SinkRecord> records, TaskPlan task) {
        boolean isExact = settings.options().get(FlinkOptions.GUARANTEE).equals("exactly-once");
        Properties producer = new Properties();
        producer.put("linger.ms", "5");
        producer.put("compression.type", "lz4");
        producer.put("batch.size", "65536");
        producer.put("transaction.timeout.ms", String.valueOf(TRANSACTION_TIMEOUT_MS));
        producer.putAll(kafka());
        KafkaSink<SinkRecord> sink = KafkaSink.<SinkRecord>builder()
                .setBootstrapServers(bootstrapServers)
                .setKafkaProducerConfig(producer)
                .setDeliveryGuarantee(isExact ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE)
                .setTransactionalIdPrefix("millrace-" + graph.pipeline().name() + "-" + task.id())
                .setRecordSerializer(new ToKafka())
                .build();
        records.sinkTo(sink)
                .name(JobGraphs.name("results of", task))
                .uid("results-" + task.id())
                .setParallelism(records.getParallelism());
    }

    private Properties kafka() {
        Properties properties = new Properties();
        properties.putAll(settings.kafka());
        return properties;
    }

    /** Records as they are; what they hold is read by the task. */
    private static final class FromKafka implements KafkaRecordDeserializationSchema<TaskRecord> {
        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<TaskRecord> out) {
            out.collect(new TaskRecord(
                    0,
                    record.partition(),
                    record.key(),
                    record.value(),
                    record.offset(),
                    record.timestamp(),
                    RecordHeaders.number(record.headers(), RecordHeaders.ARRIVAL)));
        }

        @Override
        public TypeInformation<TaskRecord> getProducedType() {
            return WireType.TASK_RECORD;
        }
    }

    /** Results and ledger entries, each for its own topic. */
    private static final class ToKafka implements KafkaRecordSerializationSchema<SinkRecord> {
        private static final long serialVersionUID = 1L;

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                SinkRecord record, KafkaSinkContext context, Long ignoredTimestamp) {
            return new ProducerRecord<>(
                    record.topic(), null, record.timestampMs(), record.key(), record.value(), record.headers());
        }
    }

    /** Tables that have to be read before the streams, by topic. */
    static List<String> referenceTopics(TaskGraph graph) {
        return graph.tasks().stream()
                .map(task -> task.inputs().get(0))
                .filter(input -> input instanceof TableInput && graph.isReference(input.id()))
                .map(input -> ((TableInput) input).table().topic())
                .toList();
    }
}
