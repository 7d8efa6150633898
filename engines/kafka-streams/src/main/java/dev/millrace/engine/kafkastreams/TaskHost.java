// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.kafka.Topics;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.host.Task;
import dev.millrace.kernel.host.TaskInput;
import dev.millrace.kernel.host.TaskInput.ExchangeInput;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;

/**
 * Drives one kernel task for one partition: records in, time, and what comes out. One thread.
 *
 * <p>While rows come, a wall-clock tick tells the tasks behind the exchanges how far this partition is, and finds out when rows
 * stopped. Every tick costs a transaction, so ticks end when the input is idle and begin again with the next row.
 */
final class TaskHost implements Processor<byte[], byte[], byte[], byte[]> {
    private static final long TICK_MIN_MS = 250;
    private static final long TICK_MAX_MS = 1000;
    private static final int TICKS_PER_IDLE = 4;
    /** A transaction marker at the end of a topic looks like a row that waits, so the question is not asked for ever. */
    private static final int BACKLOG_CHECKS_MAX = 3;

    private static final int WAITING_ROWS_MAX = 256;
    private static final long COLLECT_NANOS = 5_000_000;

    private final Hosting hosting;
    private final TaskPlan plan;
    private final long idleMs;

    private ProcessorContext<byte[], byte[]> context;
    private KafkaHeapStore store;
    private Thread thread;
    private Task task;
    private TaskEmitter emitter;
    private InputHost[] inputs;
    private Map<String, Integer> inputByTopic;
    private ControlBarrier barrier;
    private ProcessorNode<?, ?, ?, ?> node;

    /** Null while no row waits. */
    private Cancellable collecting;

    private long processedNanos = System.nanoTime() - COLLECT_NANOS;

    private Cancellable tick;
    private long takenAtTick;
    private long activeAtMs;
    private long sentProgressMs = Row.NO_TIME;

    private long controls;
    private long nextOffset = -1;
    private int backlogChecks;
    private volatile long refusedSilences;

    private volatile HostProgress published = HostProgress.NONE;

    TaskHost(Hosting hosting, TaskPlan plan) {
        this.hosting = hosting;
        this.plan = plan;
        idleMs = idleMs(hosting, plan);
    }

    /** The longest {@code time.idle} of what flows here. */
    private static long idleMs(Hosting hosting, TaskPlan plan) {
        if (plan.inputs().get(0) instanceof TableInput table) {
            return table.table().timeRule().idleMs();
        }
        return hosting.graph().pipeline().tables().stream()
                .mapToLong(t -> t.timeRule().idleMs())
                .max()
                .orElse(TICK_MAX_MS);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        store = context.getStateStore(NodeNames.store(plan));
        thread = Thread.currentThread();
        node = ((InternalProcessorContext<byte[], byte[]>) context).currentNode();
        store.beforeFlush(this::beforeFlush);
        HostedTask hosted = (HostedTask) store.open();
        task = hosted.task();
        emitter = new TaskEmitter(hosting, plan, context.taskId().partition(), context);
        hosted.attach(emitter, this::publish);
        openInputs();
        activeAtMs = context.currentSystemTimeMs();
        startTicks();
        hosting.live().add(this);
    }

