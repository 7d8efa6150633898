// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.engine.process.PipelineStatus;
import dev.millrace.kernel.host.TableCounters;
import dev.millrace.model.LedgerReason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * Accounts of the tables of a pipeline as Flink's accumulators, which every heartbeat of a task manager brings to the master: so they
 * are known a heartbeat later, wherever the tasks run. One thread.
 */
final class Accounts {
    private static final String PREFIX = "millrace/";
    private static final String PARTITIONS = PREFIX + "partitions";
    private static final String READ = "/read";
    private static final String USED = "/used";
    private static final String LEDGER = "/ledger/";

    private final RuntimeContext context;
    private final List<TaskHost> hosts;
    private final Map<String, LongCounter> counters = new HashMap<>();

    /** @param hosts partitions of a task that are in this subtask */
    Accounts(RuntimeContext context, List<TaskHost> hosts) {
        this.context = context;
        this.hosts = hosts;
        update();
    }

    /** Adds up all partitions; some hundred additions. */
    void update() {
        Map<String, Long> sums = new HashMap<>();
        sums.put(PARTITIONS, (long) hosts.size());
        for (TaskHost host : hosts) {
            for (String table : host.tables()) {
                TableCounters of = host.task().counters(table);
                sums.merge(PREFIX + table + READ, of.readRows(), Long::sum);
                sums.merge(PREFIX + table + USED, of.usedRows(), Long::sum);
                for (LedgerReason reason : LedgerReason.values()) {
                    if (of.ledgerRows(reason) > 0) {
                        sums.merge(PREFIX + table + LEDGER + reason, of.ledgerRows(reason), Long::sum);
                    }
                }
            }
        }
        sums.forEach(this::set);
    }

    private void set(String name, long value) {
        LongCounter counter = counters.computeIfAbsent(name, n -> {
            LongCounter made = new LongCounter();
            context.addAccumulator(n, made);
            return made;
        });
        counter.resetLocal();
        counter.add(value);
    }

    /** How many partitions of all tasks run. */
    static long partitions(Map<String, Object> accumulators) {
        return number(accumulators, PARTITIONS);
    }

    /** Accounts of tables, as {@link #update} put them in. */
    static SortedMap<String, PipelineStatus.Account> tables(Map<String, Object> accumulators, List<String> tables) {
        SortedMap<String, PipelineStatus.Account> accounts = new TreeMap<>();
        for (String table : tables) {
            Map<LedgerReason, Long> ledger = new EnumMap<>(LedgerReason.class);
            for (LedgerReason reason : LedgerReason.values()) {
                long rows = number(accumulators, PREFIX + table + LEDGER + reason);
                if (rows > 0) {
                    ledger.put(reason, rows);
                }
            }
            accounts.put(
                    table,
                    new PipelineStatus.Account(
                            number(accumulators, PREFIX + table + READ),
                            number(accumulators, PREFIX + table + USED),
                            ledger));
        }
        return accounts;
    }

    private static long number(Map<String, Object> accumulators, String name) {
        return accumulators.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
