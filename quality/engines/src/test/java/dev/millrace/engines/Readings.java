// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.RecordHeaders;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.plan.Pipeline;
import dev.millrace.server.Connectors;
import dev.millrace.sql.SqlCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Readings of some devices of two sites, one a second each, and what their sums must be: windows per device, and windows over these per
 * site, so that rows change their key in between.
 */
final class Readings implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Instant BEGIN = Instant.parse("2026-05-01T10:00:00Z");
    private static final int DEVICES = 6;
    private static final int SITES = 2;
    private static final String SQL =
            """
            CREATE TABLE readings (site STRING, device STRING, n BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
            WITH ('connector' = 'kafka', 'topic' = 'readings', 'format' = 'json', 'key.fields' = 'device', 'time.idle' = '2 s');
            CREATE TABLE per_site (site STRING, w TIMESTAMP(3), total BIGINT, PRIMARY KEY (site, w) NOT ENFORCED)
            WITH ('connector' = 'kafka', 'topic' = 'per_site', 'format' = 'json');
            CREATE VIEW per_device AS
              SELECT site, device, window_time AS wt, SUM(n) AS total
              FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' SECOND))
              GROUP BY site, device, window_start, window_end, window_time;
            INSERT INTO per_site
              SELECT site, window_start, SUM(total)
              FROM TABLE(TUMBLE(TABLE per_device, DESCRIPTOR(wt), INTERVAL '1' SECOND))
              GROUP BY site, window_start, window_end;
            """;

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Long> expected = new TreeMap<>();
    private final Map<String, Long> found = new TreeMap<>();
    private final Map<String, Long> revisions = new TreeMap<>();
    private int seconds;

    Readings(String bootstrapServers) {
        ClientSettings settings = ClientSettings.of(bootstrapServers);
        producer = new KafkaProducer<>(settings.producer());
        consumer = new KafkaConsumer<>(settings.consumer(""));
    }

    static Pipeline pipeline() {
        return new SqlCompiler(Connectors.catalog(), FunctionCatalog.builtIn())
                .compileScript("sums.sql", "sums", SQL)
                .pipeline();
    }

    /** Sends the next seconds of all devices. */
    void send(int count) {
        for (int i = 0; i < count; i++, seconds++) {
            for (int device = 0; device < DEVICES; device++) {
                sendOne(device);
            }
        }
        producer.flush();
    }

    private void sendOne(int device) {
        String site = "s" + device % SITES;
        String time = BEGIN.plusSeconds(seconds).toString().replace("Z", ".000");
        long n = 10L * seconds + device;
        String value = "{\"site\":\"%s\",\"device\":\"d%d\",\"n\":%d,\"ts\":\"%s\"}".formatted(site, device, n, time);
        producer.send(new ProducerRecord<>("readings", ("d" + device).getBytes(UTF_8), value.getBytes(UTF_8)));
        expected.merge(site + " " + time, n, Long::sum);
    }

    /** Readings so far. */
    long sent() {
        return (long) seconds * DEVICES;
    }

    /** Whether the committed results are what they must be; no result may be committed twice. */
    boolean isRight() {
        if (consumer.assignment().isEmpty()) {
            consumer.assign(consumer.partitionsFor("per_site").stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
        }
        consumer.poll(POLL).forEach(this::take);
        return found.equals(expected);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        JsonNode row;
        try {
            row = JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String key = row.get("site").asText() + " " + row.get("w").asText();
        long revision = RecordHeaders.number(record.headers(), RecordHeaders.REVISION);
        Long before = revisions.put(key, revision);
        assertTrue(
                before == null || before < revision,
                () -> key + " came with revision " + revision + " after " + before);
        found.put(key, row.get("total").asLong());
    }

    /** For a message: what is different. */
    String difference() {
        Map<String, Long> missing = new TreeMap<>(expected);
        missing.entrySet().removeAll(found.entrySet());
        Map<String, Long> wrong = new TreeMap<>(found);
        wrong.entrySet().removeAll(expected.entrySet());
        return "wanted but not there " + missing + ", there but not wanted " + wrong;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
