// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.LookupKeys;
import dev.millrace.connect.Lookups;
import dev.millrace.connect.Rejected;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.KernelOperators;
import dev.millrace.kernel.host.Rejection;
import dev.millrace.kernel.host.ScenarioEngine.Balance;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskOptions;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Row;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs one pipeline from its sources to its sinks in this process. {@link #run} does all of it in the calling thread (and, with
 * parallelism above 1, on worker threads) until the sources have ended or {@link #stop} is called.
 *
 * <p>With a checkpoint, state and the positions of the sources are saved together while nothing is on its way, after the sinks
 * were flushed. After a crash rows since the last checkpoint are written again: sinks that keep rows by key see no difference,
 * others see them twice.
 */
public final class LocalEngine implements AutoCloseable {
    private static final long POLL_WAIT_MS = 20;
    private static final long PROGRESS_INTERVAL_MS = 1_000;

    private final Pipeline pipeline;
    private final LocalSettings settings;
    private final Consumer<LedgerEntry> ledger;
    private final TaskGraph graph;
    private final LocalRuntime runtime;
    private final Lookups lookups;
    private final Map<String, SinkWriter> sinks = new TreeMap<>();
    private final List<SourceReader> sources = new ArrayList<>();
    private final CheckpointFile checkpoint;
    private volatile boolean isStopped;
    private volatile List<Balance> balances = List.of();

    /**
     * Opens everything and restores the checkpoint when there is one.
     *
     * @param ledger receives what goes to the ledger; called by several threads, one at a time
     */
    public LocalEngine(
            Pipeline pipeline, LocalCatalogs catalogs, LocalSettings settings, Consumer<LedgerEntry> ledger) {
        this.pipeline = pipeline;
        this.settings = settings;
        this.ledger = ledger;
        checkpoint = settings.checkpoint().map(CheckpointFile::new).orElse(null);
        graph = TaskGraph.of(pipeline);
        lookups = new Lookups(catalogs.connectors());
        KernelOperators operators = new KernelOperators(
                catalogs.functions(),
                node -> lookups.of(node.table().table(), new LookupKeys(node.tableKeys(), node.keyTypes())));
        LocalRuntime.Plan plan = new LocalRuntime.Plan(graph, operators, TaskOptions.savedAsAWhole());
        runtime = new LocalRuntime(plan, LocalRuntime.Scale.of(settings.parallelism()), new Out());
        for (Output output : pipeline.outputs()) {
            sinks.computeIfAbsent(output.target().name(), n -> SinkWriter.open(output.target(), catalogs.connectors()));
        }
        for (TableDefinition table : pipeline.tables()) {
            if (runtime.isRead(table.name())) {
                sources.add(SourceReader.open(table, catalogs.connectors(), runtime, this::enterUnread));
            }
        }
        restore();
        runtime.start();
    }

    /** What the engine finds connectors, formats and functions in. */
    public record LocalCatalogs(ConnectorCatalog connectors, FunctionCatalog functions) {}

    /** Moves rows until all sources have ended, and then finishes every window, or until {@link #stop}. */
    public void run() {
        long idleMs = pipeline.tables().stream()
                .mapToLong(t -> t.timeRule().idleMs())
                .min()
                .orElse(Long.MAX_VALUE);
        readReferences();
        long lastRowMs = nowMs();
        long lastProgressMs = lastRowMs;
        long lastCheckpointMs = lastRowMs;
        boolean isIdle = false;
        boolean hasEnded = false;
        while (!isStopped && !hasEnded) {
            long rowsBefore = rowsRead();
            hasEnded = pollAll();
            runtime.settle();
            long nowMs = nowMs();
            if (rowsRead() > rowsBefore) {
                lastRowMs = nowMs;
                isIdle = false;
            } else if (!isIdle && !hasEnded && nowMs - lastRowMs >= idleMs) {
                runtime.idle();
                isIdle = true;
            }
            if (nowMs - lastProgressMs >= PROGRESS_INTERVAL_MS) {
                runtime.sendProgress(silentTables(nowMs));
                lastProgressMs = nowMs;
            }
            if (checkpoint != null && nowMs - lastCheckpointMs >= settings.checkpointIntervalMs()) {
                save();
                lastCheckpointMs = nowMs;
            }
        }
        finish(hasEnded);
    }

    /** Reads tables that are only looked up to their end, or to where they ended at the start. */
    private void readReferences() {
        for (SourceReader source : sources) {
            boolean isRead = !graph.isReference(source.table());
            while (!isRead && !isStopped) {
                long before = source.rows();
                boolean isOpen = source.poll(POLL_WAIT_MS);
                isRead = !isOpen || source.rows() == before && source.isCaughtUp();
            }
        }
        runtime.awaitQuiet();
    }

    /** Makes {@link #run} return soon, after a last checkpoint. Any thread. */
    public void stop() {
        isStopped = true;
    }

    /** Rows that the sources gave so far. Any thread. */
    public long rowsRead() {
        return sources.stream().mapToLong(SourceReader::rows).sum();
    }

    /** Bytes that the sources have not read yet, -1 when any does not know. */
    public long remainingBytes() {
        long sum = 0;
        for (SourceReader source : sources) {
            long bytes = source.remainingBytes();
            if (bytes < 0) {
                return -1;
            }
            sum += bytes;
        }
        return sum;
    }

    /** What was counted of the tables that are looked up outside, by table and name. Any thread. */
    public Map<String, Map<String, Long>> lookupCounters() {
        return lookups.counters();
    }

    /** Accounts of the tables; of the end once {@link #run} has returned, empty before. Any thread. */
    public List<Balance> balances() {
        return balances;
    }

    @Override
    public void close() {
        runtime.close();
        lookups.close();
        sources.forEach(SourceReader::close);
        sinks.values().forEach(SinkWriter::close);
    }

    private Set<String> silentTables(long nowMs) {
        return sources.stream()
                .filter(source -> source.isSilent(nowMs))
                .map(SourceReader::table)
                .collect(Collectors.toSet());
    }

    private boolean pollAll() {
        boolean hasEnded = true;
        long openSources = sources.stream().filter(s -> !s.hasEnded()).count();
        for (SourceReader source : sources) {
            if (!source.hasEnded()) {
                hasEnded &= !source.poll(POLL_WAIT_MS / Math.max(1, openSources));
            }
        }
        return hasEnded;
    }

    private void finish(boolean hasEnded) {
        if (hasEnded) {
            runtime.end();
        }
        runtime.awaitQuiet();
        balances = runtime.balances();
        if (checkpoint != null) {
            save();
        }
        sinks.values().forEach(SinkWriter::flush);
    }

    private void save() {
        runtime.awaitQuiet();
        sinks.values().forEach(SinkWriter::flush);
        Map<String, byte[]> positions = new TreeMap<>();
        sources.forEach(source -> positions.put(source.table(), source.position()));
        ByteWriter state = new ByteWriter();
        runtime.save(state);
        checkpoint.write(
                new CheckpointFile.Content(pipeline.name(), settings.parallelism(), positions, state.toBytes()));
    }

    private void restore() {
        if (checkpoint == null) {
            return;
        }
        checkpoint.read().ifPresent(content -> {
            if (!content.pipeline().equals(pipeline.name()) || content.parallelism() != settings.parallelism()) {
                throw checkpoint.unreadable("is of pipeline \"" + content.pipeline() + "\" with parallelism "
                        + content.parallelism() + ", wanted \"" + pipeline.name() + "\" with "
                        + settings.parallelism());
            }
            runtime.load(new ByteReader(content.state()));
            for (SourceReader source : sources) {
                byte[] position = content.positions().get(source.table());
                if (position != null) {
                    source.seek(position);
                }
            }
        });
    }

    /** The record as it came, and not the columns of it that the plan needs. */
    private Optional<byte[]> rawOf(Rejection rejection) {
        return settings.parallelism() > 1
                ? Optional.empty()
                : sources.stream()
                        .filter(source -> source.table().equals(rejection.table()))
                        .findFirst()
                        .flatMap(source -> source.rawOf(rejection.row()));
    }

    private synchronized void enter(LedgerEntry entry) {
        ledger.accept(entry);
    }

    private void enterUnread(String table, Rejected rejected, byte[] raw, long offset) {
        enter(new LedgerEntry(
                nowMs(), pipeline.name(), table, "", rejected.reason(), rejected.detail(), raw, "", -1, offset, false));
    }

    private long nowMs() {
        return settings.clock().millis();
    }

    /** What comes out of the tasks. */
    private final class Out implements LocalOutput {
        @Override
        public void result(Output output, Row row) {
            sinks.get(output.target().name()).write(row);
        }

        @Override
        public void ledger(Rejection rejection) {
            LedgerEntry entry = rejection.toEntry(nowMs(), pipeline.name(), "");
            enter(rawOf(rejection).map(entry::withRaw).orElse(entry));
        }
    }
}
