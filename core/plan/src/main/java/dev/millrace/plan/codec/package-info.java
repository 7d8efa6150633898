// SPDX-License-Identifier: Apache-2.0
/**
 * Plans as bytes, for engines that run in another process.
 *
 * <p>Used by engines; uses core/plan and core/model.
 */
package dev.millrace.plan.codec;
