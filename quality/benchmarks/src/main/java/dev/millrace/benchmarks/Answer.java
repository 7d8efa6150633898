// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

/**
 * What came out of a workload, or should: final results only.
 *
 * @param rows results
 * @param sum over their column {@code n}; number of results where they have none
 */
public record Answer(long rows, long sum) {}