    private void openInputs() {
        List<TaskInput> planned = plan.inputs();
        inputs = new InputHost[planned.size()];
        inputByTopic = new HashMap<>();
        int[] upstream = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = inputHost(planned.get(i), i);
            inputByTopic.put(hosting.topics().inputTopic(planned.get(i)), i);
            upstream[i] = planned.get(i) instanceof ExchangeInput e
                    ? hosting.topics()
                            .partitions(hosting.graph().task(e.exchange().fromTask()))
                    : 1;
        }
        barrier = new ControlBarrier(upstream);
    }

    private InputHost inputHost(TaskInput input, int position) {
        if (input instanceof ExchangeInput exchange) {
            return new ExchangeInputHost(exchange.exchange(), task, position);
        }
        TableInput table = (TableInput) input;
        return hosting.isScenario()
                ? new ScenarioInputHost(table, task)
                : new TableInputHost(hosting, table, task, emitter);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata place = context.recordMetadata().orElseThrow();
        int input = inputs.length == 1 ? 0 : inputByTopic.get(place.topic());
        if (record.value() == null && takeControl(record, input)) {
            return;
        }
        inputs[input].take(record, place);
        nextOffset = place.offset() + 1;
        if (inputs[input].waiting() > 0) {
            collect(inputs[input]);
        }
        if (tick == null) {
            activeAtMs = context.currentSystemTimeMs();
            startTicks();
        }
    }

    /**
     * Rows that need something from outside wait for others, so that it is asked for once; but not long: a row that comes alone is
     * processed at once.
     */
    private void collect(InputHost input) {
        if (input.waiting() >= WAITING_ROWS_MAX || System.nanoTime() - processedNanos >= COLLECT_NANOS) {
            processWaiting();
        } else if (collecting == null) {
            collecting = context.schedule(
                    Duration.ofNanos(COLLECT_NANOS), PunctuationType.WALL_CLOCK_TIME, nowMs -> processWaiting());
        }
    }

    private void processWaiting() {
        for (InputHost input : inputs) {
            if (input.waiting() > 0) {
                input.processWaiting();
                processedNanos = System.nanoTime();
            }
        }
        if (collecting != null) {
            collecting.cancel();
            collecting = null;
        }
    }

    /** The positions of rows that wait are about to be committed. Streams itself forwards from caches in this way. */
    private void beforeFlush() {
        InternalProcessorContext<byte[], byte[]> internal = (InternalProcessorContext<byte[], byte[]>) context;
        ProcessorNode<?, ?, ?, ?> outer = internal.currentNode();
        internal.setCurrentNode(node);
        try {
            processWaiting();
        } finally {
            internal.setCurrentNode(outer);
        }
        hosting.live().flushThread();
    }

    private boolean takeControl(Record<byte[], byte[]> record, int input) {
        Control control = hosting.isScenario() ? Control.of(record.headers()) : null;
        if (control == null) {
            return false;
        }
        if (barrier.isComplete(control, input)) {
            switch (control) {
                case IDLE -> task.idle();
                case END -> {
                    for (int i = 0; i < inputs.length; i++) {
                        task.end(i);
                    }
                }
            }
            emitter.sendControl(control);
            controls++;
        }
        return true;
    }

    private void startTicks() {
        if (hosting.isScenario() || tick != null) {
            return;
        }
        long everyMs = Math.max(TICK_MIN_MS, Math.min(TICK_MAX_MS, idleMs / TICKS_PER_IDLE));
        tick = context.schedule(Duration.ofMillis(everyMs), PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    private void tick(long nowMs) {
        long taken = takenRecords();
        if (taken != takenAtTick) {
            takenAtTick = taken;
            activeAtMs = nowMs;
            backlogChecks = 0;
            sendProgress(task.progressMs(), nowMs);
        } else if (nowMs - activeAtMs >= idleMs) {
            if (hasBacklog()) {
                refusedSilences++;
                activeAtMs = nowMs;
                return;
            }
            task.idle();
            sendProgress(Operator.IDLE, nowMs);
            tick.cancel();
            tick = null;
        }
    }

    /**
     * Rows that wait in the topic are no silence: an overloaded process may leave a partition alone for long, and windows fired then
     * would be corrected by every one of those rows. Asks Kafka, some milliseconds, and only when silence is suspected.
     */
    private boolean hasBacklog() {
        if (!(plan.inputs().get(0) instanceof TableInput table) || ++backlogChecks > BACKLOG_CHECKS_MAX) {
            return false;
        }
        String topic = hosting.topics().inputTopic(table);
        TopicPartition partition = new TopicPartition(topic, context.taskId().partition());
        try (Topics topics = new Topics(hosting.settings().client())) {
            return topics.endOffsets(List.of(topic)).getOrDefault(partition, 0L) > Math.max(0, nextOffset);
        } catch (MillraceException e) {
            return true;
        }
    }

    private void sendProgress(long progressMs, long nowMs) {
        if (progressMs != sentProgressMs && progressMs != Row.NO_TIME) {
            emitter.sendProgress(progressMs, nowMs);
            sentProgressMs = progressMs;
        }
    }

    private long takenRecords() {
        long taken = 0;
        for (InputHost input : inputs) {
            taken += input.takenRecords();
        }
        return taken;
    }

    void flushIfRunBy(Thread current) {
        if (thread == current && task.hasChanges()) {
            store.flushChanges();
        }
    }

    /** Called before each commit. */
    private void publish() {
        Map<String, Long> taken = new HashMap<>();
        for (int i = 0; i < inputs.length; i++) {
            taken.put(plan.inputs().get(i).id(), inputs[i].takenRecords());
        }
        published = new HostProgress(taken, emitter.sentRecords(), controls);
    }

    /** As of the last commit; from any thread. */
    HostProgress published() {
        return published;
    }

    /** How often no row came for {@code time.idle} although rows waited in the topic; from any thread. */
    long refusedSilences() {
        return refusedSilences;
    }

    /** Counters may be read from any thread. */
    Task task() {
        return task;
    }

    /** Since the task was opened in this process; from any thread. */
    long savedStateBytes() {
        return store.flushedBytes();
    }

    @Override
    public void close() {
        if (task != null) {
            hosting.live().remove(this);
        }
    }
}
