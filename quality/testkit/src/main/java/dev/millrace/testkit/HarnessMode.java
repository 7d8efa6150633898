// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit;

/** A way to run a case. */
enum HarnessMode {
    /** Time is told as soon as a state waits for it. */
    ROW_BY_ROW("row by row", true),
    /** Time is told after all rows only, so intermediate results may differ, the final one not. */
    ROWS_THEN_TIME("with all rows before time", false),
    /** Every key twice, in turn, in one operator: finds memory that is not in the state. */
    TWO_OF_EACH_KEY("with two copies of each key", true),
    /** All parts are saved after every step and read into a new operator. */
    RESTORED_FROM_ALL("with all parts saved and restored after every step", true),
    /** Changed parts are saved after every step over those of before, and read into a new operator. */
    RESTORED_FROM_CHANGES("with changed parts saved and restored after every step", true),
    /** Changed parts are saved after every step, and read into a new operator after every third. */
    RESTORED_SOMETIMES("with changed parts saved after every step and restored after every third", true);

    private final String text;
    private final boolean isExact;

    HarnessMode(String text, boolean isExact) {
        this.text = text;
        this.isExact = isExact;
    }

    String text() {
        return text;
    }

    /** Whether the emissions must be the same row by row. */
    boolean isExact() {
        return isExact;
    }

    int copies() {
        return this == TWO_OF_EACH_KEY ? 2 : 1;
    }

    boolean isSaving() {
        return this == RESTORED_FROM_ALL || this == RESTORED_FROM_CHANGES || this == RESTORED_SOMETIMES;
    }

    boolean isRestoredAfter(int step) {
        return isSaving() && (this != RESTORED_SOMETIMES || step % 3 == 2);
    }
}
