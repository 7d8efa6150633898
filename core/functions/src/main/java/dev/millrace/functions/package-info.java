// SPDX-License-Identifier: Apache-2.0
/**
 * Scalar and aggregate functions, one class each: signature, doc text, code.
 *
 * <p>Start with {@link dev.millrace.functions.ScalarFunction} and {@link dev.millrace.functions.AggregateFunction}; {@link
 * dev.millrace.functions.FunctionCatalog} lists all. Results follow Flink SQL; where that is not obvious the class says so.
 * Functions are deterministic: no clock, no randomness, no static state.
 */
package dev.millrace.functions;
