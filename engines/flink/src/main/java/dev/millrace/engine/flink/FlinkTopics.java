// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.connect.kafka.KafkaOptions;
import dev.millrace.connect.kafka.TopicSpec;
import dev.millrace.connect.kafka.Topics;
import dev.millrace.engine.process.FlinkError;
import dev.millrace.engine.process.FlinkOptions;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Table;
import dev.millrace.plan.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Topics of a pipeline: makes those that are missing and finds how many partitions its tasks have. */
final class FlinkTopics {
    private final TaskGraph graph;
    private final FlinkSettings settings;
    private final String bootstrapServers;

    FlinkTopics(TaskGraph graph, FlinkSettings settings, String bootstrapServers) {
        this.graph = graph;
        this.settings = settings;
        this.bootstrapServers = bootstrapServers;
    }

    /** Partitions by task id: those of the table's topic; between tasks those of the options. */
    Map<String, Integer> ensure(Topics topics) {
        List<TopicSpec> specs = new ArrayList<>();
        for (TaskPlan task : graph.tasks()) {
            if (task.inputs().get(0) instanceof TableInput table) {
                specs.add(spec(table.table().topic(), table.table().table(), task.isSinglePartition()));
            }
        }
        for (Output output : graph.pipeline().outputs()) {
            specs.add(
                    spec(output.topic(graph.pipeline().name()), output.target().table(), false));
        }
        specs.add(TopicSpec.of(
                graph.pipeline().ledgerTopic(), 1, settings.options().get(FlinkOptions.RETENTION)));
        topics.ensure(specs);
        return partitions(topics);
    }

    private Map<String, Integer> partitions(Topics topics) {
        Map<String, Integer> partitions = new LinkedHashMap<>();
        for (TaskPlan task : graph.tasks()) {
            int count = task.isSinglePartition() ? 1 : wanted();
            if (task.inputs().get(0) instanceof TableInput table) {
                count = topics.partitions(table.table().topic()).orElseThrow();
                requireOne(task, table, count);
            }
            partitions.put(task.id(), count);
        }
        return partitions;
    }

    private static void requireOne(TaskPlan task, TableInput table, int count) {
        if (task.isSinglePartition() && count != 1) {
            throw MillraceException.of(
                    FlinkError.ONE_PARTITION_WANTED,
                    "\"" + table.id() + "\" has one clock for all its rows, but its topic \""
                            + table.table().topic() + "\" has " + count + " partitions",
                    "Use a topic with 1 partition or set 'time.clock' = 'key'.");
        }
    }

    private int wanted() {
        return Math.toIntExact(settings.options().get(FlinkOptions.PARTITIONS));
    }

    private TopicSpec spec(String topic, Table table, boolean isSingle) {
        String address = KafkaOptions.properties(table).get(KafkaOptions.BOOTSTRAP);
        if (address != null && !address.equals(bootstrapServers)) {
            throw MillraceException.of(
                    FlinkError.OTHER_CLUSTER,
                    "table \"" + table.name() + "\" is on Kafka at " + address + ", but the pipeline runs on Kafka at "
                            + bootstrapServers,
                    "Start Millrace with --kafka " + address + ".");
        }
        int count = table.option(KafkaOptions.PARTITIONS.name())
                .map(Integer::parseInt)
                .orElse(wanted());
        long retentionMs = table.option(KafkaOptions.RETENTION.name())
                .map(KafkaOptions.RETENTION.parser())
                .orElse(settings.options().get(FlinkOptions.RETENTION));
        return TopicSpec.of(topic, isSingle ? 1 : count, retentionMs);
    }
}
