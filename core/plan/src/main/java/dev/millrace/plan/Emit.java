// SPDX-License-Identifier: Apache-2.0
package dev.millrace.plan;

/** When results of an output appear, option {@code emit} (SEMANTICS section 5). */
public enum Emit {
    /** First when the window fires, then once per revision. */
    ON_CLOSE,
    /** At once on every change, corrected when disorder shows that it must be. */
    EAGER,
    /** Exactly once, when the state is dropped. */
    FINAL
}
