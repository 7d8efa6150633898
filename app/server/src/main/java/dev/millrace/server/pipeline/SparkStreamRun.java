// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.pipeline;

import dev.millrace.engine.process.EngineProcess;
import dev.millrace.model.ByteReader;
import dev.millrace.model.MillraceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream that was started in Spark's process. Each question goes over to that process and takes some milliseconds. */
public final class SparkStreamRun implements EngineRun {
    private static final Logger LOG = LoggerFactory.getLogger(SparkStreamRun.class);
    private static final byte[] NOTHING = {};

    private final String pipeline;
    private final List<String> tables;
    private final EngineProcess process;
    private boolean isClosed;

    /** What the other side said last. */
    private record Status(boolean isActive, String failure, SortedMap<String, TableAccount> tables) {}

    /** @param tables that the pipeline reads */
    public SparkStreamRun(String pipeline, List<String> tables, EngineProcess process) {
        this.pipeline = pipeline;
        this.tables = List.copyOf(tables);
        this.process = process;
    }

    private synchronized Status status() {
        SortedMap<String, TableAccount> sums = new TreeMap<>();
        tables.forEach(table -> sums.put(table, new TableAccount(0, 0, new TreeMap<>())));
        if (isClosed || !process.isAlive()) {
            return new Status(false, isClosed ? "" : "Spark's process has ended", sums);
        }
        try {
            ByteReader in = new ByteReader(process.ask("stream.status", NOTHING));
            boolean isActive = in.readBoolean();
            String failure = in.readString();
            for (int i = in.readVarInt(); i > 0; i--) {
                ByteReader task = new ByteReader(in.readBytes());
                task.readVarInt();
                SparkBatchRun.account(task).forEach((name, table) -> sums.merge(name, table, EngineRun::sum));
            }
            return new Status(isActive, failure, sums);
        } catch (MillraceException e) {
            return new Status(false, String.valueOf(e.getMessage()), sums);
        }
    }

    @Override
    public String state() {
        Status status = status();
        if (status.isActive()) {
            return "RUNNING";
        }
        return status.failure().isEmpty() ? "STOPPED" : "FAILED";
    }

    @Override
    public Optional<String> failure() {
        return Optional.of(status().failure()).filter(text -> !text.isEmpty());
    }

    /** It runs since it was made: starting waited for Spark. */
    @Override
    public void awaitRunning(Duration timeout) {
        failure().ifPresent(text -> {
            throw MillraceException.of(
                    dev.millrace.engine.process.SparkError.FAILED,
                    "pipeline \"" + pipeline + "\" stopped: " + text,
                    "Read the log; when it is no fault of the pipeline, start it again: it goes on from its checkpoint.");
        });
    }

    @Override
    public SortedMap<String, TableAccount> tables() {
        return status().tables();
    }

    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (process.isAlive()) {
            try {
                process.ask("stream.stop", NOTHING);
            } catch (MillraceException e) {
                LOG.warn("stream was not stopped in order and repeats its last batch pipeline={}", pipeline, e);
            }
        }
        process.close();
    }
}
