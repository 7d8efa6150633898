// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import dev.millrace.model.LedgerReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts of one table, by any thread. They outlive the table's definition. */
final class TableCounters {
    final LongAdder received = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder failed = new LongAdder();
    private final Map<LedgerReason, LongAdder> ledger = new EnumMap<>(LedgerReason.class);

    TableCounters() {
        for (LedgerReason reason : LedgerReason.values()) {
            ledger.put(reason, new LongAdder());
        }
    }

    LongAdder ledger(LedgerReason reason) {
        return ledger.get(reason);
    }

    GatewayStats.TableStats stats(String table) {
        Map<LedgerReason, Long> entries = new EnumMap<>(LedgerReason.class);
        ledger.forEach((reason, count) -> {
            if (count.sum() > 0) {
                entries.put(reason, count.sum());
            }
        });
        return new GatewayStats.TableStats(table, received.sum(), sent.sum(), failed.sum(), entries);
    }
}
