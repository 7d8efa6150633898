// SPDX-License-Identifier: Apache-2.0
/**
 * Scalar functions, in families.
 *
 * <p>Start with {@link dev.millrace.functions.scalar.ScalarFunctions}. A function is a {@code Definition}: name, documentation,
 * typing, code. Results follow Flink SQL; text is counted in code points.
 */
package dev.millrace.functions.scalar;
