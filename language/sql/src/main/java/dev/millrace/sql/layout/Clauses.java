// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where a statement, or what is in parentheses, breaks into lines. */
final class Clauses {
    private static final Set<String> ALWAYS = Set.of(
            "SELECT",
            "FROM",
            "WHERE",
            "HAVING",
            "QUALIFY",
            "WINDOW",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "LIMIT",
            "OFFSET",
            "FETCH",
            "INSERT",
            "MEASURES",
            "DEFINE",
            "SUBSET",
            "PATTERN");
    private static final Set<String> BY = Set.of("GROUP", "ORDER", "PARTITION");
    private static final Set<String> JOINS = Set.of("LEFT", "RIGHT", "FULL", "INNER", "CROSS", "NATURAL");
    private static final Set<String> FRAME_STARTS = Set.of("BETWEEN", "UNBOUNDED", "CURRENT", "INTERVAL");
    /** First words of parentheses that hold clauses. */
    private static final Set<String> OPENINGS = Set.of("SELECT", "WITH", "PARTITION", "ORDER", "MEASURES");

    /** Types with types in angle brackets. */
    private static final Set<String> TYPES = Set.of("ARRAY", "MAP", "MULTISET", "ROW");

    private Clauses() {}

    static boolean areIn(List<Node> body) {
        return OPENINGS.contains(word(body, 0));
    }

    static List<List<Node>> of(List<Node> nodes) {
        List<List<Node>> clauses = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (clauses.isEmpty() || starts(nodes, i)) {
                clauses.add(new ArrayList<>());
            }
            clauses.get(clauses.size() - 1).add(nodes.get(i));
        }
        return clauses;
    }

    private static boolean starts(List<Node> nodes, int i) {
        String word = word(nodes, i);
        String next = word(nodes, i + 1);
        String before = word(nodes, i - 1);
        if (word.isEmpty()) {
            return false;
        }
        if (ALWAYS.contains(word)) {
            // IS DISTINCT FROM, and UNION ALL stands before its SELECT.
            return !(word.equals("FROM") && before.equals("DISTINCT"));
        }
        return switch (word) {
            case "JOIN" -> !JOINS.contains(before) && !before.equals("OUTER");
            case "AFTER" -> next.equals("MATCH");
            case "ONE" -> next.equals("ROW");
            case "ALL" -> next.equals("ROWS");
            case "EXPECT" -> next.equals("EVERY");
            case "ROWS", "RANGE" -> FRAME_STARTS.contains(next) && !before.equals("ALL");
            default -> BY.contains(word) && next.equals("BY") || JOINS.contains(word) && isJoin(next);
        };
    }

    private static boolean isJoin(String next) {
        return next.equals("JOIN") || next.equals("OUTER");
    }

    /** How many nodes at the beginning of a clause stand before its list or condition; 0 when it has none. */
    static int head(List<Node> clause) {
        String first = word(clause, 0);
        int words =
                switch (first) {
                    case "SELECT" ->
                        word(clause, 1).equals("DISTINCT") || word(clause, 1).equals("ALL") ? 2 : 1;
                    case "GROUP", "ORDER", "PARTITION" -> 2;
                    case "WITH", "VALUES", "WHERE", "HAVING", "MEASURES", "DEFINE" -> 1;
                    case "INSERT" -> behindValues(clause);
                    default -> 0;
                };
        return Math.min(words, clause.size());
    }

    private static int behindValues(List<Node> clause) {
        for (int i = 0; i < clause.size(); i++) {
            if (word(clause, i).equals("VALUES")) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Whether a clause gives several rows, each of which has a line. */
    static boolean isRows(List<Node> clause) {
        int values = word(clause, 0).equals("VALUES") ? 1 : behindValues(clause);
        return values > 0
                && clause.subList(values, clause.size()).stream()
                                .filter(Group.class::isInstance)
                                .count()
                        > 1;
    }

    /** Items between commas; each keeps the comma behind it, and comments beside it. */
    static List<List<Node>> items(List<Node> nodes) {
        List<List<Node>> items = new ArrayList<>();
        boolean isEnded = true;
        int depth = 0;
        Node before = null;
        for (Node node : nodes) {
            depth += inward(before, node, depth);
            before = node;
            boolean isBeside = node instanceof Token token && token.isComment() && token.newlines() == 0;
            if (isEnded && !(isBeside && !items.isEmpty())) {
                items.add(new ArrayList<>());
                isEnded = false;
            }
            items.get(items.size() - 1).add(node);
            isEnded |= depth == 0 && node instanceof Token token && token.is(",");
        }
        return items;
    }

    /** 1 for a bracket that opens: of an element, or of the types in a type; -1 for one that closes. */
    private static int inward(Node before, Node node, int depth) {
        if (!(node instanceof Token token)) {
            return 0;
        }
        boolean isType = token.is("<") && before instanceof Token word && TYPES.contains(word.word());
        if (token.is("[") || isType) {
            return 1;
        }
        return depth > 0 && (token.is("]") || token.is(">")) ? -1 : 0;
    }

    /** Terms before each AND and OR; the AND of a BETWEEN is part of its term. */
    static List<List<Node>> terms(List<Node> nodes) {
        List<List<Node>> terms = new ArrayList<>(List.of(new ArrayList<>()));
        boolean isBetween = false;
        for (int i = 0; i < nodes.size(); i++) {
            String word = word(nodes, i);
            boolean isAnd = word.equals("AND") && !isBetween;
            if ((isAnd || word.equals("OR")) && i > 0) {
                terms.add(new ArrayList<>());
            }
            isBetween = word.equals("BETWEEN") || isBetween && !word.equals("AND");
            terms.get(terms.size() - 1).add(nodes.get(i));
        }
        return terms;
    }

    /** The word at a position in upper case; empty where there is none. */
    static String word(List<Node> nodes, int i) {
        return i >= 0 && i < nodes.size() && nodes.get(i) instanceof Token token ? token.word() : "";
    }
}
