// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.LookupKeys;
import dev.millrace.connect.Lookups;
import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.page.PageBoard;
import dev.millrace.connect.page.PagePanel;
import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.engine.kafkastreams.KafkaStreamsEngine;
import dev.millrace.engine.kafkastreams.KafkaStreamsRun;
import dev.millrace.engine.kafkastreams.KafkaStreamsSettings;
import dev.millrace.engine.local.LocalEngine;
import dev.millrace.engine.local.LocalSettings;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.KernelOperators;
import dev.millrace.kernel.host.ScenarioEngine.Balance;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.model.Table;
import dev.millrace.plan.Pipeline;
import dev.millrace.server.Connectors;
import dev.millrace.sql.SqlCompiler;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readings looked up in a real PostgreSQL, on both engines. */
@Timeout(400)
final class LookupJoinTest {
    private static final int ROWS = 3_000;
    private static final int DEVICES = 40;
    private static final String READINGS =
            """
            CREATE TABLE readings (device STRING, n BIGINT, ts TIMESTAMP(3), proc_time AS PROCTIME(),
              WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
            ) WITH (%s);
            """;
    private static final String DEVICE_TABLE =
            """
            CREATE TABLE devices (id STRING, site STRING)
            WITH ('connector' = 'jdbc', 'table-name' = 'devices', 'url' = '%s', 'username' = 'postgres', %s);
            """;

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void createTables() throws SQLException {
        run("DROP TABLE IF EXISTS devices");
        run("DROP TABLE IF EXISTS found");
        run("CREATE TABLE devices (id TEXT PRIMARY KEY, site TEXT)");
        run("INSERT INTO devices SELECT 'd' || i, 's' || i % 7 FROM generate_series(1, " + (DEVICES - 1) + ") i");
        run("CREATE TABLE found (device TEXT, n BIGINT, site TEXT, PRIMARY KEY (device, n))");
    }

    @Test
    void every_row_gets_what_the_database_has_and_many_rows_are_one_question() throws Exception {
        for (int parallelism : List.of(1, 3)) {
            run("DELETE FROM found");
            List<LedgerEntry> ledger = Collections.synchronizedList(new ArrayList<>());
            try (LocalEngine engine = local(found("LEFT JOIN", "'lookup.cache' = 'NONE'"), parallelism, ledger)) {
                engine.run();
                assertEquals(List.of(), ledger);
                assertEquals(List.of(new Balance("readings", ROWS, ROWS, 0)), engine.balances());
                long questions = engine.lookupCounters().get("devices").get("questions");
                assertTrue(questions < ROWS / 20, questions + " questions for " + ROWS + " rows");
            }
            assertEquals(List.of(String.valueOf(ROWS)), rows("SELECT count(*) FROM found"));
            assertEquals(
                    List.of("0"),
                    rows("SELECT count(*) FROM found f LEFT JOIN devices d ON d.id = f.device"
                            + " WHERE f.site IS DISTINCT FROM d.site"));
        }
    }

    @Test
    void an_inner_join_drops_rows_without_a_device_and_the_cache_asks_once_for_each() throws Exception {
        List<LedgerEntry> ledger = Collections.synchronizedList(new ArrayList<>());
        try (LocalEngine engine = local(found("JOIN", "'lookup.cache' = 'PARTIAL'"), 1, ledger)) {
            engine.run();
            assertEquals(List.of(new Balance("readings", ROWS, ROWS, 0)), engine.balances());
            assertEquals(DEVICES, engine.lookupCounters().get("devices").get("asked_keys"));
        }
        assertEquals(
                List.of(String.valueOf(ROWS - ROWS / DEVICES)), rows("SELECT count(*) FROM found"), "all but device 0");
    }

    @Test
    void rows_go_to_the_ledger_when_the_database_does_not_answer() throws Exception {
        List<LedgerEntry> ledger = Collections.synchronizedList(new ArrayList<>());
        String options = "'lookup.max-retries' = '0', 'connection.max-retry-timeout' = '1 s'";
        Pipeline pipeline = compile(filed(), options, "jdbc:postgresql://127.0.0.1:1/none", "JOIN");
        LocalEngine.LocalCatalogs catalogs = new LocalEngine.LocalCatalogs(catalog(""), FunctionCatalog.builtIn());
        try (LocalEngine engine = new LocalEngine(pipeline, catalogs, LocalSettings.initial(), ledger::add)) {
            engine.run();
            assertEquals(List.of(new Balance("readings", ROWS, 0, ROWS)), engine.balances());
        }
        assertEquals(ROWS, ledger.size());
        assertEquals(LedgerReason.UNANSWERED, ledger.get(0).reason());
        assertTrue(ledger.get(0).detail().contains("after 1 try"), ledger.get(0).detail());
    }

