// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.kafka.KafkaOptions;
import dev.millrace.connect.kafka.TopicSpec;
import dev.millrace.connect.kafka.Topics;
import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskInput;
import dev.millrace.kernel.host.TaskInput.ExchangeInput;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Table;
import dev.millrace.plan.Output;
import dev.millrace.plan.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Topics of a pipeline: names, and how many partitions they have. Immutable once made. */
final class TopicPlan {
    private static final String SCENARIO = "scenario";
    /** For ever: rows on the way to another task are removed when that has committed them, and not by their age. */
    private static final long NO_LIMIT = -1;

    private final TaskGraph graph;
    private final KafkaStreamsSettings settings;
    private final Map<String, Integer> partitions = new LinkedHashMap<>();

    private TopicPlan(TaskGraph graph, KafkaStreamsSettings settings) {
        this.graph = graph;
        this.settings = settings;
    }

    /** Makes the topics that are missing; throws ENG-422, ENG-423 or KAF-1xx. */
    static TopicPlan ensure(TaskGraph graph, KafkaStreamsSettings settings, Topics topics) {
        TopicPlan plan = new TopicPlan(graph, settings);
        List<TopicSpec> specs = plan.specs();
        topics.ensure(specs);
        specs.forEach(
                s -> plan.partitions.put(s.name(), topics.partitions(s.name()).orElseThrow()));
        graph.tasks().forEach(plan::requireRightPartitions);
        return plan;
    }

    private List<TopicSpec> specs() {
        List<TopicSpec> specs = new ArrayList<>();
        for (TaskPlan task : graph.tasks()) {
            task.inputs().forEach(input -> specs.add(inputSpec(task, input)));
        }
        graph.pipeline().outputs().forEach(o -> specs.add(outputSpec(o)));
        specs.add(TopicSpec.of(ledgerTopic(), 1, settings.options().get(KafkaStreamsOptions.RETENTION)));
        return specs;
    }

    private TopicSpec inputSpec(TaskPlan task, TaskInput input) {
        if (input instanceof TableInput tableInput) {
            Table table = tableInput.table().table();
            requireSameCluster(table);
            int count = task.isSinglePartition() ? 1 : wantedPartitions(table);
            return TopicSpec.of(inputTopic(input), count, retentionMs(table));
        }
        int count = task.isSinglePartition() ? 1 : settings.partitions();
        return TopicSpec.of(inputTopic(input), count, NO_LIMIT);
    }

    private TopicSpec outputSpec(Output output) {
        Table table = output.target().table();
        requireSameCluster(table);
        if (table.connector().equals(SCENARIO)) {
            // Results without key must come in the order of their devices, whichever partition these were read from.
            return TopicSpec.of(outputTopic(output), 1, retentionMs(table));
        }
        return TopicSpec.of(outputTopic(output), wantedPartitions(table), retentionMs(table));
    }

    private int wantedPartitions(Table table) {
        return table.option(KafkaOptions.PARTITIONS.name())
                .map(Integer::parseInt)
                .orElse(settings.partitions());
    }

    private long retentionMs(Table table) {
        if (table.connector().equals(SCENARIO)) {
            return NO_LIMIT;
        }
        return table.option(KafkaOptions.RETENTION.name())
                .map(KafkaOptions.RETENTION.parser())
                .orElse(settings.options().get(KafkaStreamsOptions.RETENTION));
    }

    private void requireSameCluster(Table table) {
        String address = KafkaOptions.properties(table).get(KafkaOptions.BOOTSTRAP);
        if (address != null && !address.equals(settings.bootstrapServers())) {
            throw MillraceException.of(
                    KafkaStreamsError.OTHER_CLUSTER,
                    "table \"" + table.name() + "\" is on Kafka at " + address + ", but the pipeline runs on Kafka at "
                            + settings.bootstrapServers(),
                    "Start Millrace with --kafka " + address + ".");
        }
    }

    private void requireRightPartitions(TaskPlan task) {
        for (TaskInput input : task.inputs()) {
            int count = partitions.get(inputTopic(input));
            if (task.isSinglePartition() && count != 1) {
                throw MillraceException.of(
                        KafkaStreamsError.ONE_PARTITION_WANTED,
                        "\"" + input.id() + "\" has one clock for all its rows, but its topic \"" + inputTopic(input)
                                + "\" has " + count + " partitions",
                        "Use a topic with 1 partition or set 'time.clock' = 'key'.");
            }
        }
    }

    /** Topic that a task reads. */
    String inputTopic(TaskInput input) {
        if (input instanceof ExchangeInput exchangeInput) {
            return exchangeTopic(exchangeInput.exchange());
        }
        return tableTopic(((TableInput) input).table());
    }

    String tableTopic(TableDefinition table) {
        return settings.topicPrefix() + table.topic();
    }

    String exchangeTopic(Exchange exchange) {
        return settings.topicPrefix() + "exchange." + graph.pipeline().name() + "." + exchange.id();
    }

    /** A scenario tells the outputs of one table apart, and names queries in a way that topics cannot have. */
    String outputTopic(Output output) {
        return output.target().table().connector().equals(SCENARIO)
                ? settings.topicPrefix() + "results." + output.id().replaceAll("[^A-Za-z0-9._-]", "_")
                : settings.topicPrefix() + output.topic(graph.pipeline().name());
    }

    String ledgerTopic() {
        return settings.topicPrefix() + graph.pipeline().ledgerTopic();
    }

    /** Partitions of a task: those of its input with the most. */
    int partitions(TaskPlan task) {
        return task.inputs().stream()
                .mapToInt(i -> partitions.get(inputTopic(i)))
                .max()
                .orElse(1);
    }

    /** Partitions of one of the topics above. */
    int partitions(String topic) {
        return partitions.get(topic);
    }

    /** Number of partitions by name of topic. */
    Map<String, Integer> all() {
        return new TreeMap<>(partitions);
    }
}
