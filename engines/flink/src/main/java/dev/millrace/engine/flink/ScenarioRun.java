// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.connect.kafka.LedgerRecords;
import dev.millrace.connect.kafka.RecordKeys;
import dev.millrace.connect.kafka.ResultRecords;
import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.kernel.host.TableCounters;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.codec.PipelineCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;

/** One pipeline of a scenario as a job that is stopped with a savepoint and started from it. One thread. */
final class ScenarioRun implements ScenarioEngine.Run {
    private final Ground place;
    private final Hosting hosting;
    private final FlinkSettings settings;
    private final ScenarioBoard board;
    private final ByteWriter buffer = new ByteWriter();
    private final Map<String, RowCodec> codecs = new HashMap<>();
    private int threads;
    private JobID job;
    private Optional<String> savepoint = Optional.empty();
    /** Table of the last row. */
    private String lastTable = "";

    /**
     * Where it runs.
     *
     * @param folder for savepoints, made when needed
     * @param id of the scenario's board
     */
    record Ground(MiniCluster cluster, Path folder, String id) {}

    ScenarioRun(Ground place, Pipeline pipeline, int parallelism, Map<String, String> options) {
        this.place = place;
        settings = FlinkSettings.of(options);
        threads = parallelism;
        hosting = hosting(pipeline, parallelism);
        pipeline.tables()
                .forEach(t -> codecs.put(t.name(), new RowCodec(t.table().schema())));
        hosting.requireOperators();
        board = ScenarioBoard.open(place.id());
        start();
    }

    private Hosting hosting(Pipeline pipeline, int parallelism) {
        byte[] plan = PipelineCodec.encode(pipeline);
        Hosting first = Hosting.of(new JobSpec(plan, Map.of(), settings.limits(), place.id()));
        Map<String, Integer> partitions = new HashMap<>();
        first.graph().tasks().forEach(t -> partitions.put(t.id(), t.isSinglePartition() ? 1 : parallelism));
        JobSpec spec = new JobSpec(plan, partitions, settings.limits(), place.id());
        return new Hosting(spec, first.graph(), first.operators());
    }

