// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect;

import dev.millrace.model.LedgerReason;

/**
 * Why bytes are no row.
 *
 * @param reason MALFORMED or INVALID
 * @param detail fact with names and values, for example {@code field "value" is "abc", wanted DOUBLE}
 * @param position byte where it was seen, -1 when not known
 */
public record Rejected(LedgerReason reason, String detail, int position) {}
