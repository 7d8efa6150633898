// SPDX-License-Identifier: Apache-2.0
/**
 * Readings that were seen before.
 *
 * <p>Start with {@link dev.millrace.kernel.deduplicate.DeduplicateOperator}. Sequence numbers are remembered as ranges, other
 * identifiers one by one; both with a limit and a counter of what the limit made it forget.
 */
package dev.millrace.kernel.deduplicate;
