// SPDX-License-Identifier: Apache-2.0
package dev.millrace.embedded;

import dev.millrace.model.MillraceException;
import io.questdb.Bootstrap;
import io.questdb.PropBootstrapConfiguration;
import io.questdb.ServerMain;
import io.questdb.cairo.CairoEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A QuestDB in this process. Data lies in one folder and survives a restart and a kill. No port is open unless one is asked
 * for, and then on 127.0.0.1. One instance a process. Thread-safe.
 */
public final class EmbeddedQuestDb implements AutoCloseable {
    /** Value of the HTTP port for: do not listen. */
    public static final int NO_PORT = -1;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedQuestDb.class);
    private static final String LOG_FILE = "questdb-log.conf";

    private final FolderLock lock;
    private final ServerMain server;
    private boolean isClosed;

    private EmbeddedQuestDb(FolderLock lock, ServerMain server) {
        this.lock = lock;
        this.server = server;
    }

    /** Starts without any port. */
    public static EmbeddedQuestDb start(Path folder) {
        return start(folder, NO_PORT);
    }

    /**
     * Starts and returns when tables can be used.
     *
     * @param folder made when missing
     * @param httpPort of QuestDB's own REST interface, {@link #NO_PORT} for none
     * @throws MillraceException ENV-301 port taken, ENV-302 folder in use, ENV-303 folder not writable, ENV-304 anything else
     */
    public static EmbeddedQuestDb start(Path folder, int httpPort) {
        if (httpPort != NO_PORT) {
            LoopbackPort.requireFree("QuestDB", httpPort, "--questdb-port");
        }
        FolderLock lock = FolderLock.of(folder);
        try {
            silence(folder);
            ServerMain server = Hushed.run(() -> start(new Configuration(httpPort), folder));
            LOG.info("questdb started folder={}", folder);
            return new EmbeddedQuestDb(lock, server);
        } catch (Exception e) {
            lock.close();
            throw MillraceException.of(
                    EnvironmentError.SERVER_FAILED,
                    "embedded QuestDB did not start in folder \"" + folder + "\": " + e.getMessage(),
                    "If the folder is damaged, move it away or give another one with --data.",
                    e);
        }
    }

    private static ServerMain start(Configuration configuration, Path folder) {
        ServerMain server = new ServerMain(new Bootstrap(
                configuration,
                Bootstrap.getServerMainArgs(folder.toAbsolutePath().toString())));
        server.start();
        return server;
    }

    /** QuestDB logs with its own logger to standard output unless told otherwise before its first class is loaded. */
    private static void silence(Path folder) throws IOException {
        Path file = folder.resolve(LOG_FILE);
        try (InputStream in = EmbeddedQuestDb.class.getResourceAsStream(LOG_FILE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                    file, text.replace("FOLDER", folder.toAbsolutePath().toString()));
        }
        System.setProperty("out", file.toAbsolutePath().toString());
    }

    /** The engine, for writers. */
    public CairoEngine engine() {
        return server.getEngine();
    }

    /** Whether a table exists. */
    public boolean hasTable(String table) {
        return engine().getTableTokenIfExists(table) != null;
    }

    /**
     * Runs a SELECT.
     *
     * @param limit rows at most, from 1
     * @return one map a row, columns in order; timestamps in epoch milliseconds, NULL as null
     */
    public List<Map<String, Object>> query(String sql, int limit) {
        return new QuestDbQuery(engine()).rows(sql, limit);
    }

    /** Stops; written rows are kept. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        Hushed.run(() -> {
            server.close();
            return null;
        });
        lock.close();
        LOG.info("questdb stopped");
    }

    private static final class Configuration extends PropBootstrapConfiguration {
        private final Map<String, String> settings = new HashMap<>();

        Configuration(int httpPort) {
            boolean hasHttp = httpPort != NO_PORT;
            settings.put("QDB_HTTP_ENABLED", String.valueOf(hasHttp));
            settings.put("QDB_HTTP_BIND_TO", LoopbackPort.HOST + ":" + (hasHttp ? httpPort : 0));
            settings.put("QDB_HTTP_MIN_ENABLED", "false");
            settings.put("QDB_PG_ENABLED", "false");
            settings.put("QDB_LINE_TCP_ENABLED", "false");
            settings.put("QDB_LINE_UDP_ENABLED", "false");
            settings.put("QDB_TELEMETRY_ENABLED", "false");
            settings.put("QDB_CAIRO_SQL_JIT_MODE", "off");
            // One thread for everything: two cores are shared with the broker and the engine.
            settings.put("QDB_SHARED_WORKER_COUNT", "1");
            settings.put("QDB_WAL_APPLY_WORKER_COUNT", "1");
            settings.put("QDB_MAT_VIEW_ENABLED", "false");
            // Made for servers with many sessions, the parsers' pools of objects would be 60 MB of heap before the
            // first query.
            settings.put("QDB_CAIRO_MODEL_POOL_CAPACITY", "64");
            settings.put("QDB_CAIRO_EXPRESSION_POOL_CAPACITY", "512");
            settings.put("QDB_CAIRO_COLUMN_POOL_CAPACITY", "256");
            settings.put("QDB_CAIRO_LEXER_POOL_CAPACITY", "256");
            // Appending pages of 16 MB for each column would make an empty table of ten columns 160 MB.
            settings.put("QDB_CAIRO_WRITER_DATA_APPEND_PAGE_SIZE", "1M");
            settings.put("QDB_CAIRO_WAL_WRITER_DATA_APPEND_PAGE_SIZE", "1M");
        }

        @Override
        public Map<String, String> getEnv() {
            return settings;
        }

        @Override
        public boolean useSite() {
            return false;
        }

        @Override
        public String getBanner() {
            return "";
        }
    }
}
