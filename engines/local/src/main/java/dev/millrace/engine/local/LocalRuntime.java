// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.KeyCodec;
import dev.millrace.kernel.host.OperatorFactory;
import dev.millrace.kernel.host.ScenarioEngine.Balance;
import dev.millrace.kernel.host.TableCounters;
import dev.millrace.kernel.host.Task;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskOptions;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.kernel.host.TaskSetup;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.plan.TableDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * The tasks of a pipeline on worker threads, and the queues between them. One thread, the feeder, calls all methods; with
 * one partition it also does all the work, so that a run is the same every time.
 *
 * <p>A checkpoint is taken when everything that was fed is done, so that it needs no rows on their way.
 */
final class LocalRuntime implements AutoCloseable {
    private static final long POLL_NANOS = 50_000;
    private static final int CHECKPOINT_VERSION = 1;

    private final TaskGraph graph;
    private final OperatorFactory operators;
    private final TaskOptions options;
    private final Scale scale;
    private final LocalOutput output;
    private final Map<String, List<TaskInstance>> instances = new LinkedHashMap<>();
    private final Map<String, Feed> feeds = new TreeMap<>();
    private final List<Worker> workers = new ArrayList<>();
    private final AtomicLong inFlight = new AtomicLong();
    private volatile Throwable failure;

    /**
     * How rows of a table find their partition: by key fields, else by what all operators have in their keys, so that no operator sees
     * the rows of a key in another order than they were read. Failing that all rows go to one partition.
     */
    record Feed(List<TaskInstance> instances, KeyCodec keyCodec) {
        static Feed of(TableInput input, List<TaskInstance> instances) {
            TableDefinition table = input.table();
            Schema physical = table.table().schema();
            List<Integer> keys = table.keyFields().isEmpty() ? input.orderColumns() : table.keyFields();
            List<Integer> columns = keys.stream()
                    .map(column -> physical.indexOf(table.schema().name(column)))
                    .toList();
            boolean isSpread = !columns.isEmpty() && !columns.contains(-1);
            return new Feed(instances, isSpread ? new KeyCodec(physical, columns) : null);
        }

        TaskInstance instanceOf(Row row) {
            if (keyCodec == null || instances.size() == 1) {
                return instances.get(0);
            }
            return instances.get(KeyCodec.partition(keyCodec.bytes(row), instances.size()));
        }
    }

    /** What a runtime is made from; state is saved as a whole or, like a changelog, by parts. */
    record Plan(TaskGraph graph, OperatorFactory operators, TaskOptions options) {}

    /**
     * How much runs at once. State belongs to partitions, so the threads may be others after a restart.
     *
     * @param partitions of each task that may have several
     * @param threads that share them; with one partition the feeder does the work instead
     */
    record Scale(int partitions, int threads) {
        Scale {
            threads = partitions == 1 ? 1 : threads;
        }

        /** As many threads as partitions. */
        static Scale of(int parallelism) {
            return new Scale(parallelism, parallelism);
        }

        boolean isFeederWorking() {
            return partitions == 1;
        }
    }

    LocalRuntime(Plan plan, Scale scale, LocalOutput output) {
        graph = plan.graph();
        operators = plan.operators();
        options = plan.options();
        this.scale = scale;
        this.output = output;
        for (int i = 0; i < scale.threads(); i++) {
            workers.add(new Worker(this::fail));
        }
        graph.tasks().forEach(this::instantiate);
        for (Exchange exchange : graph.exchanges()) {
            instances
                    .get(exchange.fromTask())
                    .forEach(from -> from.connect(exchange, instances.get(exchange.toTask())));
        }
        for (TaskPlan task : graph.tasks()) {
            if (task.inputs().get(0) instanceof TableInput table) {
                feeds.put(table.id(), Feed.of(table, instances.get(task.id())));
            }
        }
    }

