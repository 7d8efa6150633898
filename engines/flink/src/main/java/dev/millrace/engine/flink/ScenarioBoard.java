// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.engine.process.FlinkError;
import dev.millrace.model.MillraceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.flink.api.common.operators.MailboxExecutor;

/**
 * What a scenario and the job that plays it share; both are in this process. It stands for the outside: the logs that tables are
 * read from and that results are written to outlive the job's restarts. Thread-safe.
 */
final class ScenarioBoard {
    private static final Map<String, ScenarioBoard> BOARDS = new ConcurrentHashMap<>();
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long REST_NANOS = 50_000;

    private final String id;
    private final Map<String, List<TaskRecord>> logs = new ConcurrentHashMap<>();
    private final List<SinkRecord> results = Collections.synchronizedList(new ArrayList<>());
    private final List<Live> live = new CopyOnWriteArrayList<>();
    /** Records that some task has not finished yet. */
    private final AtomicLong inFlight = new AtomicLong();

    private volatile CompletableFuture<Void> appended = new CompletableFuture<>();
    private volatile Throwable failure;

    /** A partition of a task, and the queue of its thread. */
    private record Live(String task, TaskHost host, MailboxExecutor mailbox) {}

    private ScenarioBoard(String id) {
        this.id = id;
    }

    static ScenarioBoard open(String id) {
        ScenarioBoard board = new ScenarioBoard(id);
        BOARDS.put(id, board);
        return board;
    }

    static ScenarioBoard of(String id) {
        return BOARDS.get(id);
    }

    void close() {
        BOARDS.remove(id);
    }

    private static String log(String table, int partition) {
        return table + "/" + partition;
    }

    /** Appends to the log of a table; the offset of the next record is {@link #size}. */
    void append(String table, TaskRecord record) {
        inFlight.incrementAndGet();
        List<TaskRecord> log = logs.computeIfAbsent(
                log(table, record.partition()), name -> Collections.synchronizedList(new ArrayList<>()));
        log.add(record);
        CompletableFuture<Void> before = appended;
        appended = new CompletableFuture<>();
        before.complete(null);
    }

    int size(String table, int partition) {
        return logs.getOrDefault(log(table, partition), List.of()).size();
    }

    TaskRecord record(String table, int partition, int offset) {
        return logs.get(log(table, partition)).get(offset);
    }

    /** Done when something is appended after this call. */
    CompletableFuture<Void> appended() {
        return appended;
    }

    void add(String task, TaskHost host, MailboxExecutor mailbox) {
        live.add(new Live(task, host, mailbox));
    }

    /** Forgets the partitions of a job that was stopped. */
    void forgetTasks() {
        live.clear();
    }

    List<TaskHost> hosts() {
        return live.stream().map(Live::host).toList();
    }

    void sent() {
        inFlight.incrementAndGet();
    }

    void done() {
        inFlight.decrementAndGet();
    }

    void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    void result(SinkRecord record) {
        results.add(record);
    }

    List<SinkRecord> results() {
        synchronized (results) {
            return List.copyOf(results);
        }
    }

    /** Waits until so many partitions of tasks run. */
    void awaitRunning(int partitions) {
        await(() -> live.size() >= partitions, "only " + live.size() + " of " + partitions + " partitions run");
    }

    /** Waits until nothing is on its way. */
    void awaitQuiet() {
        await(() -> inFlight.get() == 0, "rows are still on their way");
    }

    /** Does something in the thread of each partition of a task and waits until all that it brings about is done. */
    void inEach(String task, Consumer<TaskHost> action) {
        for (Live one : live) {
            if (one.task().equals(task)) {
                inFlight.incrementAndGet();
                one.mailbox().execute(() -> run(one.host(), action), "scenario");
            }
        }
        awaitQuiet();
    }

    private void run(TaskHost host, Consumer<TaskHost> action) {
        try {
            action.accept(host);
            done();
        } catch (RuntimeException | Error e) {
            fail(e);
            throw e;
        }
    }

    /** Waits, 60 s at most, unless the job fails. */
    void await(BooleanSupplier condition, String otherwise) {
        long deadline = System.nanoTime() + WAIT_NANOS;
        while (!condition.getAsBoolean()) {
            throwIfFailed();
            if (System.nanoTime() > deadline) {
                throw MillraceException.of(
                        FlinkError.NOT_DRAINED,
                        "scenario did not come to rest within " + TimeUnit.NANOSECONDS.toSeconds(WAIT_NANOS) + " s: "
                                + otherwise,
                        FlinkError.NOT_DRAINED.cure());
            }
            LockSupport.parkNanos(REST_NANOS);
        }
        throwIfFailed();
    }

    private void throwIfFailed() {
        if (failure instanceof MillraceException known) {
            throw known;
        }
        if (failure != null) {
            throw MillraceException.of(
                    FlinkError.JOB_FAILED, "the job failed: " + failure, FlinkError.JOB_FAILED.cure(), failure);
        }
    }
}
