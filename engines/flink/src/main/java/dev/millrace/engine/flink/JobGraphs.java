// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskInput;
import dev.millrace.kernel.host.TaskInput.ExchangeInput;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskPlan;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * Turns the tasks of a pipeline into a Flink job: a source for each table, one operator for each task, a keyed connection for each
 * exchange. Ids of operators come from the plan, so that state finds its place again after the pipeline was changed.
 */
final class JobGraphs {
    /** Flink cuts longer names of operators in its metrics, and warns each time. */
    private static final int NAME_MAX = 80;

    private final JobSpec job;
    private final TaskGraph graph;
    private final JobEnds ends;
    private final Map<String, DataStream<TaskRecord>> exchanges = new HashMap<>();

    JobGraphs(JobSpec job, TaskGraph graph, JobEnds ends) {
        this.job = job;
        this.graph = graph;
        this.ends = ends;
    }

    /**
     * The job.
     *
     * @param settings of the job: a cluster's own settings for checkpoints and restarts do not reach it
     * @param parallelism of tasks that have as many partitions; others have fewer subtasks
     */
    StreamGraph build(Configuration settings, int parallelism) {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(settings);
        for (TaskPlan task : graph.tasks()) {
            int partitions = job.partitions(task.id());
            int subtasks = Math.min(parallelism, partitions);
            SingleOutputStreamOperator<SinkRecord> results = input(environment, task, subtasks)
                    .keyBy(new PartitionKeys(partitions), Types.INT)
                    .transform(name("task", task), WireType.SINK_RECORD, new TaskOperator(job, task.id()))
                    .uid("task-" + task.id())
                    .setParallelism(subtasks)
                    .setMaxParallelism(PartitionKeys.keyGroups(partitions));
            for (Exchange exchange : task.sends()) {
                exchanges.put(exchange.id(), results.getSideOutput(TaskOperator.tag(exchange.id())));
            }
            ends.sink(results, task);
        }
        StreamGraph made = environment.getStreamGraph();
        made.setJobName(jobName(graph));
        return made;
    }

    /** By it a job is found again on a cluster. */
    static String jobName(TaskGraph graph) {
        return "millrace " + graph.pipeline().name();
    }

    /** For people; operators are told apart by their uid. */
    static String name(String what, TaskPlan task) {
        String name = what + " " + task.id();
        return name.length() <= NAME_MAX ? name : name.substring(0, NAME_MAX);
    }

    private DataStream<TaskRecord> input(StreamExecutionEnvironment environment, TaskPlan task, int subtasks) {
        if (task.inputs().get(0) instanceof TableInput table) {
            return ends.source(environment, table, subtasks);
        }
        DataStream<TaskRecord> all = null;
        for (TaskInput input : task.inputs()) {
            DataStream<TaskRecord> one =
                    exchanges.get(((ExchangeInput) input).exchange().id());
            all = all == null ? one : all.union(one);
        }
        return all;
    }
}
