// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.kafka.Topics;
import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.TableCounters;
import dev.millrace.kernel.host.Task;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.TableDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pipeline that runs in this process, alone or with others of the same name. Thread-safe. */
public final class KafkaStreamsRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaStreamsRun.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final long UPKEEP_SECONDS = 60;
    /** A thread that dies of what repeating may cure is replaced this often; a broker that is away does not count. */
    private static final int REPLACEMENTS_MAX = 20;

    private final Hosting hosting;
    private final String applicationId;
    private final KafkaStreams streams;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicInteger replacements = new AtomicInteger();
    private final CountDownLatch settled = new CountDownLatch(1);
    private final ScheduledExecutorService upkeep;
    /** Null when no table has to be read before others. */
    private final ReferenceGate gate;

    private KafkaStreamsRun(Hosting hosting, String applicationId) {
        this.hosting = hosting;
        this.applicationId = applicationId;
        Properties properties = new Properties();
        properties.putAll(hosting.settings().streams(applicationId));
        gate = hosting.isScenario() ? null : new ReferenceGate(hosting, applicationId);
        streams = gate == null || gate.isOpen()
                ? new KafkaStreams(PipelineTopology.of(hosting), properties)
                : new KafkaStreams(PipelineTopology.of(hosting), properties, new GatedClientSupplier(gate));
        if (gate != null) {
            gate.runningWhen(() -> streams.state() == KafkaStreams.State.RUNNING);
        }
        streams.setUncaughtExceptionHandler(this::handle);
        streams.setStateListener((now, before) -> onState(now));
        upkeep = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, applicationId + "-upkeep");
            thread.setDaemon(true);
            return thread;
        });
    }

    static KafkaStreamsRun start(Hosting hosting, String applicationId) {
        KafkaStreamsRun run = new KafkaStreamsRun(hosting, applicationId);
        run.streams.start();
        if (!hosting.graph().exchanges().isEmpty() && !hosting.isScenario()) {
            run.upkeep.scheduleWithFixedDelay(run::truncateExchanges, UPKEEP_SECONDS, UPKEEP_SECONDS, TimeUnit.SECONDS);
        }
        return run;
    }

    /** What the pipeline does. */
    public enum State {
        /** Takes its place among the others and reads its state. */
        STARTING,
        RUNNING,
        /** Stopped by an error, see {@link #failure}. */
        FAILED,
        STOPPED
    }

    /**
     * Accounts of one table in this process. {@code read = used + ledger} when nothing is on its way and no other process shares
     * the pipeline.
     *
     * @param ledger rows by reason; reasons without rows are missing
     */
    public record TableCounts(long read, long used, Map<LedgerReason, Long> ledger) {
        /** Rows in the ledger for any reason. */
        public long ledgerRows() {
            return ledger.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private StreamThreadExceptionResponse handle(Throwable error) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        boolean isRetriable = cause instanceof RetriableException || error instanceof RetriableException;
        if (isRetriable && replacements.incrementAndGet() <= REPLACEMENTS_MAX) {
            LOG.warn("thread of a pipeline replaced pipeline={} cause={}", hosting.pipeline(), cause.toString());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        failure.compareAndSet(null, error);
        LOG.error("pipeline failed pipeline={}", hosting.pipeline(), error);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void onState(KafkaStreams.State now) {
        LOG.info("pipeline state pipeline={} state={}", hosting.pipeline(), now);
        if (now == KafkaStreams.State.RUNNING
                || now.hasCompletedShutdown()
                || now == KafkaStreams.State.PENDING_ERROR) {
            settled.countDown();
        }
    }

    public String pipeline() {
        return hosting.pipeline();
    }

    /** Consumer group and prefix of the changelog topics. */
    public String applicationId() {
        return applicationId;
    }

    public State state() {
        if (failure.get() != null) {
            return State.FAILED;
        }
        return switch (streams.state()) {
            case CREATED, REBALANCING -> State.STARTING;
            case RUNNING -> State.RUNNING;
            case PENDING_ERROR, ERROR -> State.FAILED;
            case PENDING_SHUTDOWN, NOT_RUNNING -> State.STOPPED;
        };
    }

    /** Why the state is FAILED. */
    public Optional<MillraceException> failure() {
        return Optional.ofNullable(failure.get()).map(this::stopped);
    }

    private MillraceException stopped(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null && !(cause instanceof MillraceException)) {
            cause = cause.getCause();
        }
        return MillraceException.of(
                KafkaStreamsError.STOPPED,
                "pipeline \"" + hosting.pipeline() + "\" stopped: " + cause,
                "Correct the cause and start the pipeline again; it goes on from its last commit.",
                error);
    }

    /** Waits until the pipeline runs for the first time; throws ENG-424 when it fails before or the time is over. */
    public void awaitRunning(Duration timeout) {
        boolean isSettled;
        try {
            isSettled = settled.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while pipeline " + hosting.pipeline() + " starts", e);
        }
        Optional<MillraceException> failed = failure();
        if (failed.isPresent()) {
            throw failed.get();
        }
        if (!isSettled) {
            throw MillraceException.of(
                    KafkaStreamsError.STOPPED,
                    "pipeline \"" + hosting.pipeline() + "\" does not run after " + timeout.toSeconds()
                            + " s; its state is " + streams.state(),
                    "Look into the log; another process of the same name may hold its place until its session ends.");
        }
    }

    /**
     * Accounts by table, for tables that the pipeline reads, since the pipeline first ran: they are part of its state and come back
     * with it after a restart. Tasks of other processes and tasks that still start are missing.
     */
    public Map<String, TableCounts> counts() {
        Map<String, TableCounts> counts = new TreeMap<>();
        List<TaskHost> hosts = hosting.live().list();
        for (TableDefinition table : hosting.graph().pipeline().tables()) {
            if (hosting.graph().reader(table.name()).isPresent()) {
                counts.put(table.name(), counts(table.name(), hosts));
            }
        }
        return counts;
    }

    private static TableCounts counts(String table, List<TaskHost> hosts) {
        long read = 0;
        long used = 0;
        Map<LedgerReason, Long> ledger = new EnumMap<>(LedgerReason.class);
        for (TaskHost host : hosts) {
            TableCounters counters = host.task().counters(table);
            read += counters.readRows();
            used += counters.usedRows();
            for (LedgerReason reason : LedgerReason.values()) {
                if (counters.ledgerRows(reason) > 0) {
                    ledger.merge(reason, counters.ledgerRows(reason), Long::sum);
                }
            }
        }
        return new TableCounts(read, used, ledger);
    }

    /** Keys with state in this process. */
    public long keys() {
        return tasks().stream().mapToLong(Task::keys).sum();
    }

    /** Keys of this process whose state is on the heap: all, unless {@code state.store} is rocksdb. */
    public long hotKeys() {
        return tasks().stream().mapToLong(Task::hotKeys).sum();
    }

    /** How often the state of a key was fetched from disk by the tasks that run here now. */
    public long coldLoads() {
        return tasks().stream().mapToLong(Task::coldLoads).sum();
    }

    /** Rows refused because a stage had {@code state.max-keys} keys. */
    public long refusedKeys() {
        return tasks().stream().mapToLong(Task::refusedKeys).sum();
    }

    /** Bytes of state that were written to changelogs by this process since it started. */
    public long savedStateBytes() {
        return hosting.live().list().stream()
                .mapToLong(TaskHost::savedStateBytes)
                .sum();
    }

    private List<Task> tasks() {
        return hosting.live().list().stream().map(TaskHost::task).toList();
    }

    /** Records that were written to the pipeline's inputs and are not committed as processed. Asks Kafka: some milliseconds. */
    public long lag() {
        try (Topics topics = new Topics(hosting.settings().client())) {
            Map<TopicPartition, Long> committed = topics.committed(applicationId);
            return topics.endOffsets(inputTopics()).entrySet().stream()
                    .mapToLong(e -> Math.max(0, e.getValue() - committed.getOrDefault(e.getKey(), 0L)))
                    .sum();
        }
    }

    private Collection<String> inputTopics() {
        List<String> topics = new ArrayList<>();
        hosting.graph().tasks().forEach(t -> t.inputs()
                .forEach(i -> topics.add(hosting.topics().inputTopic(i))));
        return topics;
    }

    /** Rows on exchanges are of no use once they are committed as processed. */
    private void truncateExchanges() {
        try (Topics topics = new Topics(hosting.settings().client())) {
            Map<TopicPartition, Long> done = new HashMap<>(topics.committed(applicationId));
            List<String> exchanges = new ArrayList<>();
            for (Exchange exchange : hosting.graph().exchanges()) {
                exchanges.add(hosting.topics().exchangeTopic(exchange));
            }
            done.keySet().removeIf(p -> !exchanges.contains(p.topic()));
            topics.truncate(done);
        } catch (MillraceException e) {
            LOG.warn("exchange topics not truncated pipeline={} cause={}", hosting.pipeline(), e.getMessage());
        }
    }

    /** Stops after a commit and leaves the group, so that the next start need not wait; at most 10 s. */
    @Override
    public void close() {
        upkeep.shutdownNow();
        if (gate != null) {
            gate.close();
        }
        close(CLOSE_TIMEOUT);
    }

    boolean close(Duration timeout) {
        return streams.close(CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    Hosting hosting() {
        return hosting;
    }

    KafkaStreams streams() {
        return streams;
    }
}
