// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.functions.unit.Unit;
import dev.millrace.functions.unit.Units;
import dev.millrace.model.MillraceException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.NlsString;

/**
 * The unit of a call from those of its operands. Values of unlike units are neither added nor compared; a number without a unit goes
 * with every unit.
 */
final class UnitRules {
    static final String CONVERT = "CONVERT_UNIT";
    static final String ASSIGN = "AS_UNIT";

    /** Kinds whose value is one of the first operand's values, or in its scale. */
    private static final Set<SqlKind> KEEPING_KINDS = Set.of(
            SqlKind.AS,
            SqlKind.OVER,
            SqlKind.FILTER,
            SqlKind.RESPECT_NULLS,
            SqlKind.IGNORE_NULLS,
            SqlKind.CAST,
            SqlKind.SAFE_CAST,
            SqlKind.MINUS_PREFIX,
            SqlKind.PLUS_PREFIX,
            SqlKind.MOD,
            SqlKind.FINAL,
            SqlKind.RUNNING,
            SqlKind.FIRST,
            SqlKind.LAST,
            SqlKind.PREV,
            SqlKind.NEXT,
            SqlKind.LAG,
            SqlKind.LEAD,
            SqlKind.FIRST_VALUE,
            SqlKind.LAST_VALUE,
            SqlKind.MIN,
            SqlKind.MAX,
            SqlKind.AVG,
            SqlKind.SUM,
            SqlKind.FLOOR,
            SqlKind.CEIL);

    private static final Set<String> KEEPING = Set.of(
            "ABS",
            "ROUND",
            "TRUNCATE",
            "FLOOR",
            "CEIL",
            "CEILING",
            "NULLIF",
            "AVG",
            "SUM",
            "MIN",
            "MAX",
            "FIRST_VALUE",
            "LAST_VALUE",
            "NTH_VALUE",
            "MEDIAN",
            "PERCENTILE",
            "APPROX_PERCENTILE",
            "EWMA");
    private static final Set<String> DEVIATIONS = Set.of("STDDEV", "STDDEV_POP", "STDDEV_SAMP");
    private static final Set<String> VARIANCES = Set.of("VARIANCE", "VAR_POP", "VAR_SAMP");
    private static final Set<String> CHOICES = Set.of("COALESCE", "IFNULL", "GREATEST", "LEAST");
    private static final Set<SqlKind> COMPARISONS = Set.of(
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.IS_DISTINCT_FROM,
            SqlKind.IS_NOT_DISTINCT_FROM,
            SqlKind.BETWEEN,
            SqlKind.IN,
            SqlKind.NOT_IN);

    private final SourceText source;
    private final Function<SqlNode, Unit> units;

    /**
     * Rules for one query.
     *
     * @param units unit of an operand, null when it has none
     */
    UnitRules(SourceText source, Function<SqlNode, Unit> units) {
        this.source = source;
        this.units = units;
    }

    /** Null when the value has no unit. Throws when the operands do not go together. */
    Unit of(SqlCall call) {
        SqlKind kind = call.getKind();
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        if (COMPARISONS.contains(kind)) {
            common(call, call.getOperandList());
            return null;
        }
        return switch (kind) {
            case PLUS, MINUS -> sum(call, kind == SqlKind.MINUS);
            case TIMES -> product(call, true);
            case DIVIDE -> product(call, false);
            case CASE -> chosen((SqlCase) call);
            default -> KEEPING_KINDS.contains(kind) ? units.apply(call.operand(0)) : function(call, name);
        };
    }

    private Unit function(SqlCall call, String name) {
        int operands = call.operandCount();
        if (operands == 0) {
            return null;
        }
        if (name.equals(CONVERT) || name.equals(ASSIGN)) {
            return written(call);
        }
        if (CHOICES.contains(name)) {
            return common(call, call.getOperandList());
        }
        if (name.equals("IF") && operands == 3) {
            return common(call, call.getOperandList().subList(1, 3));
        }
        Unit first = units.apply(call.operand(0));
        if (first == null) {
            return null;
        }
        if (VARIANCES.contains(name)) {
            return Units.product(first.difference(), first.difference()).orElse(null);
        }
        return KEEPING.contains(name) ? first : DEVIATIONS.contains(name) ? first.difference() : null;
    }

    private Unit chosen(SqlCase call) {
        Unit unit = common(call, call.getThenOperands().getList());
        SqlNode otherwise = call.getElseOperand();
        Unit other = otherwise == null ? null : units.apply(otherwise);
        if (unit != null && other != null && !goTogether(unit, other)) {
            throw unlike(call, new Side(call.getThenOperands().get(0), unit), new Side(otherwise, other));
        }
        return unit == null ? other : unit;
    }

    private record Side(SqlNode node, Unit unit) {}

    /** The unit that all operands with a unit have. */
    private Unit common(SqlCall call, List<SqlNode> operands) {
        Side known = null;
        for (SqlNode operand : operands) {
            List<SqlNode> values = operand instanceof SqlNodeList list ? list.getList() : List.of(operand);
            for (SqlNode value : values) {
                Unit unit = units.apply(value);
                if (unit != null && known == null) {
                    known = new Side(value, unit);
                } else if (unit != null && !goTogether(known.unit(), unit)) {
                    throw unlike(call, known, new Side(value, unit));
                }
            }
        }
        return known == null ? null : known.unit();
    }

