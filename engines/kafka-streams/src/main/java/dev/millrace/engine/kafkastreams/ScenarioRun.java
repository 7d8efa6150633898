// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.kafka.RecordKeys;
import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.kernel.host.TaskInput;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.TableDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/** One pipeline of a scenario, with topics of its own. One thread. */
final class ScenarioRun implements ScenarioEngine.Run {
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration CLIENT_CLOSE = Duration.ofSeconds(1);
    private static final long ASK_AGAIN_MS = 2;

    private final KafkaStreamsEngine engine;
    private final ScenarioClients clients;
    private final Pipeline pipeline;
    private KafkaStreamsSettings settings;
    private final String applicationId;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ByteWriter buffer = new ByteWriter();
    private final Map<String, RowCodec> codecs = new HashMap<>();
    private final Map<String, Long> sentSinceStart = new HashMap<>();
    private final AtomicReference<Exception> sendFailure = new AtomicReference<>();
    private Hosting hosting;
    private KafkaStreamsRun run;
    private long controlsSinceStart;
    private int starts;
    /** Table of the last row. */
    private String lastTable = "";

    ScenarioRun(KafkaStreamsEngine engine, ScenarioClients clients, Pipeline pipeline, KafkaStreamsSettings settings) {
        this.engine = engine;
        this.clients = clients;
        this.pipeline = pipeline;
        this.settings = settings;
        applicationId = settings.topicPrefix() + "app";
        pipeline.tables()
                .forEach(t -> codecs.put(t.name(), new RowCodec(t.table().schema())));
        start();
        producer = clients.openProducer();
    }

    /** Each start has an empty folder: everything comes back from Kafka. */
    private void start() {
        starts++;
        hosting = engine.hosting(
                pipeline, settings.withStateDir(settings.stateDir().resolve("start-" + starts)), true, clients.topics);
        run = KafkaStreamsRun.start(hosting, applicationId);
        sentSinceStart.clear();
        controlsSinceStart = 0;
    }

    @Override
    public void arrive(String table, Row row) {
        TableDefinition definition = pipeline.table(table).orElseThrow();
        if (hosting.graph().reader(table).isEmpty()) {
            return;
        }
        if (hosting.graph().isOrderedAcrossTables() && !lastTable.equals(table)) {
            awaitDrained();
        }
        lastTable = table;
        codecs.get(table).writeWithOrigin(row, buffer.reset());
        String topic = hosting.topics().tableTopic(definition);
        int partition = partition(definition, row, hosting.topics().partitions(topic));
        send(new ProducerRecord<>(topic, partition, null, buffer.toBytes()));
        sentSinceStart.merge(table, 1L, Long::sum);
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, e) -> {
            if (e != null) {
                sendFailure.compareAndSet(null, e);
            }
        });
    }

    /** As the gateway spreads readings: rows of a device stay together. */
    private static int partition(TableDefinition definition, Row row, int partitions) {
        List<Integer> columns = definition.table().listOption("key.fields").stream()
                .map(definition.table().schema()::indexOf)
                .toList();
        byte[] key = RecordKeys.ofReading(definition.table().schema(), columns, row);
        return key == null ? 0 : Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    @Override
    public void idle() {
        awaitDrained();
        sendControl(Control.IDLE);
        awaitControls();
    }

    @Override
    public void restart() {
        awaitDrained();
        run.close();
        start();
    }

    @Override
    public void rescale(int threads) {
        settings = settings.withThreads(threads);
        restart();
    }

    @Override
    public ScenarioEngine.Result finish() {
        awaitDrained();
        sendControl(Control.END);
        awaitControls();
        List<ScenarioEngine.Balance> balances = balances();
        run.close();
        return new ScenarioResults(hosting, clients).read(balances);
    }

    private List<ScenarioEngine.Balance> balances() {
        List<ScenarioEngine.Balance> balances = new ArrayList<>();
        run.counts()
                .forEach((table, c) ->
                        balances.add(new ScenarioEngine.Balance(table, c.read(), c.used(), c.ledgerRows())));
        return balances;
    }

    private void sendControl(Control control) {
        for (TaskPlan task : hosting.graph().tasks()) {
            for (TaskInput input : task.inputs()) {
                if (input instanceof TableInput) {
                    sendControl(control, hosting.topics().inputTopic(input));
                }
            }
        }
        controlsSinceStart++;
    }

    private void sendControl(Control control, String topic) {
        for (int i = 0; i < hosting.topics().partitions(topic); i++) {
            send(new ProducerRecord<>(topic, i, null, null, null, List.of(control.header())));
        }
    }

    /** Waits until every task took all that was sent to it, in the order of the flow, and committed. */
    private void awaitDrained() {
        producer.flush();
        hosting.graph().tasks().forEach(task -> await(() -> isDrained(task), task));
    }

    private boolean isDrained(TaskPlan task) {
        return task.inputs().stream().allMatch(input -> taken(input) == sent(input));
    }

    private long taken(TaskInput input) {
        return hosting.live().list().stream()
                .mapToLong(h -> h.published().takenRecords().getOrDefault(input.id(), 0L))
                .sum();
    }

    private long sent(TaskInput input) {
        if (input instanceof TaskInput.ExchangeInput exchangeInput) {
            Exchange exchange = exchangeInput.exchange();
            return hosting.live().list().stream()
                    .mapToLong(h -> h.published().sentRecords().getOrDefault(exchange.id(), 0L))
                    .sum();
        }
        return sentSinceStart.getOrDefault(input.id(), 0L);
    }

    private void awaitControls() {
        producer.flush();
        long hosts = hosting.graph().tasks().stream()
                .mapToLong(hosting.topics()::partitions)
                .sum();
        await(
                () -> hosting.live().list().stream()
                                .filter(h -> h.published().controls() >= controlsSinceStart)
                                .count()
                        >= hosts,
                null);
    }

    private void await(BooleanSupplier condition, TaskPlan task) {
        long deadline = System.nanoTime() + WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            requireNoFailure();
            if (System.nanoTime() > deadline) {
                throw MillraceException.of(
                        KafkaStreamsError.NOT_DRAINED,
                        "scenario did not come to rest within " + WAIT.toSeconds() + " s"
                                + (task == null ? "" : " at task \"" + task.id() + "\"") + "; state is "
                                + run.streams().state() + ", rows sent " + sentSinceStart + ", done " + progress()
                                + ", committed " + clients.topics.committed(applicationId) + ", ends "
                                + clients.topics.endOffsets(
                                        hosting.topics().all().keySet()),
                        "Run it again on a quiet machine; if it stays so, report it with the scenario.");
            }
            pause();
        }
    }

    private void requireNoFailure() {
        run.failure().ifPresent(e -> {
            throw e;
        });
        Exception e = sendFailure.get();
        if (e != null) {
            throw MillraceException.of(
                    KafkaStreamsError.NOT_DRAINED,
                    "a row of the scenario did not reach Kafka: " + e,
                    "Run it again on a quiet machine; if it stays so, report it with the scenario.",
                    e);
        }
    }

    private String progress() {
        return hosting.live().list().stream()
                .map(h -> h.task().plan().id() + "-" + h.task().partition() + " " + h.published())
                .collect(Collectors.joining("; "));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a scenario runs", e);
        }
    }

    @Override
    public void close() {
        producer.close(CLIENT_CLOSE);
        run.close();
        clients.topics.delete(clients.topics.named(settings.topicPrefix()));
    }
}
