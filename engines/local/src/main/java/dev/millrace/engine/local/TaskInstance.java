// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

import dev.millrace.kernel.Operator;
import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.Exchange.ExchangeRow;
import dev.millrace.kernel.host.KeyCodec;
import dev.millrace.kernel.host.Rejection;
import dev.millrace.kernel.host.Task;
import dev.millrace.kernel.host.TaskOutput;
import dev.millrace.kernel.host.TaskSetup;
import dev.millrace.model.Row;
import dev.millrace.plan.Output;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One partition of a task with its queue. Any thread puts; the worker that owns it takes. The queue's bound is soft: a task is not
 * given its next message while a queue that it sends to is above {@link #QUEUE_MESSAGES}, so a queue is at most what one message
 * makes above it. Nobody ever waits inside a put, so tasks that share a worker cannot block each other.
 */
final class TaskInstance implements TaskOutput {
    /** Messages in a queue above which its senders rest. */
    static final int QUEUE_MESSAGES = 4_096;

    final Task task;
    final int partition;
    private final LocalOutput output;
    /** Messages anywhere in the runtime that are not done. */
    private final AtomicLong inFlight;

    private final Map<String, Target> targets = new TreeMap<>();
    private final List<Target> targetList = new ArrayList<>();
    /** Instances of this task whose queues are above the bound; shared by all partitions of the task. */
    private final AtomicInteger fullQueues;

    private final ArrayDeque<Message> queue = new ArrayDeque<>();
    private boolean isFull;
    private volatile Runnable wakeUp = () -> {};

    /** Where an exchange leads. */
    private record Target(int input, List<TaskInstance> instances) {}

    TaskInstance(TaskSetup setup, LocalOutput output, AtomicLong inFlight, AtomicInteger fullQueues) {
        this.partition = setup.partition();
        this.output = output;
        this.inFlight = inFlight;
        this.fullQueues = fullQueues;
        task = new Task(setup, this);
    }

    void connect(Exchange exchange, List<TaskInstance> instances) {
        Target target = new Target(instances.get(0).task.plan().inputOf(exchange.id()), instances);
        targets.put(exchange.id(), target);
        targetList.add(target);
    }

    void ownedBy(Runnable newWakeUp) {
        wakeUp = newWakeUp;
    }

    void put(Message message) {
        inFlight.incrementAndGet();
        boolean wasEmpty;
        synchronized (queue) {
            wasEmpty = queue.isEmpty();
            queue.add(message);
            if (!isFull && queue.size() > QUEUE_MESSAGES) {
                isFull = true;
                fullQueues.incrementAndGet();
            }
        }
        if (wasEmpty) {
            wakeUp.run();
        }
    }

    /** Whether the queue of any partition of this task is above its bound. */
    boolean isCongested() {
        return fullQueues.get() > 0;
    }

    boolean hasWork() {
        synchronized (queue) {
            return !queue.isEmpty();
        }
    }

    /** Whether the task had better get its messages some at a time. */
    boolean isBatching() {
        return task.isLookingUp();
    }

    /** Messages that wait. */
    int queued() {
        synchronized (queue) {
            return queue.size();
        }
    }

    /** Does up to so many messages; gives how many. */
    int run(int maxMessages) {
        if (isBatching()) {
            return runTogether(maxMessages);
        }
        int done = 0;
        while (done < maxMessages && canSend()) {
            Message message = take();
            if (message == null) {
                break;
            }
            message.deliver(this);
            inFlight.decrementAndGet();
            done++;
        }
        return done;
    }

    /** As {@link #run}, but what the rows need from outside is asked for at once. */
    private int runTogether(int maxMessages) {
        List<Message> messages = new ArrayList<>();
        while (messages.size() < maxMessages && canSend()) {
            Message message = take();
            if (message == null) {
                break;
            }
            messages.add(message);
        }
        List<Row> rows = new ArrayList<>();
        for (Message message : messages) {
            if (message instanceof Message.TableRow table) {
                rows.add(table.row());
            }
        }
        task.beginBatch(rows);
        for (Message message : messages) {
            message.deliver(this);
            inFlight.decrementAndGet();
        }
        task.endBatch();
        return messages.size();
    }

    @Override
    public void result(Output to, Row row) {
        output.result(to, row);
    }

    @Override
    public void exchange(Exchange exchange, byte[] key, ExchangeRow message) {
        Target target = targets.get(exchange.id());
        List<TaskInstance> instances = target.instances();
        TaskInstance to = instances.get(KeyCodec.partition(key, instances.size()));
        // The receiver stamps the row, but this side may keep it.
        ExchangeRow copy = new ExchangeRow(message.row().copy(), message.table());
        to.put(instance -> instance.task.receive(target.input(), partition, copy));
    }

    @Override
    public void ledger(Rejection rejection) {
        output.ledger(rejection);
    }

    /** Tells all receivers how far this partition is, so that keys there do not wait for rows that go elsewhere. */
    void sendProgress() {
        sendProgress(task.progressMs());
    }

    /** Tells all receivers that nothing comes from here for now, so that they go on without this partition. */
    void sendIdle() {
        sendProgress(Operator.IDLE);
    }

    private void sendProgress(long progressMs) {
        for (Target target : targetList) {
            for (TaskInstance to : target.instances()) {
                to.put(instance -> instance.task.upstreamProgress(target.input(), partition, progressMs));
            }
        }
    }

    private boolean canSend() {
        for (Target target : targetList) {
            if (target.instances().get(0).isCongested()) {
                return false;
            }
        }
        return true;
    }

    private Message take() {
        synchronized (queue) {
            Message message = queue.poll();
            if (isFull && queue.size() <= QUEUE_MESSAGES / 2) {
                isFull = false;
                fullQueues.decrementAndGet();
            }
            return message;
        }
    }
}
