// SPDX-License-Identifier: Apache-2.0
/**
 * Plans taken apart and put together again: as bytes, for engines that run in another process, and with other tables.
 *
 * <p>Used by engines and test kit; uses core/plan and core/model.
 */
package dev.millrace.plan.codec;