    /** Starts the workers; before it, {@link #load} may be called. */
    void start() {
        if (!scale.isFeederWorking()) {
            for (int i = 0; i < workers.size(); i++) {
                workers.get(i).start("millrace-local-" + (i + 1));
            }
        }
    }

    /** Whether any output needs the table. */
    boolean isRead(String table) {
        return feeds.containsKey(table);
    }

    /** Whether rows of the table may take away what their key said before. */
    boolean takesDeletions(String table) {
        return graph.isReference(table);
    }

    /**
     * Columns of a table's physical schema that must be read: those that the plan needs where a row is done when {@link #feed}
     * returns, so that its record is still at hand for the ledger; else all.
     */
    boolean[] neededColumns(String table) {
        TableInput input = (TableInput)
                feeds.get(table).instances.get(0).task.plan().inputs().get(0);
        boolean[] columns = input.neededColumns();
        if (!scale.isFeederWorking()) {
            Arrays.fill(columns, true);
        }
        return columns;
    }

    /** Where rows of a table are put; to be asked once. */
    Feed feedOf(String table) {
        return feeds.get(table);
    }

    /** Hands over one row; waits while the queues are full. */
    void feed(Feed feed, Row row) {
        TaskInstance instance = feed.instanceOf(row);
        if (scale.isFeederWorking()) {
            processHere(instance, row);
            return;
        }
        while (instance.isCongested()) {
            rest();
        }
        instance.put(new Message.TableRow(row));
    }

    /** No queue has anything now, so the row need not go through one, unless it is to be looked up together with others. */
    private void processHere(TaskInstance instance, Row row) {
        if (instance.isBatching()) {
            instance.put(new Message.TableRow(row));
            if (instance.queued() >= Worker.MESSAGES_AT_A_TIME) {
                runHere();
            }
            return;
        }
        try {
            instance.task.process(row);
        } catch (MillraceException e) {
            throw e;
        } catch (RuntimeException e) {
            fail(e);
            throwIfFailed();
        }
        if (inFlight.get() > 0) {
            runHere();
        }
    }

    /** Says that no more is fed for now: rows that waited for others are done. */
    void settle() {
        if (scale.isFeederWorking()) {
            runHere();
        }
    }

    /** Counts a record of a table that could not be read. */
    void addUnreadable(String table, LedgerReason reason) {
        TaskInstance instance = feeds.get(table).instances.get(0);
        instance.put(to -> to.task.counters(table).addUnreadable(reason));
        if (scale.isFeederWorking()) {
            runHere();
        }
    }

    /**
     * Lets every task tell its receivers how far it is.
     *
     * @param silentTables tables that keep nobody waiting until their next row
     */
    void sendProgress(Set<String> silentTables) {
        instances
                .values()
                .forEach(list -> list.forEach(i -> {
                    boolean isSilent = i.task.plan().inputs().get(0) instanceof TableInput table
                            && silentTables.contains(table.id());
                    i.put(isSilent ? TaskInstance::sendIdle : TaskInstance::sendProgress);
                }));
        if (scale.isFeederWorking()) {
            runHere();
        }
    }

    /** Gives idleness to all tasks in the order of the flow. */
    void idle() {
        awaitQuiet();
        inOrder(i -> i.task.idle());
    }

    /** Ends all tables; returns when everything is finished. */
    void end() {
        awaitQuiet();
        inOrder(i -> {
            for (int input = 0; input < i.task.plan().inputs().size(); input++) {
                i.task.end(input);
            }
        });
    }

    /** Waits until everything that was fed is done. */
    void awaitQuiet() {
        if (scale.isFeederWorking()) {
            runHere();
        }
        while (inFlight.get() > 0) {
            rest();
        }
        throwIfFailed();
    }

    /** Appends the state of all tasks; everything must be quiet. */
    void save(ByteWriter out) {
        out.writeByte(CHECKPOINT_VERSION);
        instances.forEach((id, list) -> list.forEach(instance -> {
            out.writeString(id);
            out.writeVarInt(instance.partition);
            ByteWriter pieces = new ByteWriter();
            instance.task.saveState(true, (key, value) -> {
                pieces.writeBytes(key);
                pieces.writeBytes(value);
            });
            out.writeBytes(pieces.toBytes());
        }));
    }

