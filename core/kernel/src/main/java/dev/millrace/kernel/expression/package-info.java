// SPDX-License-Identifier: Apache-2.0
/**
 * Expressions of a plan as trees of closures.
 *
 * <p>Start with {@link dev.millrace.kernel.expression.ExpressionCompiler}. Types are looked at once, when the tree is made; the
 * closures work on words and references in a {@link dev.millrace.functions.Slot}. Results follow Flink SQL, except that whole
 * numbers and decimals never overflow silently.
 */
package dev.millrace.kernel.expression;
