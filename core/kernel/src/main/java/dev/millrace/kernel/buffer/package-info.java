// SPDX-License-Identifier: Apache-2.0
/**
 * What operators keep of one key when they need its rows again: rows in order of event time, and the key's clock.
 *
 * <p>Start with {@link dev.millrace.kernel.buffer.RowBuffer}. Operators themselves do not live here.
 */
package dev.millrace.kernel.buffer;
