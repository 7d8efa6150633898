// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.plan.Match.SkipMode;
import dev.millrace.plan.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Finds matches as the standard tells it: over a finished partition, by trying everything in order of preference. */
final class NaiveMatcher {
    private final Pattern pattern;
    private final Condition condition;
    private final SkipMode skip;
    private final String skipSymbol;
    private final long withinMs;
    /** Times and values of the rows. */
    private final List<int[]> rows;

    private final List<String> labels = new ArrayList<>();
    /** What the preferred way had when it came to the last row it may look at; empty when no way came there. */
    private List<String> partial = List.of();

    private int start;

    /** Whether the row that comes after the labels, counted from the start row, may be of a symbol. */
    interface Condition {
        boolean test(String symbol, List<int[]> rows, int start, List<String> labels);
    }

    /** What is found for a start row. */
    enum Kind {
        MATCH,
        /** A match whose SKIP TO leads nowhere. */
        REFUSED,
        /** No match, but one had begun when the rows or the time ended. */
        PARTIAL,
        NONE
    }

    /** What is found: first row, and symbol of each row; with a star when it is excluded. */
    record Match(Kind kind, int start, List<String> labels) {}

    NaiveMatcher(
            Pattern pattern, Condition condition, SkipMode skip, String skipSymbol, long withinMs, List<int[]> rows) {
        this.pattern = pattern;
        this.condition = condition;
        this.skip = skip;
        this.skipSymbol = skipSymbol;
        this.withinMs = withinMs;
        this.rows = rows;
    }

    List<Match> matches() {
        return all().stream().filter(m -> m.kind() == Kind.MATCH).toList();
    }

    /** One for each row that the search starts from. */
    List<Match> all() {
        List<Match> found = new ArrayList<>();
        start = 0;
        while (start < rows.size()) {
            labels.clear();
            partial = List.of();
            boolean isFound = match(pattern, 0, false, end -> true);
            int target = isFound ? next() : start + 1;
            Kind missed = partial.isEmpty() ? Kind.NONE : Kind.PARTIAL;
            Kind kind = isFound ? (target <= start ? Kind.REFUSED : Kind.MATCH) : missed;
            found.add(new Match(kind, start, List.copyOf(kind == Kind.PARTIAL ? partial : labels)));
            start = Math.max(start + 1, target);
        }
        return found;
    }

    private int next() {
        if (labels.isEmpty()) {
            return start + 1;
        }
        List<String> plain = labels.stream().map(l -> l.replace("*", "")).toList();
        return switch (skip) {
            case PAST_LAST_ROW -> start + labels.size();
            case TO_NEXT_ROW -> start + 1;
            case TO_FIRST -> plain.contains(skipSymbol) ? start + plain.indexOf(skipSymbol) : -1;
            case TO_LAST -> plain.contains(skipSymbol) ? start + plain.lastIndexOf(skipSymbol) : -1;
        };
    }

    private boolean match(Pattern part, int at, boolean isExcluded, IntPredicate rest) {
        if (part instanceof Pattern.Symbol symbol) {
            return row(symbol.name(), at, isExcluded, rest);
        }
        if (part instanceof Pattern.Concatenation sequence) {
            return sequence(sequence.parts(), 0, at, isExcluded, rest);
        }
        if (part instanceof Pattern.Alternation choice) {
            return choice.parts().stream().anyMatch(p -> match(p, at, isExcluded, rest));
        }
        if (part instanceof Pattern.Permutation permutation) {
            return permutation(new ArrayList<>(), permutation.parts(), at, isExcluded, rest);
        }
        if (part instanceof Pattern.Quantified quantified) {
            return times(quantified, 0, at, isExcluded, rest);
        }
        if (part instanceof Pattern.Exclusion exclusion) {
            return match(exclusion.part(), at, true, rest);
        }
        if (part instanceof Pattern.Anchor anchor) {
            return (anchor.isStart() ? start + at == 0 : start + at == rows.size()) && rest.test(at);
        }
        return rest.test(at);
    }

    private boolean row(String symbol, int at, boolean isExcluded, IntPredicate rest) {
        int position = start + at;
        boolean isOut =
                position >= rows.size() || (withinMs >= 0 && rows.get(position)[0] - rows.get(start)[0] >= withinMs);
        if (isOut) {
            partial = partial.isEmpty() ? List.copyOf(labels) : partial;
            return false;
        }
        if (!condition.test(symbol, rows, start, labels)) {
            return false;
        }
        labels.add(symbol + (isExcluded ? "*" : ""));
        if (rest.test(at + 1)) {
            return true;
        }
        labels.remove(labels.size() - 1);
        return false;
    }

    private boolean sequence(List<Pattern> parts, int index, int at, boolean isExcluded, IntPredicate rest) {
        return index == parts.size()
                ? rest.test(at)
                : match(parts.get(index), at, isExcluded, end -> sequence(parts, index + 1, end, isExcluded, rest));
    }

    private boolean permutation(
            List<Pattern> chosen, List<Pattern> left, int at, boolean isExcluded, IntPredicate rest) {
        if (left.isEmpty()) {
            return sequence(chosen, 0, at, isExcluded, rest);
        }
        for (int i = 0; i < left.size(); i++) {
            List<Pattern> nextChosen = new ArrayList<>(chosen);
            nextChosen.add(left.get(i));
            List<Pattern> nextLeft = new ArrayList<>(left);
            nextLeft.remove(i);
            if (permutation(nextChosen, nextLeft, at, isExcluded, rest)) {
                return true;
            }
        }
        return false;
    }

    /** An iteration without rows only ends a loop that has no upper bound; else it counts, as written out. */
    private boolean times(Pattern.Quantified part, int count, int at, boolean isExcluded, IntPredicate rest) {
        boolean canStop = count >= part.min();
        if (part.isReluctant() && canStop && rest.test(at)) {
            return true;
        }
        boolean isLonger = count < part.max()
                && match(
                        part.part(),
                        at,
                        isExcluded,
                        end -> (end > at || part.max() != Pattern.UNBOUNDED || count < part.min())
                                && times(part, count + 1, end, isExcluded, rest));
        return isLonger || (!part.isReluctant() && canStop && rest.test(at));
    }
}
