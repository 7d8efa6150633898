// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.local;

import dev.millrace.kernel.host.Rejection;
import dev.millrace.model.Row;
import dev.millrace.plan.Output;

/** What comes out of a {@link LocalRuntime}. Called by several worker threads at a time when the parallelism is above 1. */
interface LocalOutput {
    void result(Output output, Row row);

    void ledger(Rejection rejection);
}
