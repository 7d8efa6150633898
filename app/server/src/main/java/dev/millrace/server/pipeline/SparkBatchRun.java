// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.pipeline;

import dev.millrace.connect.Sink;
import dev.millrace.connect.kafka.LedgerRecords;
import dev.millrace.engine.process.EngineProcess;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.model.Table;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.codec.PipelineCodec;
import dev.millrace.server.ServerError;
import dev.millrace.server.live.LedgerBook;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded pipeline in Spark's process, on a thread of its own. Spark reads and computes; what comes out is stored here, by the same
 * sinks as with any engine. The ledger goes to a file in the data folder.
 */
public final class SparkBatchRun implements EngineRun {
    private static final Logger LOG = LoggerFactory.getLogger(SparkBatchRun.class);
    private static final byte[] NOTHING = {};
    private static final int RESULT = 0;
    private static final int LEDGER = 1;

    private final Setting setting;
    private final List<RowCodec> codecs = new ArrayList<>();
    /** By name of the table. */
    private final Map<String, Sink> sinks = new LinkedHashMap<>();

    private final OutputStream ledgerFile;
    private final Map<Integer, SortedMap<String, TableAccount>> accounts = new TreeMap<>();
    private final Thread thread;
    private volatile EngineProcess process;
    private volatile boolean isClosed;
    private volatile boolean isFinished;
    private volatile Throwable failure;

    /**
     * What a run needs.
     *
     * @param properties options of the engine
     * @param process starts Spark's process
     * @param sinks opens the sink of a table
     * @param folder for the ledger
     */
    public record Setting(
            Pipeline pipeline,
            SortedMap<String, String> properties,
            Supplier<EngineProcess> process,
            Function<Table, Sink> sinks,
            Path folder,
            LedgerBook ledger) {}

    /** Starts. */
    public static SparkBatchRun start(Setting setting) {
        SparkBatchRun run = new SparkBatchRun(setting);
        run.thread.start();
        return run;
    }

    private SparkBatchRun(Setting setting) {
        this.setting = setting;
        String name = setting.pipeline().name();
        try {
            Files.createDirectories(setting.folder());
            ledgerFile = Files.newOutputStream(setting.folder().resolve(name + ".ledger.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Output output : setting.pipeline().outputs()) {
            Table target = output.target().table();
            codecs.add(new RowCodec(target.schema()));
            sinks.computeIfAbsent(target.name(), n -> setting.sinks().apply(target));
        }
        thread = new Thread(this::work, "spark-" + name);
    }

    private void work() {
        try (EngineProcess started = setting.process().get()) {
            process = started;
            started.ask("batch.run", request());
            while (take(started.ask("batch.next", NOTHING))) {
                sinks.values().forEach(Sink::flush);
            }
            ledgerFile.flush();
            isFinished = true;
        } catch (IOException | RuntimeException e) {
            if (!isClosed) {
                failure = e;
                LOG.error("pipeline failed pipeline={}", setting.pipeline().name(), e);
            }
        }
    }

    private byte[] request() {
        ByteWriter out = new ByteWriter();
        out.writeVarInt(setting.properties().size());
        setting.properties().forEach((name, value) -> {
            out.writeString(name);
            out.writeString(value);
        });
        out.writeBytes(PipelineCodec.encode(setting.pipeline()));
        return out.toBytes();
    }

    /** False at the end. */
    private boolean take(byte[] answer) throws IOException {
        ByteReader in = new ByteReader(answer);
        boolean hasMore = in.hasMore();
        while (in.hasMore()) {
            int kind = in.readByte();
            int number = in.readVarInt();
            byte[] bytes = in.readBytes();
            switch (kind) {
                case RESULT -> {
                    Row row = codecs.get(number).readWithOrigin(new ByteReader(bytes));
                    sinks.get(setting.pipeline().outputs().get(number).target().name())
                            .write(row);
                }
                case LEDGER -> {
                    ledgerFile.write(bytes);
                    ledgerFile.write('\n');
                    setting.ledger().add(LedgerRecords.decode(bytes));
                }
                default -> accounts.put(number, account(new ByteReader(bytes)));
            }
        }
        return hasMore;
    }

    /** Accounts of one task by table. */
    static SortedMap<String, TableAccount> account(ByteReader in) {
        SortedMap<String, TableAccount> tables = new TreeMap<>();
        for (int i = in.readVarInt(); i > 0; i--) {
            String name = in.readString();
            long read = in.readVarLong();
            long used = in.readVarLong();
            SortedMap<String, Long> ledger = new TreeMap<>();
            for (LedgerReason reason : LedgerReason.values()) {
                long rows = in.readVarLong();
                if (rows > 0) {
                    ledger.put(reason.name(), rows);
                }
            }
            tables.put(name, new TableAccount(read, used, ledger));
        }
        return tables;
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
                    "pipeline \"" + setting.pipeline().name() + "\" stopped: " + failure,
                    "Read the log and report it.",
                    failure);
        }
    }

    /** Of the end; empty before. */
    @Override
    public SortedMap<String, TableAccount> tables() {
        SortedMap<String, TableAccount> sums = new TreeMap<>();
        if (isFinished) {
            accounts.values().forEach(task -> task.forEach((name, table) -> sums.merge(name, table, EngineRun::sum)));
        }
        return sums;
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            EngineProcess running = process;
            if (running != null && !isFinished) {
                running.close();
            }
            thread.join();
            ledgerFile.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sinks.values().forEach(Sink::close);
    }
}