    /** A difference may be compared with a threshold that was annotated with the scale. */
    private static boolean goTogether(Unit left, Unit right) {
        return left.equals(right) || left.difference().equals(right.difference()) && isDifference(left, right);
    }

    private static boolean isDifference(Unit left, Unit right) {
        return left.isDifference() || right.isDifference();
    }

    private Unit sum(SqlCall call, boolean isMinus) {
        if (call.operandCount() != 2) {
            return null;
        }
        Side left = new Side(call.operand(0), units.apply(call.operand(0)));
        Side right = new Side(call.operand(1), units.apply(call.operand(1)));
        if (left.unit() == null || right.unit() == null) {
            return left.unit() == null ? right.unit() : left.unit();
        }
        if (!goTogether(left.unit(), right.unit())) {
            throw unlike(call, left, right);
        }
        if (left.unit().equals(right.unit())) {
            return isMinus ? left.unit().difference() : left.unit();
        }
        return left.unit().isDifference() ? right.unit() : left.unit();
    }

    private Unit product(SqlCall call, boolean isTimes) {
        Unit left = units.apply(call.operand(0));
        Unit right = units.apply(call.operand(1));
        Optional<Unit> unit;
        if (left != null && right != null) {
            unit = isTimes ? Units.product(left, right) : Units.quotient(left, right);
        } else if (right == null || isTimes) {
            // A multiple of a temperature is no temperature of that scale.
            unit = Optional.ofNullable(left == null ? right : left).filter(u -> !u.hasOffset());
        } else {
            unit = Optional.empty();
        }
        return unit.filter(u -> !u.isPlainNumber()).orElse(null);
    }

    private MillraceException unlike(SqlCall call, Side left, Side right) {
        String name = call.getOperator().getName().replace(" ASYMMETRIC", "");
        boolean isMixed = left.unit().isDifference() && right.unit().hasOffset()
                || left.unit().hasOffset() && right.unit().isDifference();
        boolean isConvertible = left.unit().isComparable(right.unit());
        String cure = isMixed
                ? "A difference has no place on a scale: convert with CONVERT_UNIT before subtracting."
                : isConvertible
                        ? "Convert one: CONVERT_UNIT(" + shown(right.node()) + ", '" + left.unit() + "')."
                        : left.unit() + " and " + right.unit()
                                + " measure different things. Mend the expression, or the COMMENT 'unit: ...' of the column.";
        return source.error(
                SqlErrorCode.UNIT,
                "\"" + name + "\" takes " + shown(left.node()) + " in " + left.unit() + " and " + shown(right.node())
                        + " in " + right.unit(),
                cure,
                call.getParserPosition());
    }

    private String shown(SqlNode node) {
        return source.slice(node.getParserPosition()).replaceAll("\\s+", " ");
    }

    /** Units of CONVERT_UNIT(x[, from], to) and AS_UNIT(x, unit), which are constants. */
    private Unit written(SqlCall call) {
        Unit target = null;
        for (SqlNode operand : call.getOperandList().subList(1, call.operandCount())) {
            Unit from = target;
            target = constant(call, operand);
            if (from != null) {
                requireConvertible(call, from, target);
            }
        }
        if (call.operandCount() != 2 || call.getOperator().getName().equals(ASSIGN)) {
            return target;
        }
        Unit from = units.apply(call.operand(0));
        if (from == null) {
            throw source.error(
                    SqlErrorCode.UNIT,
                    shown(call.operand(0)) + " has no unit to convert from",
                    "Annotate the column: COMMENT 'unit: ...', or write CONVERT_UNIT(" + shown(call.operand(0))
                            + ", 'from', '" + target + "').",
                    call.getParserPosition());
        }
        requireConvertible(call, from, target);
        return target;
    }

    private void requireConvertible(SqlCall call, Unit from, Unit target) {
        boolean isDifference = from.isDifference() && target.hasOffset() || from.hasOffset() && target.isDifference();
        if (!from.isComparable(target) || isDifference) {
            throw source.error(
                    SqlErrorCode.UNIT,
                    "values in " + from + " cannot be converted to " + target,
                    isDifference
                            ? "A difference has no place on a scale: convert to " + target.difference() + "."
                            : from + " and " + target + " measure different things.",
                    call.getParserPosition());
        }
    }

    private Unit constant(SqlCall call, SqlNode operand) {
        if (operand instanceof SqlLiteral literal && literal.getValue() instanceof NlsString text) {
            return parse(text.getValue(), operand.getParserPosition());
        }
        throw source.error(
                SqlErrorCode.UNIT,
                "the unit of " + call.getOperator().getName() + " is not a constant text",
                "Write it, for example 'degC'.",
                operand.getParserPosition());
    }

    /** A unit as written. */
    Unit parse(String text, SqlParserPos position) {
        return Units.parse(text)
                .orElseThrow(() -> source.error(
                        SqlErrorCode.UNIT,
                        "there is no unit \"" + text + "\"",
                        Suggestions.didYouMean(text, Units.symbols()) + "docs/functions.md lists all units.",
                        position));
    }
}
