// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.expression;

import dev.millrace.functions.Slot;
import dev.millrace.model.Row;

/** A compiled expression. Used by one thread; allocates nothing for words. */
public interface Evaluator {
    /**
     * Evaluates over a row. Throws {@link ArithmeticException} or {@link IllegalArgumentException} with a message for the ledger
     * when a value cannot be had (overflow, division by zero, a cast that fails).
     */
    void eval(Row row, Slot result);
}
