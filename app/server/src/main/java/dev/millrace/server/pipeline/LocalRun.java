// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.pipeline;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.kafka.LedgerRecords;
import dev.millrace.engine.local.LocalEngine;
import dev.millrace.engine.local.LocalSettings;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.MillraceException;
import dev.millrace.plan.Pipeline;
import dev.millrace.server.ServerError;
import dev.millrace.server.live.LedgerBook;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pipeline in the local engine, on a thread of its own. The ledger goes to a file beside its checkpoint. */
public final class LocalRun implements EngineRun {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);
    private static final long STOP_SECONDS = 4;

    private final Pipeline pipeline;
    private final LocalEngine engine;
    private final OutputStream ledgerFile;
    private final LedgerBook ledger;
    private final Thread thread;
    private volatile Throwable failure;
    private volatile boolean isFinished;

    /** Starts. The folder keeps checkpoint and ledger. */
    public static LocalRun start(Pipeline pipeline, ConnectorCatalog connectors, Path folder, LedgerBook ledger) {
        LocalRun run = new LocalRun(pipeline, connectors, folder, ledger);
        run.thread.start();
        return run;
    }

    private LocalRun(Pipeline pipeline, ConnectorCatalog connectors, Path folder, LedgerBook ledger) {
        this.pipeline = pipeline;
        this.ledger = ledger;
        Path checkpoint = folder.resolve(pipeline.name() + ".checkpoint");
        try {
            Files.createDirectories(folder);
            ledgerFile = Files.newOutputStream(
                    folder.resolve(pipeline.name() + ".ledger.jsonl"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LocalSettings settings =
                LocalSettings.initial().withCheckpoint(checkpoint, LocalSettings.DEFAULT_CHECKPOINT_INTERVAL_MS);
        engine = new LocalEngine(
                pipeline, new LocalEngine.LocalCatalogs(connectors, FunctionCatalog.builtIn()), settings, this::enter);
        thread = new Thread(this::work, "local-" + pipeline.name());
    }

    private void enter(LedgerEntry entry) {
        try {
            ledgerFile.write(LedgerRecords.value(entry));
            ledgerFile.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ledger.add(entry);
    }

    private void work() {
        try {
            engine.run();
            isFinished = true;
        } catch (RuntimeException e) {
            failure = e;
            LOG.error("pipeline failed pipeline={}", pipeline.name(), e);
        }
    }

    @Override
    public String state() {
        if (failure != null) {
            return "FAILED";
        }
        return isFinished ? "FINISHED" : "RUNNING";
    }

    @Override
    public Optional<String> failure() {
        return Optional.ofNullable(failure).map(Throwable::getMessage);
    }

    @Override
    public void awaitRunning(Duration timeout) {
        if (failure instanceof MillraceException known) {
            throw known;
        }
        if (failure != null) {
            throw MillraceException.of(
                    ServerError.PIPELINE_FAILED,
                    "pipeline \"" + pipeline.name() + "\" stopped: " + failure,
                    "Read the log and report it.",
                    failure);
        }
    }

    @Override
    public SortedMap<String, TableAccount> tables() {
        SortedMap<String, TableAccount> tables = new TreeMap<>();
        engine.balances().forEach(b -> tables.put(b.table(), new TableAccount(b.in(), b.used(), reasons(b.table()))));
        return tables;
    }

    @Override
    public Map<String, Map<String, Long>> lookups() {
        return engine.lookupCounters();
    }

    private SortedMap<String, Long> reasons(String table) {
        return ledger.counts().getOrDefault(table, new TreeMap<>());
    }

    @Override
    public void close() {
        engine.stop();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            engine.close();
            ledgerFile.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
