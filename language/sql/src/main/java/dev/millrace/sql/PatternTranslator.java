// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.Pattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.core.Match;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Row patterns. */
final class PatternTranslator {
    private PatternTranslator() {}

    static Pattern pattern(Match match) {
        Pattern pattern = pattern(match.getPattern());
        List<Pattern> parts = new ArrayList<>();
        if (match.isStrictStart()) {
            parts.add(new Pattern.Anchor(true));
        }
        parts.add(pattern);
        if (match.isStrictEnd()) {
            parts.add(new Pattern.Anchor(false));
        }
        return parts.size() == 1 ? pattern : new Pattern.Concatenation(parts);
    }

    private static Pattern pattern(RexNode node) {
        if (node instanceof RexLiteral literal) {
            return new Pattern.Symbol(literal.getValueAs(String.class));
        }
        RexCall call = (RexCall) node;
        return switch (call.getKind()) {
            case PATTERN_CONCAT -> new Pattern.Concatenation(flat(call, SqlKind.PATTERN_CONCAT));
            case PATTERN_ALTER -> new Pattern.Alternation(flat(call, SqlKind.PATTERN_ALTER));
            case PATTERN_PERMUTE ->
                new Pattern.Permutation(call.getOperands().stream()
                        .map(PatternTranslator::pattern)
                        .toList());
            case PATTERN_EXCLUDED ->
                new Pattern.Exclusion(pattern(call.getOperands().get(0)));
            default -> quantified(call);
        };
    }

    private static List<Pattern> flat(RexCall call, SqlKind kind) {
        List<Pattern> parts = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            if (operand.getKind() == kind) {
                parts.addAll(flat((RexCall) operand, kind));
            } else {
                parts.add(pattern(operand));
            }
        }
        return parts;
    }

    private static Pattern quantified(RexCall call) {
        int min = number(call.getOperands().get(1));
        int max = number(call.getOperands().get(2));
        boolean isReluctant = ((RexLiteral) call.getOperands().get(3)).getValueAs(Boolean.class);
        return new Pattern.Quantified(
                pattern(call.getOperands().get(0)), Math.max(0, min), max < 0 ? Pattern.UNBOUNDED : max, isReluctant);
    }

    private static int number(RexNode node) {
        return ((RexLiteral) node).getValueAs(BigDecimal.class).intValueExact();
    }

    /** Whether a match may grow without end. */
    static boolean isUnbounded(Pattern pattern) {
        boolean isOpen = pattern instanceof Pattern.Quantified quantified && quantified.max() == Pattern.UNBOUNDED;
        return isOpen || parts(pattern).stream().anyMatch(PatternTranslator::isUnbounded);
    }

    /** Names of the symbols. */
    static Set<String> symbols(Pattern pattern) {
        Set<String> symbols = new LinkedHashSet<>();
        if (pattern instanceof Pattern.Symbol symbol) {
            symbols.add(symbol.name());
        }
        parts(pattern).forEach(p -> symbols.addAll(symbols(p)));
        return symbols;
    }

    private static List<Pattern> parts(Pattern pattern) {
        if (pattern instanceof Pattern.Quantified quantified) {
            return List.of(quantified.part());
        }
        if (pattern instanceof Pattern.Concatenation concatenation) {
            return concatenation.parts();
        }
        if (pattern instanceof Pattern.Alternation alternation) {
            return alternation.parts();
        }
        if (pattern instanceof Pattern.Permutation permutation) {
            return permutation.parts();
        }
        return pattern instanceof Pattern.Exclusion exclusion ? List.of(exclusion.part()) : List.of();
    }
}
