// SPDX-License-Identifier: Apache-2.0
/**
 * A user's own pipeline over a user's own rows on several engines, compared row by row: {@code millrace verify}.
 *
 * <p>Used by app/cli; uses the scenario engines of core/kernel and formats.
 */
package dev.millrace.testkit.verify;
