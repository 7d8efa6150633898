// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.kernel.host.ColdState;
import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.Rejection;
import dev.millrace.kernel.host.Task;
import dev.millrace.kernel.host.TaskOutput;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.kernel.host.TaskSetup;
import dev.millrace.model.Row;
import dev.millrace.plan.Output;
import java.util.function.BiConsumer;

/**
 * A kernel task as the store keeps it. What comes out goes to the processor that is attached: Streams makes a new one when a
 * suspended task goes on, while the state stays.
 */
final class HostedTask implements HeapState, TaskOutput {
    private final Task task;
    private TaskOutput output;
    private Runnable beforeCommit = () -> {};

    /** @param cold null when all state is on the heap */
    HostedTask(Hosting hosting, TaskPlan plan, int partition, ColdState cold) {
        TaskSetup setup = new TaskSetup(hosting.graph(), plan, partition, hosting.operators(), hosting.taskOptions());
        task = new Task(setup, this, cold);
    }

    Task task() {
        return task;
    }

    /** @param beforeEachCommit called on the task's thread when all changes were written */
    void attach(TaskOutput newOutput, Runnable beforeEachCommit) {
        output = newOutput;
        beforeCommit = beforeEachCommit;
    }

    @Override
    public void open() {
        task.open();
    }

    @Override
    public void load(byte[] key, byte[] value) {
        task.loadState(key, value);
    }

    @Override
    public void loaded() {
        task.loaded();
    }

    @Override
    public void saveChanges(BiConsumer<byte[], byte[]> out) {
        if (task.hasChanges()) {
            task.saveState(false, out::accept);
        }
        beforeCommit.run();
    }

    @Override
    public void saveAll(BiConsumer<byte[], byte[]> out) {
        task.saveState(true, out::accept);
    }

    @Override
    public void result(Output target, Row row) {
        output.result(target, row);
    }

    @Override
    public void exchange(Exchange exchange, byte[] key, Exchange.ExchangeRow row) {
        output.exchange(exchange, key, row);
    }

    @Override
    public void ledger(Rejection rejection) {
        output.ledger(rejection);
    }
}
