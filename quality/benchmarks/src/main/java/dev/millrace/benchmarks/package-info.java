// SPDX-License-Identifier: Apache-2.0
/**
 * What engines can carry: six workloads as plain SQL files, the same bytes for every engine and for the peers of other makers, and
 * results that are checked before a rate is printed.
 *
 * <p>Start with {@link dev.millrace.benchmarks.Workload}; {@link dev.millrace.benchmarks.LocalBench} runs one. Nothing here is part
 * of a pipeline at work.
 */
package dev.millrace.benchmarks;
