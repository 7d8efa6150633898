// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.kernel.Operator;
import dev.millrace.kernel.host.ColdState;
import dev.millrace.kernel.host.Task;
import dev.millrace.kernel.host.TaskInput;
import dev.millrace.kernel.host.TaskInput.ExchangeInput;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.kernel.host.TaskSetup;
import dev.millrace.model.ByteReader;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.plan.TableDefinition;
import java.util.List;

/** Drives one kernel task for one partition: records in, time, and what comes out. One thread. */
final class TaskHost {
    private static final long TICK_MIN_MS = 250;
    private static final long TICK_MAX_MS = 1000;
    private static final int TICKS_PER_IDLE = 4;

    private final TaskPlan plan;
    private final List<String> tables;
    private final Task task;
    private final TaskEmitter emitter;
    private final InputHost[] inputs;
    private final ColdState pieces;
    private final long idleMs;

    private long takenRecords;
    private long takenAtTick;
    private long activeAtMs;
    private boolean isIdle;
    private long sentProgressMs = Row.NO_TIME;

    /** Takes up the state of the partition. */
    TaskHost(Hosting hosting, TaskPlan plan, int partition, PieceStore store, TaskEmitter.Out out) {
        this.plan = plan;
        tables = hosting.graph().pipeline().tables().stream()
                .map(TableDefinition::name)
                .toList();
        pieces = store.of(partition);
        emitter = new TaskEmitter(hosting, plan, partition, out);
        TaskSetup setup = new TaskSetup(hosting.graph(), plan, partition, hosting.operators(), hosting.taskOptions());
        if (hosting.job().limits().isCold()) {
            task = new Task(setup, emitter, pieces);
            task.open();
        } else {
            task = new Task(setup, emitter);
            pieces.readAll(task::loadState);
            task.loaded();
        }
        inputs = inputs(hosting);
        idleMs = idleMs(hosting);
    }

    private InputHost[] inputs(Hosting hosting) {
        List<TaskInput> planned = plan.inputs();
        InputHost[] hosts = new InputHost[planned.size()];
        for (int i = 0; i < hosts.length; i++) {
            hosts[i] = inputHost(hosting, planned.get(i), i);
        }
        return hosts;
    }

    private InputHost inputHost(Hosting hosting, TaskInput input, int position) {
        if (input instanceof ExchangeInput exchange) {
            var codec = exchange.exchange().codec();
            return record -> codec.decode(record.value(), task, position);
        }
        TableInput table = (TableInput) input;
        if (!hosting.job().isScenario()) {
            return new TableInputHost(hosting, table, task, emitter);
        }
        RowCodec codec = new RowCodec(table.table().table().schema());
        return record -> task.process(
                codec.readWithOrigin(new ByteReader(record.value())).withPosition(record.partition(), record.offset()));
    }

    /** The longest {@code time.idle} of what flows here. */
    private long idleMs(Hosting hosting) {
        if (plan.inputs().get(0) instanceof TableInput table) {
            return table.table().timeRule().idleMs();
        }
        return hosting.graph().pipeline().tables().stream()
                .mapToLong(t -> t.timeRule().idleMs())
                .max()
                .orElse(TICK_MAX_MS);
    }

    /** How often {@link #tick} is to be called. */
    long tickMs() {
        return Math.max(TICK_MIN_MS, Math.min(TICK_MAX_MS, idleMs / TICKS_PER_IDLE));
    }

    void take(TaskRecord record) {
        takenRecords++;
        isIdle = false;
        inputs[record.input()].take(record);
    }

    /**
     * Tells the tasks behind the exchanges how far this partition is, and finds out that no row came for {@code time.idle}.
     *
     * @param nowMs wall clock, epoch milliseconds
     */
    void tick(long nowMs) {
        if (takenRecords != takenAtTick || activeAtMs == 0) {
            takenAtTick = takenRecords;
            activeAtMs = nowMs;
            sendProgress(task.progressMs());
        } else if (!isIdle && nowMs - activeAtMs >= idleMs) {
            isIdle = true;
            task.idle();
            sendProgress(Operator.IDLE);
        }
    }

    private void sendProgress(long progressMs) {
        if (progressMs != sentProgressMs && progressMs != Row.NO_TIME) {
            emitter.sendProgress(progressMs);
            sentProgressMs = progressMs;
        }
    }

    /** Operators get {@link Operator#IDLE}. */
    void idle() {
        task.idle();
    }

    /** Nothing comes any more: everything that is open is finished. */
    void end() {
        for (int i = 0; i < inputs.length; i++) {
            task.end(i);
        }
    }

    /** Puts what changed into Flink's state. */
    void save() {
        if (task.hasChanges()) {
            task.saveState(false, pieces);
        }
    }

    /** All tables of the pipeline. */
    List<String> tables() {
        return tables;
    }

    Task task() {
        return task;
    }
}
