// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.Format;
import dev.millrace.kernel.host.OperatorFactory;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskOptions;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Table;
import java.util.Map;

/**
 * What all hosted tasks of a pipeline share.
 *
 * @param formats by name, {@code json} among them
 * @param topics names and partitions
 * @param live tasks that run in this process register here
 * @param isScenario whether rows and wall-clock time come from a scenario
 */
record Hosting(
        TaskGraph graph,
        OperatorFactory operators,
        Map<String, Format> formats,
        KafkaStreamsSettings settings,
        TopicPlan topics,
        LiveTasks live,
        boolean isScenario) {
    private static final String JSON = "json";

    String pipeline() {
        return graph.pipeline().name();
    }

    TaskOptions taskOptions() {
        return new TaskOptions(
                Math.toIntExact(settings.options().get(KafkaStreamsOptions.MAX_KEYS)),
                Math.toIntExact(settings.options().get(KafkaStreamsOptions.HOT_KEYS)),
                true);
    }

    /** Format of a table's records: its own for connector kafka, JSON for all that come from doors and go to sinks. */
    Format format(Table table) {
        String name = table.connector().equals("kafka") ? table.option("format").orElse(JSON) : JSON;
        Format format = formats.get(name);
        if (format == null) {
            throw MillraceException.of(
                    KafkaStreamsError.FORMAT_MISSING,
                    "table \"" + table.name() + "\" has format \"" + name + "\", which is not known",
                    "Use one of " + String.join(", ", formats.keySet()) + ".");
        }
        return format;
    }
}
