// SPDX-License-Identifier: Apache-2.0
package dev.millrace.formats;

import dev.millrace.connect.Rejected;
import dev.millrace.model.LedgerReason;

/** Why a message is no row; without a stack trace, because a bad device sends thousands of them. */
final class FormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_CHARS = 40;

    private final LedgerReason reason;
    private final String detail;
    private final int position;
    /** Field names and array positions from the outside in, such as {@code a.b[3]}. */
    private String path = "";

    private FormatException(LedgerReason reason, String detail, int position) {
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
        this.position = position;
    }

    static FormatException malformed(String detail, int position) {
        return new FormatException(LedgerReason.MALFORMED, detail, position);
    }

    static FormatException invalid(String detail, int position) {
        return new FormatException(LedgerReason.INVALID, detail, position);
    }

    boolean isMalformed() {
        return reason == LedgerReason.MALFORMED;
    }

    /** Adds the name of the field that holds the value, called from the inside out. */
    FormatException within(String name) {
        boolean isJoined = path.isEmpty() || path.startsWith("[");
        path = isJoined ? name + path : name + "." + path;
        return this;
    }

    Rejected toRejected() {
        return new Rejected(reason, path.isEmpty() ? detail : "field \"" + path + "\" " + detail, position);
    }

    /** At most 40 characters of a value. */
    static String shortened(String value) {
        return value.length() <= SHOWN_CHARS
                ? value
                : value.substring(0, SHOWN_CHARS) + "... (" + value.length() + " characters)";
    }
}
