// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.kernel.host.TableCounters;
import dev.millrace.kernel.host.Task;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.LedgerReason;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.TableDefinition;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Accounts of one task by table: rows read, rows used, rows in the ledger by reason. Tables that do not flow in the task are missing.
 */
record Counts(Map<String, Table> tables) {
    private static final LedgerReason[] REASONS = LedgerReason.values();

    /**
     * Account of a table.
     *
     * @param ledger one number for each reason, in their order
     */
    record Table(long read, long used, long[] ledger) {
        long inLedger() {
            long sum = 0;
            for (long rows : ledger) {
                sum += rows;
            }
            return sum;
        }

        Table plus(Table other) {
            long[] sums = ledger.clone();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += other.ledger[i];
            }
            return new Table(read + other.read, used + other.used, sums);
        }
    }

    static Counts of(Task task, Pipeline pipeline) {
        Map<String, Table> tables = new LinkedHashMap<>();
        for (TableDefinition definition : pipeline.tables()) {
            TableCounters counters = task.counters(definition.name());
            long[] ledger = new long[REASONS.length];
            for (LedgerReason reason : REASONS) {
                ledger[reason.ordinal()] = counters.ledgerRows(reason);
            }
            Table table = new Table(counters.readRows(), counters.usedRows(), ledger);
            if (table.read() + table.used() + table.inLedger() > 0) {
                tables.put(definition.name(), table);
            }
        }
        return new Counts(tables);
    }

    byte[] toBytes() {
        ByteWriter out = new ByteWriter();
        out.writeVarInt(tables.size());
        tables.forEach((name, table) -> {
            out.writeString(name);
            out.writeVarLong(table.read());
            out.writeVarLong(table.used());
            for (long rows : table.ledger()) {
                out.writeVarLong(rows);
            }
        });
        return out.toBytes();
    }

    /** A parcel of accounts as sender and accounts. */
    static byte[] withSender(Parcel parcel) {
        ByteWriter out = new ByteWriter();
        out.writeVarInt(parcel.sender());
        out.writeRaw(parcel.bytes(), 0, parcel.bytes().length);
        return out.toBytes();
    }

    static Counts of(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        Map<String, Table> tables = new LinkedHashMap<>();
        int size = in.readVarInt();
        for (int i = 0; i < size; i++) {
            String name = in.readString();
            long read = in.readVarLong();
            long used = in.readVarLong();
            long[] ledger = new long[REASONS.length];
            for (int reason = 0; reason < ledger.length; reason++) {
                ledger[reason] = in.readVarLong();
            }
            tables.put(name, new Table(read, used, ledger));
        }
        return new Counts(tables);
    }
}
