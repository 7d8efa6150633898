// SPDX-License-Identifier: Apache-2.0
/**
 * Operators as single-threaded deterministic state machines over rows and time.
 *
 * <p>Start with {@link dev.millrace.kernel.Operator}. No engine, no Kafka, no Calcite, no socket, no system clock, no thread
 * and no randomness may appear here: time comes in with rows and with {@link dev.millrace.kernel.Operator#onTime}.
 */
package dev.millrace.kernel;
