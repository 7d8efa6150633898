// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql.layout;

import java.util.ArrayList;
import java.util.List;

/** Parentheses and what is in them. */
record Group(Token open, List<Node> body, Token close) implements Node {
    Group {
        body = List.copyOf(body);
    }

    /** Nodes of some tokens, null when parentheses do not match. */
    static List<Node> nodes(List<Token> tokens) {
        List<List<Node>> open = new ArrayList<>();
        List<Token> opening = new ArrayList<>();
        open.add(new ArrayList<>());
        for (Token token : tokens) {
            if (token.is("(")) {
                opening.add(token);
                open.add(new ArrayList<>());
            } else if (token.is(")")) {
                if (opening.isEmpty()) {
                    return null;
                }
                List<Node> body = open.remove(open.size() - 1);
                open.get(open.size() - 1).add(new Group(opening.remove(opening.size() - 1), body, token));
            } else {
                open.get(open.size() - 1).add(token);
            }
        }
        return opening.isEmpty() ? open.get(0) : null;
    }

    /** Whether the text breaks a line before any token of the nodes but the first. */
    static boolean isBroken(List<Node> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            Token first = node instanceof Group group ? group.open() : (Token) node;
            if (i > 0 && first.newlines() > 0) {
                return true;
            }
            if (node instanceof Group group && (group.close().newlines() > 0 || group.isBrokenInside())) {
                return true;
            }
        }
        return false;
    }

    private boolean isBrokenInside() {
        return startsOnNewLine() || isBroken(body);
    }

    private boolean startsOnNewLine() {
        if (body.isEmpty()) {
            return false;
        }
        Token first = body.get(0) instanceof Group group ? group.open() : (Token) body.get(0);
        return first.newlines() > 0;
    }

    /** Whether the text wants it on lines of its own. */
    boolean isOpen() {
        return startsOnNewLine() || hasComment(body) || (isQuery() && isBroken(body));
    }

    static boolean hasComment(List<Node> nodes) {
        return nodes.stream().anyMatch(n -> n instanceof Group g ? hasComment(g.body()) : ((Token) n).isComment());
    }

    /** Whether some group in the nodes is open. */
    static boolean hasOpen(List<Node> nodes) {
        return nodes.stream().anyMatch(n -> n instanceof Group g && (g.isOpen() || hasOpen(g.body())));
    }

    boolean isQuery() {
        return !body.isEmpty()
                && body.get(0) instanceof Token token
                && (token.word().equals("SELECT") || token.word().equals("WITH"));
    }
}
