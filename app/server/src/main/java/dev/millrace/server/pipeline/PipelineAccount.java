// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.pipeline;

import dev.millrace.server.pipeline.EngineRun.TableAccount;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What became of the readings of a pipeline's tables since the start of the process: {@code received = used + ledger +
 * waiting}.
 *
 * @param received at the doors or by whatever writes to the topics; what waited at the start included
 * @param waiting in a topic and not read yet
 * @param ledger by reason, gateway and engine together
 */
public record PipelineAccount(long received, long used, long waiting, SortedMap<String, Long> ledger) {
    /** Name of the table that stands for messages that no table takes. */
    public static final String NO_TABLE = "";

    /**
     * Sums over the tables that the pipeline reads.
     *
     * @param records in the topic of each table, as last looked up
     * @param refused entries of a table that its door made, by reason
     */
    public static PipelineAccount of(
            EngineRun run, Map<String, Long> records, Function<String, SortedMap<String, Long>> refused) {
        long received = 0;
        long used = 0;
        long waiting = 0;
        SortedMap<String, Long> ledger = new TreeMap<>(refused.apply(NO_TABLE));
        for (Map.Entry<String, TableAccount> entry : run.tables().entrySet()) {
            TableAccount account = entry.getValue();
            // What the topic holds is looked up twice a second, so the engine may be ahead of it.
            long inTopic = Math.max(account.read(), records.getOrDefault(entry.getKey(), 0L));
            received += inTopic;
            used += account.used();
            waiting += inTopic - account.read();
            refused.apply(entry.getKey()).forEach((reason, n) -> ledger.merge(reason, n, Long::sum));
            received += sum(refused.apply(entry.getKey()));
            account.ledger().forEach((reason, n) -> ledger.merge(reason, n, Long::sum));
        }
        return new PipelineAccount(received + sum(refused.apply(NO_TABLE)), used, waiting, ledger);
    }

    private static long sum(SortedMap<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