    @Test
    void kafka_streams_loses_no_row_that_waits_for_an_answer() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            String table = "'connector' = 'kafka', 'topic' = 'readings', 'key.fields' = 'device', 'format' = 'json'";
            Pipeline pipeline = compile(table, "'lookup.cache' = 'NONE'", url(), "LEFT JOIN");
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                            ClientSettings.of(kafka.bootstrapServers()).producer());
                    Lookups lookups = new Lookups(catalog(kafka.bootstrapServers()));
                    KafkaStreamsRun run = streams(pipeline, kafka, lookups)) {
                run.awaitRunning(Duration.ofSeconds(60));
                for (int i = 0; i < ROWS; i++) {
                    String device = "d" + i % DEVICES;
                    String value = "{\"device\":\"" + device + "\",\"n\":" + i + ",\"ts\":" + i + "}";
                    producer.send(new ProducerRecord<>("readings", device.getBytes(UTF_8), value.getBytes(UTF_8)));
                }
                producer.flush();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(120))
                        .until(() -> run.counts().get("readings").used() == ROWS && run.lag() == 0);
                long questions = lookups.counters().get("devices").get("questions");
                assertTrue(questions < ROWS / 5, questions + " questions for " + ROWS + " rows");
                assertEquals(0, run.counts().get("readings").ledgerRows());
            }
            String topic = pipeline.outputs().get(0).topic(pipeline.name());
            List<String> values = ResultTopic.records(kafka.bootstrapServers(), topic).stream()
                    .map(r -> r.value())
                    .toList();
            assertEquals(ROWS, values.size());
            for (int i = 0; i < ROWS; i++) {
                int device = i % DEVICES;
                String site = device == 0 ? "null" : "\"s" + device % 7 + "\"";
                String value = "{\"device\":\"d" + device + "\",\"n\":" + i + ",\"site\":" + site + "}";
                assertTrue(values.contains(value), value);
            }
        }
    }

    @Test
    void what_cannot_be_asked_is_refused_with_what_to_write() {
        String devices = DEVICE_TABLE.formatted(url(), "'lookup.cache' = 'NONE'");
        String readings = READINGS.formatted(filed());
        assertRefused(readings + devices + "SELECT * FROM devices;", "never read as a whole");
        assertRefused(
                readings + devices + "SELECT * FROM readings r JOIN devices d ON r.device = d.id;",
                "never read as a whole");
        assertRefused(
                readings + devices
                        + "SELECT n FROM readings r JOIN devices FOR SYSTEM_TIME AS OF r.ts AS d ON r.device = d.id;",
                "knows its rows of now only");
        assertRefused(
                readings + devices
                        + "SELECT n FROM readings r JOIN devices FOR SYSTEM_TIME AS OF r.proc_time AS d ON r.n > 1;",
                "equates none of its columns");
        assertRefused(
                readings + devices
                        + "SELECT n FROM readings r RIGHT JOIN devices FOR SYSTEM_TIME AS OF r.proc_time AS d ON r.device = d.id;",
                "only answers for rows of the stream");
        assertRefused(devices.replace("'lookup.cache'", "'lookup.cach'"), "lookup.cache");
        assertRefused(devices.replace("jdbc:postgresql:", "jdbc:mysql:"), "must begin with jdbc:postgresql:");
    }

    private static void assertRefused(String sql, String words) {
        SqlCompiler compiler = new SqlCompiler(catalog(""), FunctionCatalog.builtIn());
        MillraceException e = assertThrows(MillraceException.class, () -> compiler.compileScript("t.sql", "t", sql));
        assertTrue(e.render().contains(words), e.render());
    }

    private static Pipeline found(String join, String options) throws IOException {
        return compile(filed(), options, url(), join);
    }

    private static String filed() {
        try {
            Path file = folder.resolve("readings.csv");
            if (!Files.exists(file)) {
                StringBuilder lines = new StringBuilder("device,n,ts\n");
                for (int i = 0; i < ROWS; i++) {
                    lines.append('d').append(i % DEVICES).append(',').append(i).append(",1970-01-01 00:00:00\n");
                }
                Files.writeString(file, lines);
            }
            return "'connector' = 'filesystem', 'path' = '" + file + "', 'format' = 'csv', 'key.fields' = 'device'";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Pipeline compile(String readings, String options, String url, String join) {
        String sql = READINGS.formatted(readings)
                + DEVICE_TABLE.formatted(url, options)
                + "CREATE TABLE found (device STRING, n BIGINT, site STRING, PRIMARY KEY (device, n) NOT ENFORCED)"
                + " WITH ('connector' = 'jdbc', 'table-name' = 'found', 'url' = '" + url()
                + "', 'username' = 'postgres');"
                + "INSERT INTO found SELECT r.device, r.n, d.site FROM readings r " + join
                + " devices FOR SYSTEM_TIME AS OF r.proc_time AS d ON r.device = d.id;";
        return new SqlCompiler(catalog(""), FunctionCatalog.builtIn()).compile("found.sql", "found", sql);
    }

    private static LocalEngine local(Pipeline pipeline, int parallelism, List<LedgerEntry> ledger) {
        LocalEngine.LocalCatalogs catalogs = new LocalEngine.LocalCatalogs(catalog(""), FunctionCatalog.builtIn());
        return new LocalEngine(pipeline, catalogs, LocalSettings.initial().withParallelism(parallelism), ledger::add);
    }

    private static KafkaStreamsRun streams(Pipeline pipeline, EmbeddedKafka kafka, Lookups lookups) {
        KernelOperators operators = new KernelOperators(
                FunctionCatalog.builtIn(),
                node -> lookups.of(node.table().table(), new LookupKeys(node.tableKeys(), node.keyTypes())));
        KafkaStreamsSettings settings =
                KafkaStreamsSettings.of(kafka.bootstrapServers(), folder.resolve("streams"), Map.of());
        return new KafkaStreamsEngine(operators, List.of(Connectors.JSON)).start(pipeline, settings);
    }

    private static ConnectorCatalog catalog(String kafka) {
        return Connectors.catalog(new Connectors.Surroundings(
                kafka,
                () -> {
                    throw new IllegalStateException("no time-series store here");
                },
                new PageBoard() {
                    @Override
                    public void open(Table table, PagePanel panel) {
                        // Nobody looks.
                    }

                    @Override
                    public void show(Table table, String identity, Row row) {
                        // Nobody looks.
                    }
                },
                System.out));
    }

    private static String url() {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
