// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.LedgerReason;

/**
 * Accounts of one table in one task. A row is counted as read in the task that reads the table, and as used or in the ledger where
 * that is decided, which may be behind an exchange. Summed over all tasks {@code read = used + ledger} holds when nothing is on its
 * way. Written by the task's thread; others may read it and see values that are a little old.
 */
public final class TableCounters {
    private static final LedgerReason[] REASONS = LedgerReason.values();

    private long readRows;
    private long usedRows;
    private final long[] ledgerRows = new long[REASONS.length];

    /** Rows that came from the table. */
    public long readRows() {
        return readRows;
    }

    /** Rows that an operator took, or a filter dropped, or that went straight to an output. */
    public long usedRows() {
        return usedRows;
    }

    /** Rows that went to the ledger for a reason. */
    public long ledgerRows(LedgerReason reason) {
        return ledgerRows[reason.ordinal()];
    }

    /** Rows that went to the ledger. */
    public long ledgerRows() {
        long sum = 0;
        for (long rows : ledgerRows) {
            sum += rows;
        }
        return sum;
    }

    /** Counts a record that the host could not decode and sent to the ledger itself. */
    public void addUnreadable(LedgerReason reason) {
        readRows++;
        ledgerRows[reason.ordinal()]++;
    }

    void addRead() {
        readRows++;
    }

    void addUsed() {
        usedRows++;
    }

    void addLedger(LedgerReason reason) {
        ledgerRows[reason.ordinal()]++;
    }

    void write(ByteWriter out) {
        out.writeVarLong(readRows);
        out.writeVarLong(usedRows);
        out.writeVarInt(REASONS.length);
        for (long rows : ledgerRows) {
            out.writeVarLong(rows);
        }
    }

    void read(ByteReader in) {
        readRows = in.readVarLong();
        usedRows = in.readVarLong();
        int reasons = in.readVarInt();
        for (int i = 0; i < reasons; i++) {
            ledgerRows[i] = in.readVarLong();
        }
    }
}
