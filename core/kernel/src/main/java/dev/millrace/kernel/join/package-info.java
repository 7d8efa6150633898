// SPDX-License-Identifier: Apache-2.0
/**
 * Joins: pairs of rows of two streams, and rows of a stream with rows of a reference table.
 *
 * <p>Start with {@link dev.millrace.kernel.join.StreamJoinOperator} and {@link dev.millrace.kernel.join.ReferenceJoinOperator}. What
 * both need to test a pair and to make its row is in {@link dev.millrace.kernel.join.PairRows}.
 */
package dev.millrace.kernel.join;
