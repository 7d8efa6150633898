// SPDX-License-Identifier: Apache-2.0
/**
 * OVER: aggregates over the rows before each row. Start with {@link dev.millrace.kernel.over.OverOperator}.
 *
 * <p>Tests are in {@code quality/testkit}, where the operator harness is.
 */
package dev.millrace.kernel.over;