    private void start() {
        StreamGraph graph =
                new JobGraphs(hosting.job(), hosting.graph(), new Ends()).build(settings.forScenario(), threads);
        savepoint.ifPresent(path -> graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(path, false)));
        job = get(place.cluster().submitJob(graph.getJobGraph())).getJobID();
        place.cluster().requestJobResult(job).thenAccept(result -> result.getSerializedThrowable()
                .ifPresent(failure ->
                        board.fail(failure.deserializeError(getClass().getClassLoader()))));
        board.awaitRunning(hosting.job().partitions().values().stream()
                .mapToInt(Integer::intValue)
                .sum());
        // The job's master hears of it a moment later, and takes no savepoint before.
        board.await(this::isRunning, "the job does not run");
    }

    private boolean isRunning() {
        for (AccessExecutionVertex vertex :
                get(place.cluster().getExecutionGraph(job)).getAllExecutionVertices()) {
            if (vertex.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    /** The logs of the board. */
    private final class Ends implements JobEnds {
        @Override
        public DataStream<TaskRecord> source(
                StreamExecutionEnvironment environment, TableInput table, int parallelism) {
            int partitions = hosting.job()
                    .partitions(hosting.graph().reader(table.id()).orElseThrow().id());
            return environment
                    .fromSource(
                            new ScenarioSource(place.id(), table.id(), partitions),
                            WatermarkStrategy.noWatermarks(),
                            "table " + table.id(),
                            WireType.TASK_RECORD)
                    .uid("table-" + table.id())
                    .setParallelism(parallelism);
        }

        @Override
        public void sink(DataStream<SinkRecord> records, TaskPlan task) {
            records.transform(
                            JobGraphs.name("results of", task),
                            WireType.SINK_RECORD,
                            new ScenarioSinkOperator(place.id()))
                    .uid("results-" + task.id())
                    .setParallelism(records.getParallelism());
        }
    }

    @Override
    public void arrive(String table, Row row) {
        if (hosting.graph().reader(table).isEmpty()) {
            return;
        }
        if (hosting.graph().isOrderedAcrossTables() && !lastTable.equals(table)) {
            board.awaitQuiet();
        }
        lastTable = table;
        TableDefinition definition = hosting.graph().pipeline().table(table).orElseThrow();
        int partition = partition(definition, row);
        codecs.get(table).writeWithOrigin(row, buffer.reset());
        board.append(
                table,
                new TaskRecord(0, partition, null, buffer.toBytes(), board.size(table, partition), 0, Row.NO_TIME));
    }

    /** As the gateway spreads readings: rows of a device stay together. */
    private int partition(TableDefinition definition, Row row) {
        int partitions = hosting.job()
                .partitions(
                        hosting.graph().reader(definition.name()).orElseThrow().id());
        List<Integer> columns = definition.table().listOption("key.fields").stream()
                .map(definition.table().schema()::indexOf)
                .toList();
        byte[] key = RecordKeys.ofReading(definition.table().schema(), columns, row);
        return key == null ? 0 : Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    @Override
    public void idle() {
        inOrder(TaskHost::idle);
    }

    private void inOrder(Consumer<TaskHost> action) {
        board.awaitQuiet();
        hosting.graph().tasks().forEach(task -> board.inEach(task.id(), action));
    }

    @Override
    public void restart() {
        board.awaitQuiet();
        savepoint = Optional.of(get(place.cluster()
                .triggerSavepoint(job, place.folder().toUri().toString(), true, SavepointFormatType.CANONICAL)));
        get(place.cluster().requestJobResult(job));
        board.forgetTasks();
        start();
    }

    @Override
    public void rescale(int newThreads) {
        threads = newThreads;
        restart();
    }

    @Override
    public ScenarioEngine.Result finish() {
        inOrder(TaskHost::end);
        List<ScenarioEngine.Emission> emissions = new ArrayList<>();
        List<LedgerEntry> ledger = new ArrayList<>();
        Map<String, ResultRecords> decoders = decoders();
        for (SinkRecord record : board.results()) {
            ResultRecords decoder = decoders.get(record.topic());
            if (decoder == null) {
                ledger.add(LedgerRecords.decode(record.value()));
            } else {
                Row row = decoder.decode(consumed(record, emissions.size())).row();
                emissions.add(new ScenarioEngine.Emission(record.topic(), row));
            }
        }
        return new ScenarioEngine.Result(emissions, ledger, balances());
    }

    private Map<String, ResultRecords> decoders() {
        Map<String, ResultRecords> decoders = new HashMap<>();
        for (Output output : hosting.graph().pipeline().outputs()) {
            decoders.put(
                    output.id(),
                    new ResultRecords(
                            output.target().table().schema(),
                            output.keyColumns(),
                            Hosting.format(output.target().table()),
                            output.target().table().options()));
        }
        return decoders;
    }

    private static ConsumerRecord<byte[], byte[]> consumed(SinkRecord record, long offset) {
        Headers headers = record.headers();
        return new ConsumerRecord<>(
                record.topic(),
                0,
                offset,
                record.timestampMs(),
                TimestampType.CREATE_TIME,
                -1,
                -1,
                record.key(),
                record.value(),
                headers,
                Optional.empty());
    }

    private List<ScenarioEngine.Balance> balances() {
        List<ScenarioEngine.Balance> balances = new ArrayList<>();
        for (TableDefinition table : hosting.graph().pipeline().tables()) {
            if (hosting.graph().reader(table.name()).isEmpty()) {
                continue;
            }
            long in = 0;
            long used = 0;
            long ledger = 0;
            for (TaskHost host : board.hosts()) {
                TableCounters counters = host.task().counters(table.name());
                in += counters.readRows();
                used += counters.usedRows();
                ledger += counters.ledgerRows();
            }
            balances.add(new ScenarioEngine.Balance(table.name(), in, used, ledger));
        }
        return balances;
    }

    private <T> T get(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Flink refused: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        try {
            place.cluster().cancelJob(job).get();
            place.cluster().requestJobResult(job).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // The job has ended by itself.
        }
        board.close();
    }
}
