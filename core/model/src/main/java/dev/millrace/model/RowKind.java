// SPDX-License-Identifier: Apache-2.0
package dev.millrace.model;

/** What a row does to the result it belongs to. */
public enum RowKind {
    /** A new row. */
    INSERT("+I"),
    /** Takes back the row that the following {@link #UPDATE_AFTER} replaces; carries all its values. */
    UPDATE_BEFORE("-U"),
    /** A later revision of a row with the same result key. */
    UPDATE_AFTER("+U"),
    /** Takes a row back for good; carries all its values. */
    DELETE("-D");

    private final String symbol;

    RowKind(String symbol) {
        this.symbol = symbol;
    }

    /** {@code +I}, {@code -U}, {@code +U} or {@code -D}. */
    public String symbol() {
        return symbol;
    }

    /** Whether the row adds to a result (+I, +U) or takes away from it (-U, -D). */
    public boolean isAddition() {
        return this == INSERT || this == UPDATE_AFTER;
    }
}
