// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.functions.Accumulator;
import dev.millrace.functions.FunctionCatalog;
import dev.millrace.functions.Slot;
import dev.millrace.kernel.KernelError;
import dev.millrace.kernel.expression.Evaluator;
import dev.millrace.kernel.expression.ExpressionCompiler;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Row;
import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.Match;
import dev.millrace.plan.PatternAggregate;
import dev.millrace.plan.PatternNavigation;
import java.util.List;

/** Compiles what only has a meaning inside a match, and notes what conditions must remember. */
final class MatchScope {
    private final Match plan;
    private final List<String> symbols;
    private final Binding binding;
    private final FunctionCatalog functions;
    private final ExpressionCompiler compiler;
    /** Symbol whose condition is compiled, -1 for measures. */
    private int symbol = -1;

    private History history = new History();
    private final int conditionAggregates;
    private int nextMemo;
    private int rowsBefore;
    private int rowsAfter;

    MatchScope(Match plan, List<String> symbols, Binding binding, FunctionCatalog functions) {
        this.plan = plan;
        this.symbols = symbols;
        this.binding = binding;
        this.functions = functions;
        compiler = new ExpressionCompiler(functions);
        conditionAggregates = countAggregates();
    }

    private int countAggregates() {
        AggregateCounter counter = new AggregateCounter();
        plan.definitions().values().forEach(e -> e.accept(counter));
        return counter.count();
    }

    void enterCondition(int conditionSymbol, History into) {
        symbol = conditionSymbol;
        history = into;
    }

    void enterMeasures() {
        symbol = -1;
        history = new History();
    }

    int rowsBefore() {
        return rowsBefore;
    }

    int rowsAfter() {
        return rowsAfter;
    }

    Evaluator evaluator(Expression expression) {
        if (expression instanceof PatternNavigation navigation) {
            return navigation(navigation);
        }
        if (expression instanceof PatternAggregate aggregate) {
            return aggregate(aggregate);
        }
        if (expression instanceof Call call) {
            return special(call);
        }
        return null;
    }

    private Evaluator navigation(PatternNavigation navigation) {
        boolean[] members =
                navigation.symbol().isEmpty() ? null : MatchCode.members(navigation.symbol(), symbols, plan.subsets());
        rowsBefore = Math.max(rowsBefore, -navigation.physicalOffset());
        rowsAfter = Math.max(rowsAfter, navigation.physicalOffset());
        Evaluator operand = compiler.compile(navigation.operand(), this::evaluator);
        if (symbol < 0) {
            return new Navigation(binding, navigation, members, operand);
        }
        boolean isTried = members == null || members[symbol];
        boolean isCurrentRow =
                isTried && !navigation.isFirst() && navigation.logicalOffset() == 0 && navigation.physicalOffset() == 0;
        if (isCurrentRow) {
            return operand;
        }
        remember(navigation, members, isTried);
        return new Navigation(binding, navigation, members, operand);
    }

    /** Rows of any symbol are the same for all threads of a start row, so nothing must be remembered of them. */
    private void remember(PatternNavigation navigation, boolean[] members, boolean isTried) {
        if (members == null) {
            return;
        }
        int rows = navigation.logicalOffset() + (isTried && !navigation.isFirst() ? 0 : 1);
        if (rows > 0) {
            history.addRows(members, navigation.isFirst(), rows);
        }
    }

    private Evaluator aggregate(PatternAggregate aggregate) {
        boolean[] members = MatchCode.members(aggregate.symbol(), symbols, plan.subsets());
        Evaluator[] operands = aggregate.arguments().stream()
                .map(a -> compiler.compile(a, this::evaluator))
                .toArray(Evaluator[]::new);
        List<DataType> types =
                aggregate.arguments().stream().map(Expression::type).toList();
        Accumulator accumulator = functions
                .accumulator(aggregate.function(), types, aggregate.isDistinct(), aggregate.type())
                .orElseThrow(() -> MillraceException.of(
                        KernelError.NO_AGGREGATE,
                        "aggregate " + aggregate.function() + types + " in " + plan.id() + " is not in the catalogue",
                        "Correct the name or cast the arguments."));
        int memo = -1;
        if (symbol >= 0) {
            memo = nextMemo++;
            if (!aggregate.symbol().isEmpty()) {
                history.addEverything();
            }
        }
        return new MatchAggregate(
                binding, members, accumulator, operands, aggregate.isFinal(), memo, conditionAggregates);
    }

    private Evaluator special(Call call) {
        return switch (call.function()) {
            case "CLASSIFIER" -> classifier();
            case "MATCH_NUMBER" -> this::matchNumber;
            case "MATCH_TIMED_OUT" -> (row, result) -> result.setBoolean(binding.isTimedOut);
            case "MATCH_ROWTIME" ->
                (row, result) -> {
                    if (binding.end(true) <= binding.from) {
                        result.setNull();
                    } else {
                        result.setWord(binding.rows.timeAt(binding.end(true) - 1));
                    }
                };
            case "EVIDENCE" -> {
                Evidence evidence = new Evidence(plan.input().schema(), symbols);
                yield (row, result) -> result.setObject(evidence.of(binding));
            }
            default -> null;
        };
    }

    private void matchNumber(Row row, Slot result) {
        if (binding.number == 0) {
            result.setNull();
        } else {
            result.setWord(binding.number);
        }
    }

    private Evaluator classifier() {
        if (symbol >= 0) {
            history.addEverything();
        }
        return (row, result) -> {
            int label = binding.labelAt(binding.current);
            result.setObject(label < 0 ? null : symbols.get(PatternProgram.symbol(label)));
        };
    }
}
