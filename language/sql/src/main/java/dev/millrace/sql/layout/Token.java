// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql.layout;

import java.util.Locale;

/**
 * A word, sign or comment of a text.
 *
 * @param start offset in the text
 * @param newlines line ends between it and the token before
 * @param hasSpace whether there is any white space between
 */
record Token(Kind kind, String text, int start, int newlines, boolean hasSpace) implements Node {
    /** What a token is. */
    enum Kind {
        WORD,
        /** A quoted name or text, a number. */
        VALUE,
        SIGN,
        /** To the end of the line. */
        LINE_COMMENT,
        /** May span lines. */
        BLOCK_COMMENT
    }

    int end() {
        return start + text.length();
    }

    boolean isComment() {
        return kind == Kind.LINE_COMMENT || kind == Kind.BLOCK_COMMENT;
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** The word in upper case, empty for anything else. */
    String word() {
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "";
    }
}
