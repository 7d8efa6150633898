// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.host.Exchange.ExchangeRow;
import dev.millrace.model.Row;
import dev.millrace.plan.Output;

/** Where a task puts what comes out of it. Called by the thread that drives the task; must not call the task back. */
public interface TaskOutput {
    /** A row of an output, with the columns of its target. */
    void result(Output output, Row row);

    /**
     * A row for another task.
     *
     * @param key bytes that decide the partition; empty when the exchange has no key columns
     */
    void exchange(Exchange exchange, byte[] key, ExchangeRow row);

    /** A row for the ledger. Called after everything else that the same input row brought about. */
    void ledger(Rejection rejection);
}
