// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.Options;
import dev.millrace.connect.Problems;
import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.model.MillraceException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a pipeline is run.
 *
 * @param bootstrapServers of the cluster
 * @param stateDir holds the identity of this process, and with {@code state.store = rocksdb} state; one process at a time
 * @param instance name of this process among those that share the pipeline; empty: none. With a name a process that was killed
 *     takes its place again at once and not after {@code session.timeout.ms}
 * @param topicPrefix before the name of every topic; empty but in scenarios
 * @param options values of {@link KafkaStreamsOptions}, checked
 */
public record KafkaStreamsSettings(
        String bootstrapServers, Path stateDir, String instance, String topicPrefix, Options options) {
    private static final long COMMIT_MIN_MS = 10;
    private static final long COMMIT_MAX_MS = 60_000;

    /** Checks option texts, all at once; throws ENG-421. */
    public static KafkaStreamsSettings of(String bootstrapServers, Path stateDir, Map<String, String> optionTexts) {
        Problems problems = new Problems();
        Options options = Options.of(KafkaStreamsOptions.ALL, optionTexts, problems);
        options.find(KafkaStreamsOptions.COMMIT_INTERVAL).ifPresent(ms -> {
            if (ms < COMMIT_MIN_MS || ms > COMMIT_MAX_MS) {
                String fact = "\"commit.interval.ms\" is " + ms + " ms but must be 10 ms to 1 min";
                problems.add(KafkaStreamsOptions.COMMIT_INTERVAL.name(), fact, "");
            }
        });
        if (!problems.isEmpty()) {
            String facts = problems.list().stream().map(Problems.Problem::fact).collect(Collectors.joining("; "));
            throw MillraceException.of(
                    KafkaStreamsError.OPTION_WRONG,
                    "engine \"kafka-streams\": " + facts,
                    "Correct them; everything that is not among the engine's options passes to Kafka as properties.*.");
        }
        return new KafkaStreamsSettings(bootstrapServers, stateDir, "", "", options);
    }

    public KafkaStreamsSettings withInstance(String name) {
        return new KafkaStreamsSettings(bootstrapServers, stateDir, name, topicPrefix, options);
    }

    KafkaStreamsSettings withStateDir(Path folder) {
        return new KafkaStreamsSettings(bootstrapServers, folder, instance, topicPrefix, options);
    }

    KafkaStreamsSettings withTopicPrefix(String prefix) {
        return new KafkaStreamsSettings(bootstrapServers, stateDir, instance, prefix, options);
    }

    KafkaStreamsSettings withThreads(int threads) {
        Options changed = options.with(KafkaStreamsOptions.THREADS, String.valueOf(threads));
        return new KafkaStreamsSettings(bootstrapServers, stateDir, instance, topicPrefix, changed);
    }

    /** Whether states that are not needed at the moment are kept on disk. */
    boolean hasColdStore() {
        return options.get(KafkaStreamsOptions.STATE_STORE).equals(KafkaStreamsOptions.ROCKSDB);
    }

    int partitions() {
        return Math.toIntExact(options.get(KafkaStreamsOptions.PARTITIONS));
    }

    /** For admin clients: the address, and security settings the user gave. */
    ClientSettings client() {
        SortedMap<String, String> security = new TreeMap<>(options.withPrefix(KafkaStreamsOptions.PROPERTIES));
        security.keySet().removeIf(n -> !n.startsWith("security.") && !n.startsWith("sasl.") && !n.startsWith("ssl."));
        return new ClientSettings(bootstrapServers, security);
    }

    /** Settings of Kafka Streams; {@code properties.*} win over all of ours. */
    public Map<String, Object> streams(String applicationId) {
        long commitMs = options.get(KafkaStreamsOptions.COMMIT_INTERVAL);
        Map<String, Object> s = new LinkedHashMap<>();
        s.put("application.id", applicationId);
        s.put("bootstrap.servers", bootstrapServers);
        s.put("state.dir", stateDir.toString());
        s.put("processing.guarantee", options.get(KafkaStreamsOptions.GUARANTEE));
        s.put("commit.interval.ms", commitMs);
        s.put("num.stream.threads", Math.toIntExact(options.get(KafkaStreamsOptions.THREADS)));
        // Streams' own default of 100 ms would be the whole latency budget of an alert.
        s.put("producer.linger.ms", 5);
        s.put("producer.compression.type", "lz4");
        s.put("producer.batch.size", 65_536);
        // The first record of a transaction is refused while the markers of the one before are written; Kafka's default
        // of 100 ms before trying again would be seen in every alert's latency.
        s.put("producer.retry.backoff.ms", 20);
        // A commit is due although nothing arrives any more.
        s.put("poll.ms", Math.min(100, commitMs));
        s.put("main.consumer.session.timeout.ms", 6000);
        s.put("main.consumer.heartbeat.interval.ms", 1500);
        // Streams' own check per record costs 12 % of a light pipeline; results do not depend on the order between
        // inputs.
        s.put("max.task.idle.ms", -1L);
        s.put("ensure.explicit.internal.resource.naming", true);
        s.put("statestore.cache.max.bytes", 0L);
        s.put("rocksdb.config.setter", ColdStoreConfig.class);
        // Nobody reads metrics by JMX here, and registering them is half a second of start-up.
        s.put("metric.reporters", "");
        s.put("enable.metrics.push", false);
        if (!instance.isEmpty()) {
            s.put("main.consumer.group.instance.id", applicationId + "-" + instance);
        }
        s.putAll(options.withPrefix(KafkaStreamsOptions.PROPERTIES));
        return s;
    }
}
