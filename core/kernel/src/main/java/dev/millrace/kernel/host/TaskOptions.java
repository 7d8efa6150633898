// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

/**
 * Limits of a task.
 *
 * @param maxKeys option {@code state.max-keys}: keys that a stage of one partition keeps at most; rows of further keys go to the
 *     ledger as OVERFLOW. 1 or more
 * @param hotKeys option {@code state.hot-keys}: keys of a stage of one partition whose state is on the heap, when the task has a
 *     {@link ColdState} for the others. 1 or more
 * @param isSavedByParts whether {@link Task#saveState} is called for changes only, so that changes are to be kept track of
 */
public record TaskOptions(int maxKeys, int hotKeys, boolean isSavedByParts) {
    /** Five million keys a stage and partition. */
    public static final int DEFAULT_MAX_KEYS = 5_000_000;

    /** Twenty thousand keys a stage and partition: at 10 KB of state each 200 MB. */
    public static final int DEFAULT_HOT_KEYS = 20_000;

    public static TaskOptions savedByParts() {
        return new TaskOptions(DEFAULT_MAX_KEYS, DEFAULT_HOT_KEYS, true);
    }

    public static TaskOptions savedAsAWhole() {
        return new TaskOptions(DEFAULT_MAX_KEYS, DEFAULT_HOT_KEYS, false);
    }
}
