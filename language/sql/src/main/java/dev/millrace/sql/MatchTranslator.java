// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.Expression;
import dev.millrace.plan.PatternAggregate;
import dev.millrace.plan.PatternNavigation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexPatternFieldRef;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;

/** Expressions of MEASURES and DEFINE. */
final class MatchTranslator extends RexTranslator {
    private final Scope scope;
    /** Symbol that is being defined, null in MEASURES. */
    private final String defined;
    /** Meaning of a navigation or aggregate that says neither RUNNING nor FINAL. */
    private final boolean isFinal;

    /**
     * What the expressions of one MATCH_RECOGNIZE are about.
     *
     * @param columns of the input
     * @param timeColumn which of them is the time attribute
     * @param symbols of the pattern and its subsets; Calcite puts the table's name where a column has no symbol
     */
    record Scope(List<Expression> columns, int timeColumn, Set<String> symbols) {
        Scope {
            columns = List.copyOf(columns);
            symbols = Set.copyOf(symbols);
        }

        private String symbol(RexPatternFieldRef ref) {
            return symbols.contains(ref.getAlpha()) ? ref.getAlpha() : "";
        }
    }

    private MatchTranslator(Scope scope, String defined, boolean isFinal) {
        super(PlanContext.builder(), scope.columns(), Map.of());
        this.scope = scope;
        this.defined = defined;
        this.isFinal = isFinal;
    }

    static MatchTranslator definition(Scope scope, String symbol) {
        return new MatchTranslator(scope, symbol, false);
    }

    /** With ALL ROWS PER MATCH a measure is of the rows so far, else of the whole match. */
    static MatchTranslator measure(Scope scope, boolean isAllRows) {
        return new MatchTranslator(scope, null, !isAllRows);
    }

    static boolean isRowTime(RexNode node) {
        RexNode inner = node;
        while (inner.getKind() == SqlKind.FINAL || inner.getKind() == SqlKind.RUNNING) {
            inner = ((RexCall) inner).getOperands().get(0);
        }
        return inner instanceof RexCall call && call.getOperator().getName().equals(SqlFunctions.MATCH_ROWTIME);
    }

    @Override
    public Expression visitPatternFieldRef(RexPatternFieldRef ref) {
        return navigation(new Step(scope.symbol(ref), false, 0, 0), input(ref.getIndex()));
    }

    @Override
    public Expression visitCall(RexCall call) {
        return switch (call.getKind()) {
            case FINAL -> with(true, call);
            case RUNNING -> with(false, call);
            case FIRST, LAST, PREV, NEXT -> navigate(call);
            default -> other(call);
        };
    }

    private Expression with(boolean isFinalNow, RexCall call) {
        // ONE ROW PER MATCH shows the last row of the match, where RUNNING and FINAL are the same.
        return call.getOperands().get(0).accept(new MatchTranslator(scope, defined, isFinalNow || isFinal));
    }

    private Expression other(RexCall call) {
        if (call.getOperator() instanceof SqlAggFunction) {
            return aggregate(call);
        }
        if (call.getOperator().getName().equals(SqlFunctions.MATCH_ROWTIME)) {
            Expression time = input(scope.timeColumn());
            return new PatternNavigation("", time, false, 0, 0, isFinal, time.type());
        }
        return super.visitCall(call);
    }

    private Expression aggregate(RexCall call) {
        String[] symbol = {""};
        OperandTranslator operands = new OperandTranslator(scope, symbol);
        List<Expression> arguments =
                call.getOperands().stream().map(operands::translate).toList();
        return new PatternAggregate(
                call.getOperator().getName(), symbol[0], arguments, false, isFinal, CalciteTypes.of(call.getType()));
    }

    /**
     * Where a navigation ends.
     *
     * @param physical rows after the row that the rest finds, negative for before
     */
    private record Step(String symbol, boolean isFirst, int logical, int physical) {}

    private Expression navigate(RexCall call) {
        String[] symbol = {""};
        Expression operand = new OperandTranslator(scope, symbol).translate(innermost(call));
        boolean isFirst = false;
        int logical = 0;
        int physical = 0;
        RexNode node = call;
        while (node instanceof RexCall navigation && isNavigation(navigation)) {
            int offset = offset(navigation);
            switch (navigation.getKind()) {
                case PREV -> physical -= offset;
                case NEXT -> physical += offset;
                case FIRST -> {
                    isFirst = true;
                    logical = offset;
                }
                default -> logical = offset;
            }
            node = navigation.getOperands().get(0);
        }
        return navigation(new Step(symbol[0], isFirst, logical, physical), operand);
    }

    private Expression navigation(Step step, Expression operand) {
        boolean isHere = !step.isFirst() && step.logical() == 0 && step.physical() == 0;
        boolean isCurrent =
                defined != null && (step.symbol().isEmpty() || step.symbol().equals(defined));
        if (isHere && isCurrent) {
            return operand;
        }
        return new PatternNavigation(
                step.symbol(), operand, step.isFirst(), step.logical(), step.physical(), isFinal, operand.type());
    }

    private static RexNode innermost(RexCall call) {
        RexNode node = call;
        while (node instanceof RexCall navigation && isNavigation(navigation)) {
            node = navigation.getOperands().get(0);
        }
        return node;
    }

    private static boolean isNavigation(RexCall call) {
        return switch (call.getKind()) {
            case FIRST, LAST, PREV, NEXT -> true;
            default -> false;
        };
    }

    private static int offset(RexCall navigation) {
        if (navigation.getOperands().size() < 2) {
            boolean isPhysical = navigation.getKind() == SqlKind.PREV || navigation.getKind() == SqlKind.NEXT;
            return isPhysical ? 1 : 0;
        }
        return constant(navigation.getOperands().get(1));
    }

    /** Calcite merges PREV(PREV(x, 1), 2) into PREV(x, 2 + 1). */
    private static int constant(RexNode node) {
        if (node instanceof RexCall sum && sum.getOperands().size() == 2) {
            int left = constant(sum.getOperands().get(0));
            int right = constant(sum.getOperands().get(1));
            return sum.getKind() == SqlKind.MINUS ? left - right : left + right;
        }
        return ((RexLiteral) node).getValueAs(BigDecimal.class).intValueExact();
    }

    /** Expressions over the row that a navigation or aggregate looks at: columns are those of that row. */
    private static final class OperandTranslator extends RexTranslator {
        private final Scope scope;
        private final String[] symbol;

        OperandTranslator(Scope scope, String[] symbol) {
            super(PlanContext.builder(), scope.columns(), Map.of());
            this.scope = scope;
            this.symbol = symbol;
        }

        @Override
        public Expression visitPatternFieldRef(RexPatternFieldRef ref) {
            symbol[0] = scope.symbol(ref);
            return input(ref.getIndex());
        }

        @Override
        public Expression visitCall(RexCall call) {
            return switch (call.getKind()) {
                // The row is found already; what is left of a navigation around the column says nothing more.
                case FIRST, LAST, PREV, NEXT, RUNNING, FINAL ->
                    call.getOperands().get(0).accept(this);
                default -> super.visitCall(call);
            };
        }
    }
}
