// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.parser.PatternOperators;
import dev.millrace.plan.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;

/** Row patterns. */
final class PatternReader {
    private PatternReader() {}

    static Pattern pattern(SqlNode node) {
        if (node instanceof SqlIdentifier id) {
            return new Pattern.Symbol(id.getSimple());
        }
        SqlCall call = (SqlCall) node;
        return switch (call.getKind()) {
            case PATTERN_CONCAT -> new Pattern.Concatenation(flat(call, SqlKind.PATTERN_CONCAT));
            case PATTERN_ALTER -> new Pattern.Alternation(flat(call, SqlKind.PATTERN_ALTER));
            case PATTERN_PERMUTE -> new Pattern.Permutation(all(call.getOperandList()));
            case PATTERN_EXCLUDED -> new Pattern.Exclusion(pattern(call.operand(0)));
            case PATTERN_QUANTIFIER -> quantified(call);
            default -> anchor(call.getOperator());
        };
    }

    private static Pattern anchor(SqlOperator operator) {
        return operator == PatternOperators.EMPTY
                ? new Pattern.Empty()
                : new Pattern.Anchor(operator == PatternOperators.ANCHOR_START);
    }

    private static List<Pattern> all(List<SqlNode> nodes) {
        return nodes.stream().map(PatternReader::pattern).toList();
    }

    private static List<Pattern> flat(SqlCall call, SqlKind kind) {
        List<Pattern> parts = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            if (operand.getKind() == kind) {
                parts.addAll(flat((SqlCall) operand, kind));
            } else {
                parts.add(pattern(operand));
            }
        }
        return parts;
    }

    private static Pattern quantified(SqlCall call) {
        int min = ((SqlLiteral) call.operand(1)).intValue(true);
        int max = ((SqlLiteral) call.operand(2)).intValue(true);
        boolean isReluctant = ((SqlLiteral) call.operand(3)).booleanValue();
        return new Pattern.Quantified(pattern(call.operand(0)), min, max < 0 ? Pattern.UNBOUNDED : max, isReluctant);
    }

    /** Whether a match may grow without end. */
    static boolean isUnbounded(Pattern pattern) {
        boolean isOpen = pattern instanceof Pattern.Quantified quantified && quantified.max() == Pattern.UNBOUNDED;
        return isOpen || parts(pattern).stream().anyMatch(PatternReader::isUnbounded);
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

    /** Whether a pattern has an exclusion. */
    static boolean hasExclusion(Pattern pattern) {
        return pattern instanceof Pattern.Exclusion || parts(pattern).stream().anyMatch(PatternReader::hasExclusion);
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
