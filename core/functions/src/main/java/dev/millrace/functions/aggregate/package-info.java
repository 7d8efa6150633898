// SPDX-License-Identifier: Apache-2.0
/**
 * Aggregate functions and their accumulators.
 *
 * <p>Start with {@link dev.millrace.functions.aggregate.AggregateFunctions}. State is words and references in arrays of the
 * caller; results follow Flink SQL, NULL arguments do not count.
 */
package dev.millrace.functions.aggregate;
