// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql.layout;

import dev.millrace.model.MillraceException;
import dev.millrace.sql.SqlWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lays SQL files out. A statement that was written on one line and fits there stays on it; any other has a line for each clause, and
 * lists that do not fit have a line for each item. Only white space and the case of reserved words change; doing it twice changes
 * nothing more. Left as they are: patterns, comments, statements whose parentheses do not match, and those of scenarios with a mark
 * {@code ^} in them, because marks count characters. Stateless.
 */
public final class SqlLayout {
    private static final int WIDTH = 120;
    private static final int STEP = 2;
    private static final int EMPTY_LINES_MAX = 1;

    private final String text;
    private final Page page = new Page(SqlLayout::spelled);

    private SqlLayout(String text) {
        this.text = text;
    }

    /** The text laid out, with a line end at its end; empty for an empty one. */
    public static String of(String text) {
        String normal = text.replace("\r\n", "\n");
        String laidOut = new SqlLayout(normal).layOut();
        requireSame(normal, laidOut);
        return laidOut;
    }

    /** Nothing but white space and the case of words may differ: checked each time, since a file is about to be overwritten. */
    private static void requireSame(String before, String after) {
        List<String> left = words(before);
        List<String> right = words(after);
        if (!left.equals(right)) {
            throw MillraceException.of(
                    LayoutError.CHANGED,
                    "the layout would change the text, so it is left as it is",
                    "Report the file; nothing was written.");
        }
    }

    private static List<String> words(String text) {
        return Tokens.of(text).stream()
                .map(t -> t.kind() == Token.Kind.WORD
                        ? spelled(t.text())
                        : t.text().replaceAll("\\s+", " ").strip())
                .toList();
    }

    private static String spelled(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return SqlWords.isReserved(upper) ? upper : word;
    }

    private String layOut() {
        List<Token> tokens = Tokens.of(text);
        int from = 0;
        while (from < tokens.size()) {
            Token first = tokens.get(from);
            boolean isBeside = from > 0 && first.newlines() == 0;
            if (!isBeside) {
                page.paragraph(from == 0 ? 0 : Math.min(first.newlines() - 1, EMPTY_LINES_MAX));
            }
            if (first.isComment()) {
                page.verbatim((isBeside ? "  " : "") + first.text());
                from++;
                continue;
            }
            if (isBeside) {
                page.paragraph(0);
            }
            int to = end(tokens, from);
            statement(tokens, from, to);
            from = to;
        }
        String laidOut = page.toString().stripTrailing();
        return laidOut.isEmpty() ? "" : laidOut + "\n";
    }

    /** Position behind the semicolon of a statement; comments behind the last word of the text belong to none. */
    private static int end(List<Token> tokens, int from) {
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.get(i).is(";")) {
                return i + 1;
            }
        }
        int end = tokens.size();
        while (tokens.get(end - 1).isComment()) {
            end--;
        }
        return end;
    }

    private void statement(List<Token> tokens, int from, int to) {
        List<Token> words = tokens.subList(from, to);
        List<Node> nodes = Group.nodes(patternsWhole(words));
        if (nodes == null || words.stream().anyMatch(t -> t.is("^") && !isInPattern(t, words))) {
            page.verbatim(text.substring(
                    words.get(0).start(), words.get(words.size() - 1).end()));
            return;
        }
        boolean isLine = !Group.isBroken(nodes) && !Group.hasComment(nodes) && Page.width(nodes) <= WIDTH;
        if (isLine) {
            flat(nodes);
        } else {
            clauses(nodes, 0);
        }
    }

    private static boolean isInPattern(Token sign, List<Token> words) {
        return patternsWhole(words).stream()
                .anyMatch(t -> t.start() < sign.start() && sign.start() < t.end() && !t.isComment());
    }

    /** The parentheses behind PATTERN as one token: blanks may mean something in them to who reads. */
    private static List<Token> patternsWhole(List<Token> words) {
        List<Token> whole = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Token word = words.get(i);
            boolean isPattern = i > 0 && word.is("(") && words.get(i - 1).word().equals("PATTERN");
            int close = isPattern ? closing(words, i) : -1;
            if (close < 0) {
                whole.add(word);
                continue;
            }
            StringBuilder pattern = new StringBuilder();
            for (Token part : words.subList(i, close + 1)) {
                pattern.append(part.hasSpace() && part.start() > word.start() ? " " : "")
                        .append(part.text());
            }
            whole.add(new Token(Token.Kind.VALUE, pattern.toString(), word.start(), word.newlines(), true));
            i = close;
        }
        return whole;
    }

    /** -1 when there is none, or a comment on the way. */
    private static int closing(List<Token> words, int open) {
        int depth = 0;
        for (int i = open; i < words.size(); i++) {
            depth += words.get(i).is("(") ? 1 : words.get(i).is(")") ? -1 : 0;
            if (words.get(i).isComment()) {
                return -1;
            }
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private void flat(List<Node> nodes) {
        for (Node node : nodes) {
            if (node instanceof Group group) {
                page.write(group.open());
                flat(group.body());
                page.write(group.close());
            } else {
                page.write((Token) node);
            }
        }
    }

    private void clauses(List<Node> nodes, int indent) {
        boolean isFirst = true;
        for (List<Node> clause : Clauses.of(nodes)) {
            if (!isFirst) {
                page.line(indent);
            }
            isFirst = false;
            clause(clause, indent);
        }
    }

    private void clause(List<Node> clause, int indent) {
        if (fits(clause) && !Clauses.isRows(clause)) {
            flat(clause);
            return;
        }
        int head = Clauses.head(clause);
        List<Node> rest = clause.subList(head, clause.size());
        List<List<Node>> items = Clauses.items(rest);
        if (head > 0 && (items.size() > 1 || Clauses.isRows(clause))) {
            item(clause.subList(0, head), indent);
            lines(items, indent + STEP);
            return;
        }
        item(clause.subList(0, head), indent);
        terms(rest, indent);
    }

    private void lines(List<List<Node>> items, int indent) {
        for (List<Node> item : items) {
            page.line(indent);
            if (fits(item)) {
                flat(item);
            } else {
                terms(item, indent);
            }
        }
    }

    /** A condition has a line for each AND and OR when it does not fit. */
    private void terms(List<Node> nodes, int indent) {
        List<List<Node>> terms = Clauses.terms(nodes);
        for (int i = 0; i < terms.size(); i++) {
            if (i > 0) {
                page.line(indent + STEP);
            }
            item(terms.get(i), i > 0 ? indent + STEP : indent);
        }
    }

    private void item(List<Node> nodes, int indent) {
        for (Node node : nodes) {
            if (!(node instanceof Group group)) {
                page.write((Token) node);
            } else if (group.isOpen() || !fits(List.of(group))) {
                open(group, indent);
            } else {
                flat(List.of(group));
            }
        }
    }

    private void open(Group group, int indent) {
        page.write(group.open());
        if (group.body().isEmpty()) {
            page.write(group.close());
            return;
        }
        page.line(indent + STEP);
        if (Clauses.areIn(group.body())) {
            clauses(group.body(), indent + STEP);
        } else {
            lines(Clauses.items(group.body()), indent + STEP);
        }
        page.line(indent);
        page.write(group.close());
    }

    private boolean fits(List<Node> nodes) {
        return !Group.hasComment(nodes) && !Group.hasOpen(nodes) && page.column() + 1 + Page.width(nodes) <= WIDTH;
    }
}
