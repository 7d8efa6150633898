// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.embedded.EmbeddedQuestDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole path with a Kafka and a QuestDB that are not ours: they run in the process of the test. */
@Timeout(400)
final class OutsideServersTest {
    private static final String SQL =
            """
            SET 'pipeline.name' = 'outside';
            CREATE TABLE readings (device STRING, ts TIMESTAMP(3), temp DOUBLE,
              WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
            ) WITH ('connector' = 'mqtt', 'topic' = 'out/{device}', 'key.fields' = 'device', 'time.idle' = '1 s');
            CREATE TABLE commands (device STRING, factor DOUBLE, ts TIMESTAMP(3)) WITH (
              'connector' = 'kafka', 'topic' = 'plant.commands', 'properties.max.poll.records' = '17');
            CREATE TABLE minutes (device STRING, window_start TIMESTAMP(3), n BIGINT, mean DOUBLE,
              PRIMARY KEY (device, window_start) NOT ENFORCED) WITH ('connector' = 'questdb', 'url' = '%s');
            INSERT INTO minutes SELECT device, window_start, COUNT(*) AS n, AVG(temp) AS mean
              FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY device, window_start, window_end;
            CREATE TABLE hot (device STRING, ts TIMESTAMP(3), temp DOUBLE)
              WITH ('connector' = 'page', 'panel' = 'alerts', 'emit' = 'eager');
            INSERT INTO hot SELECT device, ts, temp FROM readings WHERE temp > 80;
            CREATE TABLE again (device STRING, ts TIMESTAMP(3), temp DOUBLE)
              WITH ('connector' = 'kafka', 'topic' = 'plant.hot');
            INSERT INTO again SELECT device, ts, temp FROM readings WHERE temp > 80;
            CREATE TABLE told (device STRING, ts TIMESTAMP(3), temp DOUBLE) WITH ('connector' = 'kafka', 'topic' = 'plant.told');
            INSERT INTO told SELECT device, ts, factor FROM commands;
            """;
    private static final long START_MS = 1_771_999_980_000L;

    @TempDir
    private Path folder;

    @Test
    void readings_go_through_an_outside_kafka_to_the_page_and_an_outside_questdb() throws Exception {
        int questDbPort = MillraceProcess.freePort();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                EmbeddedQuestDb questDb = EmbeddedQuestDb.start(folder.resolve("questdb"), questDbPort);
                MillraceProcess millrace = MillraceProcess.of(
                        SQL.formatted("http://127.0.0.1:" + questDbPort),
                        folder.resolve("millrace"),
                        "--kafka=" + kafka.bootstrapServers(),
                        "--property=linger.ms=1",
                        "--property=properties.metadata.max.age.ms=12345")) {
            millrace.start();
            replay(millrace);

            Awaitility.await("page, topic and store")
                    .atMost(Duration.ofSeconds(120))
                    .untilAsserted(() -> {
                        assertEquals(
                                2, millrace.json("/api/alerts").path("alerts").size());
                        assertEquals(
                                2,
                                ResultTopic.records(kafka.bootstrapServers(), "plant.hot")
                                        .size());
                        assertEquals(List.of("2 81.0", "1 90.0"), minutes(questDb));
                    });
            Set<String> topics = topics(kafka);
            assertTrue(
                    topics.containsAll(Set.of("readings.readings", "plant.hot", "plant.commands", "plant.told")),
                    topics::toString);
            assertTrue(millrace.said().contains("linger.ms=1,"), millrace::said);
            assertFalse(Files.exists(millrace.data().resolve("kafka")), "no embedded Kafka was started");
            assertFalse(Files.exists(millrace.data().resolve("questdb")), "no embedded QuestDB was started");
            assertEquals(0, millrace.terminate(), millrace.said());
        }
    }

    private void replay(MillraceProcess millrace) throws Exception {
        Path csv = Files.writeString(
                folder.resolve("rows.csv"),
                "ts,temp\n" + START_MS + ",80\n" + (START_MS + 1_000) + ",82\n" + (START_MS + 60_000) + ",90\n");
        Said said = Said.by(
                "replay",
                csv.toString(),
                "--to",
                "mqtt://127.0.0.1:" + millrace.mqttPort(),
                "--topic",
                "out/{device}",
                "--set",
                "device=d-1",
                "--time-format",
                "epoch");
        assertEquals(0, said.exitCode(), said.err());
    }

    private static List<String> minutes(EmbeddedQuestDb store) {
        if (!store.hasTable("minutes")) {
            return List.of();
        }
        return store.query("SELECT n, mean FROM minutes ORDER BY window_start", 100).stream()
                .map(row -> row.get("n") + " " + row.get("mean"))
                .toList();
    }

    private static Set<String> topics(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return new TreeSet<>(admin.listTopics().names().get());
        }
    }
}
