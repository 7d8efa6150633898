// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel;

import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;

/** Where an operator puts what comes out of it. Never blocks: hosts hold back input, not output. */
public interface Collector {
    /** Gives a row on. It must not be changed afterwards. */
    void emit(Row row);

    /**
     * Sends a row to the ledger instead.
     *
     * @param row as it came in
     * @param detail one fact with names and values
     */
    void reject(Row row, LedgerReason reason, String detail);

    /**
     * Notes that an operator took the row for at least one window, so that a {@link #reject} of the same row for another window
     * is partial (see {@link dev.millrace.model.LedgerEntry#isPartial}). To be called once or more for every input row that is
     * not rejected altogether.
     */
    void used(Row row);
}
