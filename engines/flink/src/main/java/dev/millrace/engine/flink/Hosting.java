// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.connect.Format;
import dev.millrace.engine.process.FlinkError;
import dev.millrace.formats.CsvFormat;
import dev.millrace.formats.JsonFormat;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.KernelOperators;
import dev.millrace.kernel.host.OperatorFactory;
import dev.millrace.kernel.host.Task;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskOptions;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.kernel.host.TaskSetup;
import dev.millrace.model.Lookup;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Table;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.Output;
import dev.millrace.plan.codec.PipelineCodec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the partitions of a task share in one thread, made from what the job was told. */
record Hosting(JobSpec job, TaskGraph graph, OperatorFactory operators) {
    private static final String JSON = "json";
    private static final Map<String, Format> FORMATS =
            List.of(new JsonFormat(), new CsvFormat()).stream().collect(Collectors.toMap(Format::name, f -> f));

    static Hosting of(JobSpec job) {
        return new Hosting(
                job,
                TaskGraph.of(PipelineCodec.decode(job.plan())),
                new KernelOperators(FunctionCatalog.builtIn(), Hosting::noLookup));
    }

    private static Lookup noLookup(LookupJoin node) {
        throw MillraceException.of(
                FlinkError.NO_LOOKUP,
                "table \"" + node.table().name()
                        + "\" is looked up in an outside database, which engine flink cannot do",
                FlinkError.NO_LOOKUP.cure());
    }

    /** The same for as many partitions as are now known. */
    static Hosting of(Hosting known, JobSpec job) {
        return new Hosting(job, known.graph, known.operators);
    }

    /** Makes each task once, so that what cannot run is said here and not by a job that fails later. */
    void requireOperators() {
        for (TaskPlan plan : graph.tasks()) {
            TaskEmitter nowhere = new TaskEmitter(this, plan, 0, null);
            new Task(new TaskSetup(graph, plan, 0, operators, taskOptions()), nowhere);
        }
    }

    String pipeline() {
        return graph.pipeline().name();
    }

    TaskOptions taskOptions() {
        return new TaskOptions(job.limits().maxKeys(), job.limits().hotKeys(), true);
    }

    /** A scenario tells the outputs of one table apart. */
    String topic(Output output) {
        return job.isScenario() ? output.id() : output.topic(pipeline());
    }

    /** Format of a table's records: its own for connector kafka, JSON for all that come from doors and go to sinks. */
    static Format format(Table table) {
        String name = table.connector().equals("kafka") ? table.option("format").orElse(JSON) : JSON;
        Format format = FORMATS.get(name);
        if (format == null) {
            throw MillraceException.of(
                    FlinkError.FORMAT_MISSING,
                    "table \"" + table.name() + "\" has format \"" + name + "\", which engine flink does not know",
                    "Use one of "
                            + String.join(
                                    ", ", FORMATS.keySet().stream().sorted().toList()) + ".");
        }
        return format;
    }
}
