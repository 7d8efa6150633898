// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.connect.kafka.ClientSettings;
import dev.millrace.connect.kafka.ResultRecords;
import dev.millrace.formats.JsonFormat;
import dev.millrace.model.Row;
import dev.millrace.model.RowKind;
import dev.millrace.plan.Output;
import dev.millrace.plan.Pipeline;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Final results of a pipeline, read from its topics: of each key the newest. One thread. */
final class TopicResults {
    private static final Duration POLL = Duration.ofMillis(200);
    /** The last windows fire when nothing came for ten seconds, on a crowded machine later. */
    private static final long WAIT_NANOS = 60_000_000_000L;

    private final ClientSettings client;
    private final Map<String, Target> targets = new LinkedHashMap<>();
    /** {@code n} of the newest row by topic and key, 1 where there is no such column. */
    private final Map<String, Long> newest = new HashMap<>();

    private long sum;

    private record Target(ResultRecords records, int summed) {}

    TopicResults(ClientSettings client, Pipeline pipeline) {
        this.client = client;
        for (Output output : pipeline.outputs()) {
            ResultRecords records =
                    new ResultRecords(output.target().table().schema(), output.keyColumns(), new JsonFormat());
            int summed = output.target().table().schema().indexOf(CountedResults.SUMMED);
            targets.put(output.topic(pipeline.name()), new Target(records, summed));
        }
    }

    /** Reads until the results are those that are expected, or no longer; what there is then. */
    Answer await(Answer expected) {
        Map<String, Object> settings = new TreeMap<>(client.consumer(""));
        settings.put("isolation.level", "read_uncommitted");
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            consumer.assign(targets.keySet().stream()
                    .map(topic -> new TopicPartition(topic, 0))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            long beginNanos = System.nanoTime();
            while (!answer().equals(expected) && System.nanoTime() - beginNanos < WAIT_NANOS) {
                consumer.poll(POLL).forEach(this::take);
            }
        }
        return answer();
    }

    private Answer answer() {
        return new Answer(newest.size(), sum);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Target target = targets.get(record.topic());
        Row row = target.records().decode(record).row();
        String key = record.topic() + new String(record.key(), UTF_8);
        Long before;
        if (row.kind() == RowKind.DELETE) {
            before = newest.remove(key);
        } else {
            long number = target.summed() < 0 ? 1 : row.longAt(target.summed());
            before = newest.put(key, number);
            sum += number;
        }
        sum -= before == null ? 0 : before;
    }
}