    /** Gives every task with a name for its partition, for saving and loading in another way; everything must be quiet. */
    void forEachTask(BiConsumer<String, Task> action) {
        instances.forEach((id, list) -> list.forEach(i -> action.accept(id + "-" + i.partition, i.task)));
    }

    /** Loads what {@link #save} wrote; the number of partitions must be the same. */
    void load(ByteReader in) {
        int version = in.readByte();
        if (version != CHECKPOINT_VERSION) {
            throw MillraceException.of(
                    LocalError.CHECKPOINT_UNREADABLE,
                    "checkpoint has version " + version + ", known is " + CHECKPOINT_VERSION,
                    "Run it with the release that wrote it, or delete the checkpoint to begin anew.");
        }
        while (in.hasMore()) {
            String id = in.readString();
            int partition = in.readVarInt();
            ByteReader pieces = new ByteReader(in.readBytes());
            List<TaskInstance> list = instances.get(id);
            if (list != null && partition < list.size()) {
                Task task = list.get(partition).task;
                while (pieces.hasMore()) {
                    task.loadState(pieces.readBytes(), pieces.readBytes());
                }
                task.loaded();
            }
        }
    }

    /** Accounts of all tables that are read; everything must be quiet. */
    List<Balance> balances() {
        List<Balance> balances = new ArrayList<>();
        for (String table : feeds.keySet()) {
            long in = 0;
            long used = 0;
            long ledger = 0;
            for (List<TaskInstance> list : instances.values()) {
                for (TaskInstance instance : list) {
                    TableCounters counters = instance.task.counters(table);
                    in += counters.readRows();
                    used += counters.usedRows();
                    ledger += counters.ledgerRows();
                }
            }
            balances.add(new Balance(table, in, used, ledger));
        }
        return balances;
    }

    /** Keys with state, over all tasks. */
    long keys() {
        return instances.values().stream()
                .flatMap(List::stream)
                .mapToLong(i -> i.task.keys())
                .sum();
    }

    @Override
    public void close() {
        workers.forEach(Worker::stop);
    }

    private void instantiate(TaskPlan plan) {
        int partitions = plan.isSinglePartition() ? 1 : scale.partitions();
        AtomicInteger fullQueues = new AtomicInteger();
        List<TaskInstance> list = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            TaskSetup setup = new TaskSetup(graph, plan, partition, operators, options);
            TaskInstance instance = new TaskInstance(setup, output, inFlight, fullQueues);
            list.add(instance);
            boolean isTable = plan.inputs().get(0) instanceof TableInput;
            workers.get((partition + (isTable ? 0 : 1)) % workers.size()).add(instance);
        }
        instances.put(plan.id(), list);
    }

    private void inOrder(Message message) {
        for (List<TaskInstance> list : instances.values()) {
            list.forEach(instance -> instance.put(message));
            awaitQuiet();
        }
    }

    private void runHere() {
        try {
            while (workers.get(0).runOnce()) {
                throwIfFailed();
            }
        } catch (MillraceException e) {
            throw e;
        } catch (RuntimeException e) {
            fail(e);
            throwIfFailed();
        }
    }

    private void rest() {
        throwIfFailed();
        if (scale.isFeederWorking()) {
            runHere();
        } else {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private void fail(Throwable e) {
        failure = e;
    }

    private void throwIfFailed() {
        Throwable found = failure;
        if (found instanceof MillraceException known) {
            throw known;
        }
        if (found != null) {
            throw MillraceException.of(
                    LocalError.TASK_FAILED,
                    "pipeline \"" + graph.pipeline().name() + "\" stopped: " + found,
                    "Report it with the pipeline and the input; it goes on from its last checkpoint when started again.",
                    found);
        }
    }
}
