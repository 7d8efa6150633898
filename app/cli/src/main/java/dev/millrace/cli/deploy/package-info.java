// SPDX-License-Identifier: Apache-2.0
/**
 * Pipelines that ran before: what of their state a changed file can go on with.
 *
 * <p>Used by the commands run, plan and apply; uses core/kernel for the comparison.
 */
package dev.millrace.cli.deploy;
