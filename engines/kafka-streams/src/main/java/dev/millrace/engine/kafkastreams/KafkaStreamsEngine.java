// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.Format;
import dev.millrace.connect.kafka.KafkaOptions;
import dev.millrace.connect.kafka.Topics;
import dev.millrace.kernel.host.OperatorFactory;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.model.Table;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.TableDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Runs pipelines in Kafka Streams. Immutable and thread-safe; one object starts any number of pipelines.
 *
 * <p>Reads the topics of tables, writes the topics of results and the ledger, all in one transaction per commit. Results that
 * are read uncommitted may come twice after a crash, with the same key and revision.
 */
public final class KafkaStreamsEngine {
    /** Name of the engine. */
    public static final String NAME = "kafka-streams";

    private static final String APPLICATION_PREFIX = "millrace-";

    private final OperatorFactory operators;
    private final Map<String, Format> formats = new LinkedHashMap<>();

    /** @param formats that tables may name; {@code json} must be one of them */
    public KafkaStreamsEngine(OperatorFactory operators, List<Format> formats) {
        this.operators = operators;
        formats.forEach(f -> this.formats.put(f.name(), f));
    }

    /**
     * Starts a pipeline; goes on from the last commit when it ran before under the same name. Returns before the pipeline runs,
     * see {@link KafkaStreamsRun#awaitRunning}.
     *
     * @throws dev.millrace.model.MillraceException ENG-4xx options or topics do not fit, KAF-1xx Kafka is away
     */
    public KafkaStreamsRun start(Pipeline pipeline, KafkaStreamsSettings settings) {
        try (Topics topics = new Topics(settings.client())) {
            Hosting hosting = hosting(pipeline, settings, false, topics);
            commitFirstPositions(hosting, topics);
            return KafkaStreamsRun.start(hosting, APPLICATION_PREFIX + pipeline.name());
        }
    }

    Hosting hosting(Pipeline pipeline, KafkaStreamsSettings settings, boolean isScenario, Topics topics) {
        TaskGraph graph = TaskGraph.of(pipeline);
        TopicPlan plan = TopicPlan.ensure(graph, settings, topics);
        Hosting hosting =
                new Hosting(graph, operators, Map.copyOf(formats), settings, plan, new LiveTasks(), isScenario);
        requireOperators(hosting);
        return hosting;
    }

    /** Makes each task once, so that what cannot run is said here and not by a thread that dies later. */
    private static void requireOperators(Hosting hosting) {
        hosting.graph().tasks().forEach(t -> new HostedTask(hosting, t, 0, null));
    }

    /** At the very first start of a pipeline: where reading begins, for tables that do not begin with the earliest record. */
    private static void commitFirstPositions(Hosting hosting, Topics topics) {
        String group = APPLICATION_PREFIX + hosting.pipeline();
        Map<TopicPartition, Long> positions = new LinkedHashMap<>();
        hosting.graph().tasks().stream()
                .flatMap(t -> t.inputs().stream())
                .filter(TableInput.class::isInstance)
                .map(i -> ((TableInput) i).table())
                .forEach(t -> positions.putAll(firstPositions(hosting.topics().tableTopic(t), t, topics)));
        if (positions.isEmpty()) {
            return;
        }
        topics.committed(group).keySet().forEach(positions::remove);
        if (!positions.isEmpty()) {
            topics.commit(group, positions);
        }
    }

    private static Map<TopicPartition, Long> firstPositions(String topic, TableDefinition definition, Topics topics) {
        Table table = definition.table();
        return switch (table.option(KafkaOptions.STARTUP_MODE.name()).orElse("")) {
            case "latest-offset" -> topics.endOffsets(List.of(topic));
            case "timestamp" ->
                topics.offsetsAt(
                        topic,
                        table.option(KafkaOptions.STARTUP_TIMESTAMP.name())
                                .map(Long::parseLong)
                                .orElse(0L));
            default -> Map.of();
        };
    }
}
