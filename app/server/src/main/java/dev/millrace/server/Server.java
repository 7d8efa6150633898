// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.page.PageBoard;
import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.embedded.EmbeddedQuestDb;
import dev.millrace.embedded.FolderLock;
import dev.millrace.gateway.GatewayStats.TableStats;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Table;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.TableDefinition;
import dev.millrace.server.live.LiveState;
import dev.millrace.server.live.TopicGlance;
import dev.millrace.server.pipeline.FileLoader;
import dev.millrace.server.pipeline.RunningPipeline;
import dev.millrace.server.web.ApiSource;
import dev.millrace.server.web.TableReader;
import dev.millrace.server.web.WebServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that pipelines need, in one process: Kafka (embedded unless an outside one is named), doors, engine, sinks, API
 * and pages. Started parts stop in reverse order. {@link #close} may be called from any thread, more than once.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final ServerOptions options;
    private final LiveState state = new LiveState();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<RunningPipeline> pipelines = new CopyOnWriteArrayList<>();
    private final List<FileLoader> loaders = new CopyOnWriteArrayList<>();
    private Doors doors = Doors.none();
    private WebServer web;
    private String kafkaBootstrap = "";
    private boolean isClosed;

    private Server(ServerOptions options) {
        this.options = options;
    }

    /**
     * Starts everything and returns when the doors are open; pipelines may still be on their way, see {@link #awaitUp}.
     *
     * @throws MillraceException ENV-3xx port taken, folder locked; KAF-1xx Kafka away; what was started is stopped
     */
    public static Server start(ServerOptions options) {
        Server server = new Server(options);
        try {
            server.check();
            server.start();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void check() {
        if (!ServerOptions.ENGINES.contains(options.engine())) {
            throw MillraceException.of(
                    ServerError.UNKNOWN_ENGINE,
                    "engine \"" + options.engine() + "\" is not known",
                    "Choose one of " + String.join(", ", ServerOptions.ENGINES) + ".");
        }
        Set<String> names = new HashSet<>();
        for (Pipeline pipeline : options.pipelines()) {
            if (!names.add(pipeline.name())) {
                throw MillraceException.of(
                        ServerError.SAME_NAME,
                        "two pipelines have the name \"" + pipeline.name() + "\"",
                        "Name one of them otherwise with SET 'pipeline.name' = '...'.");
            }
        }
    }

    private boolean isWithoutKafka() {
        return options.isWithoutKafka();
    }

    private void start() {
        add(FolderLock.of(options.dataFolder()));
        new StartCheck(options).run();
        Optional<EmbeddedQuestDb> database = startStores();
        ClientSettings client = ClientSettings.of(kafkaBootstrap).with(options.properties());
        PageBoard board = isWithoutKafka() ? new LocalBoard(state) : state.board();
        ConnectorCatalog connectors = Connectors.catalog(new Connectors.Surroundings(
                kafkaBootstrap, () -> database.orElseThrow().engine(), board, System.out));
        PipelineStarter starter = new PipelineStarter(options, client, connectors, state);
        for (Pipeline pipeline : options.pipelines()) {
            PipelineStarter.Started started = add(starter.start(pipeline));
            pipelines.add(started.pipeline());
            loaders.addAll(started.loaders());
        }
        doors = add(isWithoutKafka() ? Doors.none() : Doors.open(options, client, readTables(), state));
        if (!isWithoutKafka()) {
            add(new TopicGlance(state, client, readTables(), ledgerTopics()).start());
        }
        TableReader tables = new TableReader(options::pipelines, database, state, client);
        web = add(WebServer.start(options.ports().http(), new Shown(tables), router -> doors.mount(router)));
        LOG.info("server started http=127.0.0.1:{} kafka={} data={}", httpPort(), kafkaBootstrap, options.dataFolder());
    }

    /** Kafka and the time-series store at the same time: each of them takes seconds. */
    private Optional<EmbeddedQuestDb> startStores() {
        CompletableFuture<Optional<EmbeddedQuestDb>> database = CompletableFuture.supplyAsync(this::startQuestDb);
        try {
            kafkaBootstrap = isWithoutKafka() ? "" : options.kafkaBootstrap().orElseGet(this::startKafka);
        } finally {
            // Also when Kafka did not start: what was opened must be closed.
            database.exceptionally(e -> Optional.empty()).join().ifPresent(this::add);
        }
        return result(database);
    }

    /** The failure itself, not the wrapper of the other thread: its message and code are for the user. */
    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof MillraceException known ? known : e;
        }
    }

    private String startKafka() {
        EmbeddedKafka kafka = add(EmbeddedKafka.start(
                options.dataFolder().resolve("kafka"), options.ports().kafka()));
        return kafka.bootstrapServers();
    }

    private Optional<EmbeddedQuestDb> startQuestDb() {
        boolean isNeeded = options.pipelines().stream()
                .flatMap(p -> p.outputs().stream())
                .map(o -> o.target().table())
                .anyMatch(Server::isStoredHere);
        return isNeeded
                ? Optional.of(EmbeddedQuestDb.start(options.dataFolder().resolve("questdb")))
                : Optional.empty();
    }

    private static boolean isStoredHere(Table table) {
        return table.connector().equals("questdb") && table.option("url").isEmpty();
    }

    /** Tables that some pipeline reads, each once. */
    private List<TableDefinition> readTables() {
        SortedMap<String, TableDefinition> tables = new TreeMap<>();
        for (RunningPipeline running : pipelines) {
            running.run().tables().keySet().forEach(name -> running.pipeline()
                    .table(name)
                    .ifPresent(t -> tables.put(name, t)));
        }
        return List.copyOf(tables.values());
    }

    private List<String> ledgerTopics() {
        List<String> topics = new ArrayList<>(
                options.pipelines().stream().map(Pipeline::ledgerTopic).toList());
        doors.ledgerTopic().ifPresent(topics::add);
        return topics;
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** What the API tells of this server. */
    private final class Shown implements ApiSource {
        private final TableReader tables;

        Shown(TableReader tables) {
            this.tables = tables;
        }

        @Override
        public LiveState state() {
            return state;
        }

        @Override
        public List<RunningPipeline> pipelines() {
            return pipelines;
        }

        @Override
        public TableReader tables() {
            return tables;
        }

        @Override
        public SortedMap<String, Long> refused(String table) {
            return Server.this.refused(table);
        }

        @Override
        public boolean isAccepting() {
            return doors.isAccepting();
        }
    }

    /**
     * Waits until readings are accepted and every pipeline runs.
     *
     * @throws MillraceException when a pipeline failed or the time is over
     */
    public void awaitUp(Duration timeout) {
        Instant deadline = Instant.now().plus(timeout);
        for (RunningPipeline running : pipelines) {
            Duration rest = Duration.between(Instant.now(), deadline);
            running.run().awaitRunning(rest.isNegative() ? Duration.ZERO : rest);
        }
    }

    /** Whether every source of every pipeline has ended and all results are stored; only of bounded runs. */
    public boolean isFinished() {
        return pipelines.stream().allMatch(p -> p.run().state().equals("FINISHED"));
    }

    /** Whether a pipeline stopped although nobody asked it to; {@link #awaitUp} throws why. */
    public boolean hasFailed() {
        return pipelines.stream().anyMatch(p -> p.run().state().equals("FAILED"));
    }

    /** Pipelines with their engines and sinks, in the order they were started. */
    public List<RunningPipeline> pipelines() {
        return List.copyOf(pipelines);
    }

    /** Port of the API and the pages on 127.0.0.1. */
    public int httpPort() {
        return web.port();
    }

    /** Port of the MQTT door, -1 when no table needs one. */
    public int mqttPort() {
        return doors.mqttPort();
    }

    /** {@code host:port} of the Kafka in use, empty with {@code local}. */
    public String kafkaBootstrap() {
        return kafkaBootstrap;
    }

    /** What is shown on the page: alerts, ledger, latencies. */
    public LiveState state() {
        return state;
    }

    public ServerStats stats() {
        SortedMap<String, Long> used = new TreeMap<>();
        for (RunningPipeline running : pipelines) {
            running.run().tables().forEach((table, account) -> used.merge(table, account.used(), Math::max));
        }
        return new ServerStats(
                received(),
                new TreeMap<>(state.readings().records()),
                used,
                state.ledger().byReason(),
                state.alerts().standing(),
                state.latencies());
    }

    private SortedMap<String, Long> received() {
        SortedMap<String, Long> received = new TreeMap<>();
        doors.stats().forEach((table, stats) -> received.put(table, stats.received()));
        return received;
    }

    private SortedMap<String, Long> refused(String table) {
        SortedMap<String, Long> refused = new TreeMap<>();
        TableStats stats = doors.stats().get(table);
        if (stats != null) {
            stats.ledger().forEach((reason, n) -> refused.put(reason.name(), n));
        }
        loaders.stream().filter(l -> l.table().equals(table)).forEach(l -> l.refused()
                .forEach((reason, n) -> refused.merge(reason, n, Long::sum)));
        return refused;
    }

    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
    }

    /** One part that does not stop must not keep the others from stopping. */
    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("part did not stop part={}", part.getClass().getSimpleName(), e);
        }
    }
}
