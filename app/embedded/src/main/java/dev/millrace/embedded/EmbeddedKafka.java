// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded;

import dev.millrace.model.MillraceException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and controller (KRaft) in this process. Data lies in one folder and survives a restart and a kill; the port
 * may change between starts. Listens on 127.0.0.1 only, without authentication. {@link #close} may be called from any
 * thread, more than once.
 *
 * <p>Topics are not made by use: see {@code dev.millrace.connect.kafka.Topics}. The process registers no shutdown hook; who
 * starts the broker closes it after everything that uses it.
 */
public final class EmbeddedKafka implements AutoCloseable {
    /** Kafka's usual port. */
    public static final int DEFAULT_PORT = 9092;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final String FLAG = "--kafka-port";
    /** A port that was free may be taken by somebody else before the broker binds it. */
    private static final int ATTEMPTS = 5;
    /** Coordinators of a broker that was killed are there within two seconds of its start; a crowded machine gets more. */
    private static final int COORDINATORS_MS = 15_000;

    private final FolderLock lock;
    private final KafkaRaftServer server;
    private final int port;
    private boolean isClosed;

    private EmbeddedKafka(FolderLock lock, KafkaRaftServer server, int port) {
        this.lock = lock;
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it can be used.
     *
     * @param folder made when missing
     * @param port of the client listener, 0 for a free one
     * @throws MillraceException ENV-301 port taken, ENV-302 folder in use, ENV-303 folder not writable, ENV-304 anything else
     */
    public static EmbeddedKafka start(Path folder, int port) {
        LoopbackPort.requireFree("Kafka", port, FLAG);
        FolderLock lock = FolderLock.of(folder);
        try {
            KafkaFolder.format(folder);
            return start(lock, folder, port);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedKafka start(FolderLock lock, Path folder, int port) {
        for (int attempt = 1; ; attempt++) {
            int clientPort = port == 0 ? LoopbackPort.free() : port;
            int controllerPort = LoopbackPort.free();
            Properties properties = KafkaFolder.properties(folder, clientPort, controllerPort);
            CoordinatorCheck coordinators = new CoordinatorCheck(folder, COORDINATORS_MS);
            Optional<KafkaRaftServer> server = tryStart(properties, attempt < ATTEMPTS);
            if (server.isPresent() && !coordinators.isAnswered(LoopbackPort.HOST + ":" + clientPort)) {
                LOG.warn(
                        "kafka starts again, because a coordinator did not answer ms={} folder={}",
                        COORDINATORS_MS,
                        folder);
                stop(server.get());
                server = tryStart(properties, attempt < ATTEMPTS);
            }
            if (server.isPresent()) {
                LOG.info("kafka started address={}:{} folder={}", LoopbackPort.HOST, clientPort, folder);
                return new EmbeddedKafka(lock, server.get(), clientPort);
            }
            LoopbackPort.requireFree("Kafka", port, FLAG);
        }
    }

    /** Empty when it did not start for a reason that another port may cure. */
    private static Optional<KafkaRaftServer> tryStart(Properties properties, boolean mayTryAgain) {
        KafkaRaftServer server = null;
        try {
            server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
            server.startup();
            return Optional.of(server);
        } catch (Exception e) {
            if (server != null) {
                stop(server);
            }
            if (mayTryAgain && isBindProblem(e)) {
                return Optional.empty();
            }
            throw MillraceException.of(
                    EnvironmentError.SERVER_FAILED,
                    "embedded Kafka did not start in folder \"" + properties.get("log.dirs") + "\": " + e.getMessage(),
                    "If the folder is damaged, move it away or give another one with --data.",
                    e);
        }
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }

    private static boolean isBindProblem(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof java.net.BindException
                    || String.valueOf(e.getMessage()).contains("failed to bind")) {
                return true;
            }
        }
        return false;
    }

    /** {@code 127.0.0.1:port}, for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    /** Stops the broker; takes about a second. Clients should be closed before, or they log that it is away. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        stop(server);
        lock.close();
        LOG.info("kafka stopped address={}:{}", LoopbackPort.HOST, port);
    }
}
