// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import dev.millrace.model.LedgerReason;
import java.util.List;
import java.util.Map;

/**
 * What the gateway has done since it started.
 *
 * @param tables one entry a table in order of their names; the table with the empty name stands for messages that no table
 *     takes
 * @param underwayBytes on their way to Kafka at the moment
 * @param latency from the arrival of a reading to Kafka's acknowledgement
 */
public record GatewayStats(List<TableStats> tables, long underwayBytes, Latency latency) {
    public GatewayStats {
        tables = List.copyOf(tables);
    }

    /**
     * Counts of one table: {@code received = sent + all of the ledger + failed + what is underway}. A message that cannot be
     * read counts as one reading. What a device sends again is counted again.
     *
     * @param received readings that reached the gateway
     * @param sent readings that Kafka has
     * @param failed readings that Kafka did not take; not acknowledged, so the device sends them again
     * @param ledger entries that Kafka has, by reason, zeros left out
     */
    public record TableStats(String table, long received, long sent, long failed, Map<LedgerReason, Long> ledger) {
        public TableStats {
            ledger = Map.copyOf(ledger);
        }

        public long ledgered() {
            return ledger.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Microseconds, two significant digits; all 0 when count is. */
    public record Latency(long count, long p50Micros, long p95Micros, long p99Micros, long maxMicros) {}

    public long received() {
        return tables.stream().mapToLong(TableStats::received).sum();
    }

    public long sent() {
        return tables.stream().mapToLong(TableStats::sent).sum();
    }

    public long ledgered() {
        return tables.stream().mapToLong(TableStats::ledgered).sum();
    }
}
