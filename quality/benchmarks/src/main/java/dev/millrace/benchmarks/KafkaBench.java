// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.connect.ConnectorCatalog;
import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.KafkaConnector;
import dev.millrace.connect.kafka.TopicSpec;
import dev.millrace.connect.kafka.Topics;
import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.engine.kafkastreams.KafkaStreamsEngine;
import dev.millrace.engine.kafkastreams.KafkaStreamsRun;
import dev.millrace.engine.kafkastreams.KafkaStreamsSettings;
import dev.millrace.formats.JsonFormat;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.host.KernelOperators;
import dev.millrace.plan.Pipeline;
import dev.millrace.sql.SqlCompiler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Runs a workload in Kafka Streams, from topic to topic with changelogs: broker, engine and readings that were put into the topic
 * before in this one process, as the peers' {@code ks-e2e} does, with its settings: one partition, one thread, at least once, a
 * commit every 30 s.
 */
public final class KafkaBench {
    /** Readings when none are asked for; the first quarter of them to warm up. */
    public static final long DEFAULT_READINGS = 4_000_000;

    private static final String READINGS = "readings";
    private static final String DEVICES = "devices";
    private static final long POLL_NANOS = 5_000_000;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final Workload workload;
    private final Feed feed;
    private final long readings;
    private final Path folder;

    private KafkaBench(Workload workload, int keys, long readings, Path folder) {
        this.workload = workload;
        this.readings = readings;
        this.folder = folder;
        feed = Feed.of(workload, keys);
    }

    /**
     * Runs to the end, which takes some ten seconds more than the readings, because the last windows wait for silence.
     *
     * @param readings in all
     * @param folder for the broker and the state; to be deleted by the caller
     */
    public static BenchResult run(Workload workload, int keys, long readings, Path folder) {
        return new KafkaBench(workload, keys, readings, folder).run();
    }

    private BenchResult run() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            ClientSettings client = ClientSettings.of(kafka.bootstrapServers());
            preload(client);
            ConnectorCatalog connectors = new ConnectorCatalog(
                    List.of(new KafkaConnector(kafka.bootstrapServers(), List.of(new JsonFormat()))),
                    List.of(new JsonFormat()));
            Pipeline pipeline = new SqlCompiler(connectors, FunctionCatalog.builtIn())
                    .compile(workload.label() + ".sql", "bench", workload.sql());
            KafkaStreamsEngine engine =
                    new KafkaStreamsEngine(new KernelOperators(FunctionCatalog.builtIn()), List.of(new JsonFormat()));
            try (KafkaStreamsRun run = engine.start(pipeline, settings(kafka))) {
                return measure(run, new TopicResults(client, pipeline));
            }
        }
    }

    private KafkaStreamsSettings settings(EmbeddedKafka kafka) {
        Map<String, String> options = new TreeMap<>();
        options.put("partitions", "1");
        options.put("processing.guarantee", "at_least_once");
        options.put("commit.interval.ms", "30 s");
        options.put("properties.max.poll.records", "5000");
        options.put("properties.fetch.max.bytes", "52428800");
        options.put("properties.max.partition.fetch.bytes", "8388608");
        return KafkaStreamsSettings.of(kafka.bootstrapServers(), folder.resolve("streams"), options);
    }

    private void preload(ClientSettings client) {
        try (Topics topics = new Topics(client)) {
            topics.ensure(List.of(TopicSpec.of(READINGS, 1, -1), TopicSpec.of(DEVICES, 1, -1)));
        }
        Map<String, Object> settings = new TreeMap<>(client.producer());
        settings.put("batch.size", 262_144);
        settings.put("linger.ms", 20);
        settings.put("compression.type", "none");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int device = 0; workload == Workload.W6 && device < Devices.ROWS; device++) {
                byte[] key = Feed.keyName(device).getBytes(UTF_8);
                producer.send(new ProducerRecord<>(DEVICES, key, Devices.json(device)));
            }
            byte[][] keys = new byte[feed.keys()][];
            for (int key = 0; key < keys.length; key++) {
                keys[key] = Feed.keyName(key).getBytes(UTF_8);
            }
            for (long i = 0; i < readings; i++) {
                producer.send(new ProducerRecord<>(READINGS, null, feed.timeMs(i), keys[feed.key(i)], feed.reading(i)));
            }
        }
    }

    private BenchResult measure(KafkaStreamsRun run, TopicResults results) {
        Measurement measurement = new Measurement(0, 0, readings);
        run.awaitRunning(START_TIMEOUT);
        long read = 0;
        while (measurement.goesOn(read)) {
            run.failure().ifPresent(failure -> {
                throw failure;
            });
            LockSupport.parkNanos(POLL_NANOS);
            read = counts(run).read();
        }
        Answer expected = workload.expected(feed, readings);
        Answer given = results.await(expected);
        long ledger = counts(run).ledger().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        String name = "millrace-kafka-streams " + workload.label() + (feed.keys() == 2_000 ? "" : "/" + feed.keys());
        return new BenchResult(name, measurement.rates().ofResult(), readings, expected, given, ledger, -1);
    }

    private static KafkaStreamsRun.TableCounts counts(KafkaStreamsRun run) {
        return run.counts().get(READINGS);
    }
}
