// SPDX-License-Identifier: Apache-2.0
/**
 * Counts of different values and percentiles: sketches of fixed size with a stated error, and one exact function that is bounded.
 *
 * <p>Results do not depend on the order of rows nor on how panes are merged, so both engines give the same at any parallelism.
 */
package dev.millrace.libraries.sketch;
