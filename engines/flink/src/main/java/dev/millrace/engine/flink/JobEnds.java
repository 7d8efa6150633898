// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskPlan;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where the rows of a job come from and where its results go. */
interface JobEnds {
    /**
     * Records of a table, as input 0 of the task that reads it.
     *
     * @param parallelism of the task
     */
    DataStream<TaskRecord> source(StreamExecutionEnvironment environment, TableInput table, int parallelism);

    /** Takes results and ledger entries of a task, in its own threads. */
    void sink(DataStream<SinkRecord> records, TaskPlan task);
}
