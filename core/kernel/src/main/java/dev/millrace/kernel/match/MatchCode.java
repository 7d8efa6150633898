// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.expression.Evaluator;
import dev.millrace.kernel.expression.ExpressionCompiler;
import dev.millrace.plan.Expression;
import dev.millrace.plan.Match;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A plan node as code: program, conditions, measures. Used by one thread. */
final class MatchCode {
    private final Match plan;
    private final List<String> symbols;
    private final PatternProgram program;
    private final Binding binding = new Binding();
    private final Evaluator[] conditions;
    /** What each symbol's condition needs of the rows before. */
    private final History[] histories;
    /** The same for everything that can follow an instruction. */
    private final History[] pending;

    private final Evaluator[] measures;
    private final int rowsBefore;
    private final int rowsAfter;

    MatchCode(Match plan, FunctionCatalog functions) {
        this.plan = plan;
        List<String> found = new ArrayList<>();
        PatternCompiler.collect(plan.pattern(), found);
        symbols = List.copyOf(found);
        program = PatternCompiler.compile(plan.pattern(), symbols);
        MatchScope scope = new MatchScope(plan, symbols, binding, functions);
        ExpressionCompiler compiler = new ExpressionCompiler(functions);
        conditions = new Evaluator[symbols.size()];
        histories = new History[symbols.size()];
        for (int i = 0; i < conditions.length; i++) {
            Expression condition = plan.definitions().get(symbols.get(i));
            histories[i] = new History();
            if (condition != null) {
                scope.enterCondition(i, histories[i]);
                conditions[i] = compiler.compile(condition, scope::evaluator);
            }
        }
        scope.enterMeasures();
        measures = plan.measures().stream()
                .map(m -> compiler.compile(m.expression(), scope::evaluator))
                .toArray(Evaluator[]::new);
        rowsBefore = scope.rowsBefore();
        rowsAfter = scope.rowsAfter();
        pending = pendingHistories();
    }

    private History[] pendingHistories() {
        boolean[][] reachable = program.reachableSymbols(symbols.size());
        History[] all = new History[program.size()];
        for (int at = 0; at < all.length; at++) {
            all[at] = new History();
            for (int symbol = 0; symbol < symbols.size(); symbol++) {
                if (reachable[at][symbol]) {
                    all[at].addAll(histories[symbol]);
                }
            }
        }
        return all;
    }

    Match plan() {
        return plan;
    }

    PatternProgram program() {
        return program;
    }

    Binding binding() {
        return binding;
    }

    String symbol(int label) {
        return symbols.get(PatternProgram.symbol(label));
    }

    /** Condition of a symbol, null when every row matches. */
    Evaluator condition(int symbol) {
        return conditions[symbol];
    }

    int symbolCount() {
        return conditions.length;
    }

    /** Whether the condition is the same for every thread that tries a row. */
    boolean isSameForAll(int symbol) {
        return histories[symbol].isEmpty();
    }

    History pending(int instruction) {
        return pending[instruction];
    }

    Evaluator[] measures() {
        return measures;
    }

    /** Rows before a match that PREV can reach. */
    int rowsBefore() {
        return rowsBefore;
    }

    /** Rows after the current one that NEXT can reach: a row is only used when they are there. */
    int rowsAfter() {
        return rowsAfter;
    }

    /** Which symbols a symbol or union symbol stands for. */
    boolean[] members(String name) {
        return members(name, symbols, plan.subsets());
    }

    static boolean[] members(String name, List<String> symbols, Map<String, List<String>> subsets) {
        boolean[] members = new boolean[symbols.size()];
        if (name.isEmpty()) {
            Arrays.fill(members, true);
            return members;
        }
        for (String member : subsets.getOrDefault(name, List.of(name))) {
            int at = symbols.indexOf(member);
            if (at >= 0) {
                members[at] = true;
            }
        }
        return members;
    }
}
