// SPDX-License-Identifier: Apache-2.0
/**
 * Results of groups of rows: GROUP BY without a window function, and what it shares with {@link dev.millrace.kernel.topn}: when a
 * group comes, fires and goes. A group is one window of a key, or all rows of the key. Start reading at {@link
 * dev.millrace.kernel.group.GroupOperator}.
 */
package dev.millrace.kernel.group;
