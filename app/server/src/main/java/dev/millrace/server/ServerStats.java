// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.server.live.StageLatency;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What went through since the data folder is in use.
 *
 * @param received readings that the doors took, by table, malformed ones included
 * @param records in the topics of tables, by table
 * @param used rows that pipelines used, by table
 * @param ledger entries by reason that count in the balance
 * @param alerts raised and not withdrawn
 * @param stages where the milliseconds went, in the last minutes
 */
public record ServerStats(
        SortedMap<String, Long> received,
        SortedMap<String, Long> records,
        SortedMap<String, Long> used,
        SortedMap<String, Long> ledger,
        long alerts,
        List<StageLatency> stages) {
    public ServerStats {
        received = sorted(received);
        records = sorted(records);
        used = sorted(used);
        ledger = sorted(ledger);
        stages = List.copyOf(stages);
    }

    private static SortedMap<String, Long> sorted(Map<String, Long> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
