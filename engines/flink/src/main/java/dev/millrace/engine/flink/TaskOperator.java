// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.kernel.host.TaskPlan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Hosts the partitions of one task that Flink gives to one subtask. A task is everything between two changes of key; Flink's key is
 * the partition, so rows of a partition and its state are always in the same subtask, whatever the parallelism.
 *
 * <p>The kernel's objects live on the heap between two snapshots; a snapshot puts what changed into {@link PieceStore}. Time of
 * windows and patterns is the kernel's; Flink's timers only tell that nothing came.
 */
final class TaskOperator extends AbstractStreamOperator<SinkRecord>
        implements OneInputStreamOperator<TaskRecord, SinkRecord>, TaskEmitter.Out {
    private static final long serialVersionUID = 1L;

    private final JobSpec job;
    private final String taskId;

    private transient TaskHost[] hosts;
    private transient ScenarioBoard board;
    /** Null in scenarios. */
    private transient Accounts accounts;

    private transient Map<String, OutputTag<TaskRecord>> tags;
    private transient StreamRecord<SinkRecord> written;
    private transient StreamRecord<TaskRecord> sent;

    TaskOperator(JobSpec job, String taskId) {
        this.job = job;
        this.taskId = taskId;
    }

    /** Where another task takes the rows of an exchange. */
    static OutputTag<TaskRecord> tag(String exchange) {
        return new OutputTag<>("exchange-" + exchange, WireType.TASK_RECORD);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        written = new StreamRecord<>(null);
        sent = new StreamRecord<>(null);
        tags = new HashMap<>();
        Hosting hosting = Hosting.of(job);
        TaskPlan plan = hosting.graph().task(taskId);
        plan.sends().forEach(exchange -> tags.put(exchange.id(), tag(exchange.id())));
        board = job.isScenario() ? ScenarioBoard.of(job.scenario()) : null;
        PartitionKeys keys = new PartitionKeys(job.partitions(taskId));
        KeyedStateBackend<Integer> backend = getKeyedStateBackend();
        PieceStore store = new PieceStore(backend, keys);
        hosts = new TaskHost[keys.partitions()];
        for (int i = 0; i < hosts.length; i++) {
            if (isHere(keys.key(i))) {
                hosts[i] = new TaskHost(hosting, plan, i, store, this);
            }
        }
    }

    private boolean isHere(int key) {
        int keyGroups = getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
        KeyGroupRange range = KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                keyGroups,
                getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks(),
                getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
        return range.contains(KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups));
    }

    @Override
    public void open() throws Exception {
        super.open();
        if (board != null) {
            for (TaskHost host : hosts) {
                if (host != null) {
                    board.add(
                            taskId,
                            host,
                            getContainingTask()
                                    .getMailboxExecutorFactory()
                                    .createExecutor(getContainingTask()
                                            .getConfiguration()
                                            .getChainIndex()));
                }
            }
            return;
        }
        accounts = new Accounts(
                getRuntimeContext(),
                Arrays.stream(hosts).filter(Objects::nonNull).toList());
        for (TaskHost host : hosts) {
            if (host != null) {
                tickAgain(host);
            }
        }
    }

    private void tickAgain(TaskHost host) {
        long nowMs = getProcessingTimeService().getCurrentProcessingTime();
        getProcessingTimeService().registerTimer(nowMs + host.tickMs(), time -> {
            host.tick(getProcessingTimeService().getCurrentProcessingTime());
            accounts.update();
            tickAgain(host);
        });
    }

    @Override
    public void processElement(StreamRecord<TaskRecord> element) {
        TaskRecord record = element.getValue();
        TaskHost host = hosts[record.partition()];
        if (board == null) {
            host.take(record);
            return;
        }
        try {
            host.take(record);
            board.done();
        } catch (RuntimeException | Error e) {
            board.fail(e);
            throw e;
        }
    }

    @Override
    public void write(SinkRecord record) {
        output.collect(written.replace(record));
    }

    @Override
    public void send(String exchange, TaskRecord record) {
        if (board != null) {
            board.sent();
        }
        output.collect(tags.get(exchange), sent.replace(record));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        for (TaskHost host : hosts) {
            if (host != null) {
                host.save();
            }
        }
        if (accounts != null) {
            accounts.update();
        }
    }
}
