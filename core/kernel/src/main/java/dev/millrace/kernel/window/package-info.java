// SPDX-License-Identifier: Apache-2.0
/**
 * Aggregation by key and window.
 *
 * <p>Start with {@link dev.millrace.kernel.window.WindowAggregateOperator}. A row goes into one pane (a slice of {@code
 * gcd(size, slide)}); windows combine panes when they fire, each pane a constant number of times however many windows it
 * belongs to. Panes and windows are numbered from the epoch: window {@code end} ends where pane {@code end} begins.
 */
package dev.millrace.kernel.window;
