// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql.layout;

import dev.millrace.sql.layout.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Takes a text apart. Whatever it does not know is a sign of one character, so nothing is ever lost. */
final class Tokens {
    private static final List<String> SIGNS = List.of("<>", "<=", ">=", "!=", "||", "=>", "{-", "-}");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        return new Tokens(text).all();
    }

    private List<Token> all() {
        while (true) {
            int from = at;
            int newlines = 0;
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                newlines += text.charAt(at++) == '\n' ? 1 : 0;
            }
            if (at == text.length()) {
                return tokens;
            }
            boolean hasSpace = at > from;
            int start = at;
            Kind kind = next();
            tokens.add(new Token(kind, text.substring(start, at), start, newlines, hasSpace));
        }
    }

    private Kind next() {
        char c = text.charAt(at);
        if (text.startsWith("--", at)) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
            while (Character.isWhitespace(text.charAt(at - 1))) {
                at--;
            }
            return Kind.LINE_COMMENT;
        }
        if (text.startsWith("/*", at)) {
            boolean isHint = text.startsWith("/*+", at);
            int end = text.indexOf("*/", at + 2);
            at = end < 0 ? text.length() : end + 2;
            return isHint ? Kind.VALUE : Kind.BLOCK_COMMENT;
        }
        if (c == '\'' || c == '`' || c == '"') {
            quoted(c);
            return Kind.VALUE;
        }
        if (Character.isJavaIdentifierStart(c) && c != '$') {
            while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
            return Kind.WORD;
        }
        if (Character.isDigit(c) || (c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1)))) {
            number();
            return Kind.VALUE;
        }
        at += SIGNS.stream().anyMatch(s -> text.startsWith(s, at)) ? 2 : 1;
        return Kind.SIGN;
    }

    /** Up to the closing quote; two of them are one in the text. */
    private void quoted(char quote) {
        at++;
        while (at < text.length()) {
            if (text.charAt(at++) != quote) {
                continue;
            }
            if (at == text.length() || text.charAt(at) != quote) {
                return;
            }
            at++;
        }
    }

    private void number() {
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at))
                        || text.charAt(at) == '.'
                        || ((text.charAt(at) == '-' || text.charAt(at) == '+')
                                && Character.toUpperCase(text.charAt(at - 1)) == 'E'
                                && at + 1 < text.length()
                                && Character.isDigit(text.charAt(at + 1))))) {
            at++;
        }
    }
}
