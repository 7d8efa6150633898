// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.LedgerRecords;
import dev.millrace.connect.kafka.ResultRecords;
import dev.millrace.formats.JsonFormat;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.Row;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads result and ledger topics from their beginning. */
final class Results implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Pipeline pipeline;
    private final List<ResultRecords.Result> devices = new ArrayList<>();
    private final List<ResultRecords.Result> sites = new ArrayList<>();
    private final List<LedgerEntry> ledger = new ArrayList<>();

    Results(String bootstrapServers, Pipeline pipeline, String isolation) {
        this.pipeline = pipeline;
        consumer = new KafkaConsumer<>(ClientSettings.of(bootstrapServers)
                .with(Map.of("isolation.level", isolation))
                .consumer(""));
        List<TopicPartition> partitions = new ArrayList<>();
        pipeline.outputs().forEach(o -> partitions.addAll(partitions(o.topic(pipeline.name()))));
        partitions.addAll(partitions(pipeline.ledgerTopic()));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
    }

    /** Reads what has come since the last call. */
    Results poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.topic().equals(pipeline.ledgerTopic())) {
                ledger.add(LedgerRecords.decode(record.value()));
                continue;
            }
            for (Output output : pipeline.outputs()) {
                if (output.topic(pipeline.name()).equals(record.topic())) {
                    ResultRecords records =
                            new ResultRecords(output.target().table().schema(), output.keyColumns(), new JsonFormat());
                    (output.id().equals(Plans.SITES) ? sites : devices).add(records.decode(record));
                }
            }
        }
        return this;
    }

    List<LedgerEntry> ledger() {
        return ledger;
    }

    List<ResultRecords.Result> devices() {
        return devices;
    }

    List<ResultRecords.Result> sites() {
        return sites;
    }

    /** Newest sum by {@code device@window}. */
    Map<String, Long> deviceSums() {
        Map<String, Long> sums = new TreeMap<>();
        devices.forEach(r -> sums.put(r.row().stringAt(1) + "@" + r.row().longAt(3), total(r.row())));
        return sums;
    }

    /** Newest sum by {@code site@window}. */
    Map<String, Long> siteSums() {
        Map<String, Long> sums = new TreeMap<>();
        Map<String, Integer> revisions = new TreeMap<>();
        for (ResultRecords.Result result : sites) {
            String key = result.row().stringAt(0) + "@" + result.row().longAt(2);
            if (revisions.getOrDefault(key, -1) < result.row().revision()) {
                revisions.put(key, result.row().revision());
                sums.put(key, result.row().longAt(1));
            }
        }
        return sums;
    }

    /** Who reads before the commit may see a result again after a crash, but never with another value. */
    void requireEqualRepeats() {
        requireEqualRepeats(devices);
        requireEqualRepeats(sites);
    }

    private static void requireEqualRepeats(List<ResultRecords.Result> results) {
        Map<String, String> seen = new HashMap<>();
        for (ResultRecords.Result result : results) {
            String identity = result.key() + " revision " + result.row().revision();
            String value = result.row().longAt(result.row().size() - 2) + " "
                    + result.row().kind();
            String before = seen.putIfAbsent(identity, value);
            assertTrue(before == null || before.equals(value), identity + " was " + before + ", then " + value);
        }
    }

    private static long total(Row row) {
        return row.longAt(2);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
