// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql.layout;

import dev.millrace.sql.layout.Token.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The text as it is written, with what stands between two tokens. */
final class Page {
    /** Signs with a blank on both sides. */
    private static final Set<String> BINARY = Set.of("=", "<>", "<=", ">=", "!=", "||", "=>");

    /** Words that an opening parenthesis does not stick to. */
    private static final Set<String> APART = Set.of(
            "AND",
            "AS",
            "BY",
            "BETWEEN",
            "EXCEPT",
            "EXISTS",
            "FROM",
            "HAVING",
            "IN",
            "INTERSECT",
            "JOIN",
            "LIKE",
            "MATCH_RECOGNIZE",
            "NOT",
            "ON",
            "OR",
            "OVER",
            "PATTERN",
            "SELECT",
            "THEN",
            "UNION",
            "UNNESTED",
            "USING",
            "VALUES",
            "WHEN",
            "WHERE",
            "WITH");

    private final StringBuilder text = new StringBuilder();
    private final UnaryOperator<String> spelling;
    private int lineStart;
    private int lineIndent;
    /** Indentation of a line that begins before the next token, -1 for none. */
    private int pending = -1;

    private Token last;

    /**
     * An empty page.
     *
     * @param spelling how a word is written
     */
    Page(UnaryOperator<String> spelling) {
        this.spelling = spelling;
    }

    /** Begins a line before the next token. */
    void line(int indent) {
        pending = indent;
    }

    int column() {
        return pending >= 0 ? pending : text.length() - lineStart;
    }

    void write(Token token) {
        if (token.isComment()) {
            comment(token);
            return;
        }
        if (pending >= 0) {
            startLine(pending);
        } else if (last != null && isApart(last, token)) {
            text.append(' ');
        }
        text.append(token.kind() == Kind.WORD ? spelling.apply(token.text()) : token.text());
        last = token;
    }

    /** A comment stays on its line or beside what it stood beside; a line always ends behind one that runs to the end of it. */
    private void comment(Token token) {
        boolean isFirst = text.isEmpty();
        if (token.newlines() > 0 || isFirst) {
            int indent = pending >= 0 ? pending : lineIndent;
            if (!isFirst) {
                startLine(indent);
            }
            text.append(token.text());
            pending = indent;
        } else {
            text.append(token.kind() == Kind.LINE_COMMENT ? "  " : " ").append(token.text());
            if (token.kind() == Kind.LINE_COMMENT && pending < 0) {
                pending = lineIndent;
            }
        }
        last = token;
    }

    private void startLine(int indent) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        lineStart = text.length();
        lineIndent = indent;
        pending = -1;
        text.append(" ".repeat(indent));
    }

    /** Begins the text anew behind a number of empty lines. */
    void paragraph(int emptyLines) {
        if (!text.isEmpty()) {
            text.append("\n".repeat(emptyLines + 1));
        }
        lineStart = text.length();
        lineIndent = 0;
        pending = -1;
        last = null;
    }

    void verbatim(String piece) {
        text.append(piece);
        last = null;
    }

    static boolean isApart(Token before, Token token) {
        if (before.isComment()) {
            return true;
        }
        if (token.is(",") || token.is(";") || token.is(")") || token.is("]") || token.is(".")) {
            return false;
        }
        if (before.is("(") || before.is("[") || before.is(".")) {
            return false;
        }
        boolean isBinary = token.kind() == Kind.SIGN && BINARY.contains(token.text())
                || before.kind() == Kind.SIGN && BINARY.contains(before.text());
        if (isBinary || before.is(",")) {
            return true;
        }
        return token.hasSpace() || token.is("(") && APART.contains(before.word());
    }

    /** Characters that nodes take on one line. */
    static int width(List<Node> nodes) {
        Measure measure = new Measure();
        measure.add(nodes);
        return measure.width;
    }

    private static final class Measure {
        private int width;
        private Token last;

        void add(List<Node> nodes) {
            for (Node node : nodes) {
                if (node instanceof Group group) {
                    add(group.open());
                    add(group.body());
                    add(group.close());
                } else {
                    add((Token) node);
                }
            }
        }

        private void add(Token token) {
            width += token.text().length() + (last != null && isApart(last, token) ? 1 : 0);
            last = token;
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
