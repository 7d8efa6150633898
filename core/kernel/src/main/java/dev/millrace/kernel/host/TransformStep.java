// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Transform;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;

/** A step without state in its place. */
final class TransformStep implements Step, Collector {
    private final Transform transform;
    private final Schema inputSchema;
    private final StepContext context;
    private Step next;

    TransformStep(Transform transform, Schema inputSchema, StepContext context) {
        this.transform = transform;
        this.inputSchema = inputSchema;
        this.context = context;
    }

    void setNext(Step step) {
        next = step;
    }

    @Override
    public void accept(Row row) {
        transform.process(row, this);
    }

    @Override
    public void emit(Row row) {
        next.accept(row);
    }

    @Override
    public void reject(Row row, LedgerReason reason, String detail) {
        Rejection rejection = new Rejection(context.tableName(), "", reason, detail, row, inputSchema, true);
        if (context.isReading() && context.account().isOpen()) {
            context.account().reject(rejection);
        } else {
            context.output().ledger(rejection);
        }
    }

    @Override
    public void used(Row row) {
        // A row that a filter drops is used when nothing else rejects it, see Account.
    }
}
