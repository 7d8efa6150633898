// SPDX-License-Identifier: Apache-2.0
/**
 * MATCH_RECOGNIZE. Start with {@link dev.millrace.kernel.match.MatchOperator}.
 *
 * <p>A pattern becomes a {@code PatternProgram}; a {@code Search} runs it over the rows of one key, one start row at a time,
 * with threads in order of preference; {@code MatchLog} remembers what was said, so that a row out of order can correct it.
 * Tests are in {@code quality/testkit}, where the operator harness is.
 */
package dev.millrace.kernel.match;
