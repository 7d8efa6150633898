// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.plan.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** Reads patterns as SQL writes them, so that tests can be read. */
final class PatternText {
    private static final java.util.regex.Pattern QUANTIFIER =
            java.util.regex.Pattern.compile("(?:([*+?])|\\{(\\d*)(,?)(\\d*)\\})(\\??)");

    private final String text;
    private int at;

    private PatternText(String text) {
        this.text = text;
    }

    static Pattern of(String text) {
        PatternText parser = new PatternText(text.trim());
        Pattern pattern = parser.alternation();
        if (parser.at < parser.text.length()) {
            throw new IllegalArgumentException("rest of pattern: " + parser.text.substring(parser.at));
        }
        return pattern;
    }

    private Pattern alternation() {
        List<Pattern> parts = new ArrayList<>(List.of(sequence()));
        while (take("|")) {
            parts.add(sequence());
        }
        return parts.size() == 1 ? parts.get(0) : new Pattern.Alternation(parts);
    }

    private Pattern sequence() {
        List<Pattern> parts = new ArrayList<>();
        while (!isAt("|") && !isAt(")") && !isAt("-}") && !isAt(",") && at < text.length()) {
            parts.add(quantified());
        }
        return parts.size() == 1 ? parts.get(0) : new Pattern.Concatenation(parts);
    }

    private Pattern quantified() {
        Pattern part = primary();
        Matcher matcher = QUANTIFIER.matcher(text).region(at, text.length());
        if (isAt("{-") || !matcher.lookingAt()) {
            return part;
        }
        at = matcher.end();
        boolean isReluctant = !matcher.group(5).isEmpty();
        if (matcher.group(1) != null) {
            int min = matcher.group(1).equals("+") ? 1 : 0;
            int max = matcher.group(1).equals("?") ? 1 : Pattern.UNBOUNDED;
            return new Pattern.Quantified(part, min, max, isReluctant);
        }
        int min = matcher.group(2).isEmpty() ? 0 : Integer.parseInt(matcher.group(2));
        boolean isExact = matcher.group(3).isEmpty();
        int max = matcher.group(4).isEmpty() ? Pattern.UNBOUNDED : Integer.parseInt(matcher.group(4));
        return new Pattern.Quantified(part, min, isExact ? min : max, isReluctant);
    }

    private Pattern primary() {
        if (take("{-")) {
            Pattern inner = alternation();
            expect("-}");
            return new Pattern.Exclusion(inner);
        }
        if (take("(")) {
            Pattern inner = isAt(")") ? new Pattern.Empty() : alternation();
            expect(")");
            return inner;
        }
        if (take("^") || take("$")) {
            return new Pattern.Anchor(text.charAt(at - 1) == '^');
        }
        if (take("PERMUTE(")) {
            List<Pattern> parts = new ArrayList<>(List.of(sequence()));
            while (take(",")) {
                parts.add(sequence());
            }
            expect(")");
            return new Pattern.Permutation(parts);
        }
        isAt("");
        int from = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at)) && text.charAt(at) != '$') {
            at++;
        }
        if (from == at) {
            throw new IllegalArgumentException("no symbol: " + text.substring(at));
        }
        return new Pattern.Symbol(text.substring(from, at));
    }

    private boolean isAt(String token) {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return text.startsWith(token, at);
    }

    private boolean take(String token) {
        boolean isThere = isAt(token);
        at += isThere ? token.length() : 0;
        return isThere;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw new IllegalArgumentException(token + " expected: " + text.substring(at));
        }
    }
}
