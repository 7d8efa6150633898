// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.connect.kafka.LedgerRecords;
import dev.millrace.connect.kafka.ResultRecords;
import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.model.LedgerEntry;
import dev.millrace.plan.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads what a scenario left in its result and ledger topics, committed records only. */
final class ScenarioResults {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Hosting hosting;
    private final ScenarioClients clients;

    ScenarioResults(Hosting hosting, ScenarioClients clients) {
        this.hosting = hosting;
        this.clients = clients;
    }

    /** Everything, after the run was closed. */
    ScenarioEngine.Result read(List<ScenarioEngine.Balance> balances) {
        List<ScenarioEngine.Emission> emissions = new ArrayList<>();
        List<LedgerEntry> ledger = new ArrayList<>();
        Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> readers = new HashMap<>();
        for (Output output : hosting.graph().pipeline().outputs()) {
            ResultRecords records = new ResultRecords(
                    output.target().table().schema(),
                    output.keyColumns(),
                    hosting.format(output.target().table()),
                    output.target().table().options());
            readers.put(
                    hosting.topics().outputTopic(output),
                    record -> emissions.add(new ScenarioEngine.Emission(
                            output.id(), records.decode(record).row())));
        }
        readers.put(hosting.topics().ledgerTopic(), record -> ledger.add(LedgerRecords.decode(record.value())));
        readAll(readers);
        return new ScenarioEngine.Result(emissions, ledger, balances);
    }

    private void readAll(Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> readers) {
        Map<TopicPartition, Long> ends = clients.topics.endOffsets(readers.keySet());
        Set<TopicPartition> missing = new HashSet<>(ends.keySet());
        missing.removeIf(p -> ends.get(p) == 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(clients.settings.consumer(""))) {
            consumer.assign(missing);
            consumer.seekToBeginning(missing);
            while (!missing.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    readers.get(record.topic()).accept(record);
                }
                missing.removeIf(p -> consumer.position(p) >= ends.get(p));
            }
        }
    }
}
