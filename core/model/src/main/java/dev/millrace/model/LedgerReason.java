// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

/** Why a reading or row is in the ledger and not in the results. */
public enum LedgerReason {
    /** Cannot be read. */
    MALFORMED,
    /** Breaks the schema or a range. */
    INVALID,
    /** Further ahead of its arrival than {@code time.max-ahead}; never moved a clock. */
    AHEAD,
    /** Came after its window was dropped. */
    LATE,
    /** A second reading with the same {@code dedupe.key} within {@code dedupe.horizon}. */
    DUPLICATE,
    /** An expression failed, for example an integer overflow. */
    OVERFLOW,
    /** A table outside that the row is looked up in did not answer, after all repeats. */
    UNANSWERED
}
