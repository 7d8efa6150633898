// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.match;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.plan.Call;
import dev.millrace.plan.Emit;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Literal;
import dev.millrace.plan.Match;
import dev.millrace.plan.Match.Measure;
import dev.millrace.plan.Match.Skip;
import dev.millrace.plan.Match.SkipMode;
import dev.millrace.plan.Match.SortKey;
import dev.millrace.plan.PatternAggregate;
import dev.millrace.plan.PatternNavigation;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.TimeRule.Clock;
import dev.millrace.testkit.Inputs;
import dev.millrace.testkit.OperatorHarness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds plans over a table (ts TIMESTAMP, k STRING, v INT) and the harness for them. */
final class MatchCase {
    static final Schema INPUT = Schema.of(
            new Column("ts", DataType.TIMESTAMP), new Column("k", DataType.STRING), new Column("v", DataType.INT));

    private final String pattern;
    private final Map<String, Expression> definitions = new LinkedHashMap<>();
    private final Map<String, List<String>> subsets = new LinkedHashMap<>();
    private final List<Measure> measures = new ArrayList<>();
    private List<SortKey> order = List.of();
    private Match.Rows rows = Match.Rows.ONE;
    private Skip skip = new Skip(SkipMode.PAST_LAST_ROW, "");
    private long withinMs = -1;
    private TimeRule rule = rule(Clock.KEY, 0, 0);
    private Emit emit = Emit.ON_CLOSE;
    private Match.Limits limits = new Match.Limits(1000, 1000);

    MatchCase(String pattern) {
        this.pattern = pattern;
    }

    static TimeRule rule(Clock clock, long boundMs, long latenessMs) {
        return new TimeRule(clock, boundMs, 10_000, 60_000, latenessMs, 1_000_000);
    }

    /** Condition {@code k = 'text'}. */
    MatchCase define(String symbol, String text) {
        return define(symbol, call("=", new InputColumn(1, DataType.STRING), new Literal(text, DataType.STRING)));
    }

    MatchCase define(String symbol, Expression condition) {
        definitions.put(symbol, condition);
        return this;
    }

    MatchCase subset(String name, String... members) {
        subsets.put(name, List.of(members));
        return this;
    }

    MatchCase measure(Expression expression) {
        measures.add(new Measure("m" + measures.size(), expression));
        return this;
    }

    MatchCase order(SortKey key) {
        order = List.of(key);
        return this;
    }

    MatchCase allRows() {
        rows = Match.Rows.ALL;
        return this;
    }

    MatchCase rows(Match.Rows newRows) {
        rows = newRows;
        return this;
    }

    MatchCase skip(SkipMode mode, String symbol) {
        skip = new Skip(mode, symbol);
        return this;
    }

    MatchCase within(long newWithinMs) {
        withinMs = newWithinMs;
        return this;
    }

    MatchCase time(TimeRule newRule) {
        rule = newRule;
        return this;
    }

    MatchCase emit(Emit newEmit) {
        emit = newEmit;
        return this;
    }

    MatchCase limits(int rowLimit, int threadLimit) {
        limits = new Match.Limits(rowLimit, threadLimit);
        return this;
    }

    Match plan() {
        List<Column> columns = new ArrayList<>();
        if (rows.isAll()) {
            columns.add(INPUT.column(0));
        }
        measures.forEach(m -> columns.add(new Column(m.name(), m.expression().type())));
        if (rows.isAll()) {
            columns.add(INPUT.column(1));
            columns.add(INPUT.column(2));
        }
        return new Match(
                "match#1",
                Inputs.scan(INPUT, rule),
                List.of(),
                true,
                order,
                PatternText.of(pattern),
                definitions,
                subsets,
                measures,
                rows,
                skip,
                withinMs,
                limits,
                new Schema(columns),
                rows.isAll() ? 0 : -1,
                rule,
                emit);
    }

    OperatorHarness<MatchState> harness() {
        Match plan = plan();
        return OperatorHarness.of(() -> new MatchOperator(plan, FunctionCatalog.builtIn()), INPUT, plan.schema())
                .time(rule, 0);
    }

    static Expression call(String function, Expression... arguments) {
        boolean isCondition =
                List.of("=", "<>", "<", "<=", ">", ">=", "AND", "OR", "IS_NULL").contains(function);
        return new Call(function, List.of(arguments), isCondition ? DataType.BOOLEAN : DataType.INT);
    }

    static Expression number(int value) {
        return new Literal(value, DataType.INT);
    }

    static Expression v() {
        return new InputColumn(2, DataType.INT);
    }

    /** {@code LAST(symbol.v, offset)}. */
    static Expression last(String symbol, int offset) {
        return new PatternNavigation(symbol, v(), false, offset, 0, false, DataType.INT);
    }

    /** {@code FIRST(symbol.v, offset)}. */
    static Expression first(String symbol, int offset) {
        return new PatternNavigation(symbol, v(), true, offset, 0, false, DataType.INT);
    }

    /** {@code PREV(symbol.v)} with -1, {@code NEXT(symbol.v)} with 1. */
    static Expression near(String symbol, int offset) {
        return new PatternNavigation(symbol, v(), false, 0, offset, false, DataType.INT);
    }

    static Expression finalLast(String symbol) {
        return new PatternNavigation(symbol, v(), false, 0, 0, true, DataType.INT);
    }

    static Expression sum(String symbol) {
        return new PatternAggregate("SUM", symbol, List.of(v()), false, false, DataType.INT);
    }

    static Expression count() {
        return new PatternAggregate("COUNT", "", List.of(), false, false, DataType.BIGINT);
    }

    static Expression classifier() {
        return new Call("CLASSIFIER", List.of(), DataType.STRING);
    }

    static Expression matchNumber() {
        return new Call("MATCH_NUMBER", List.of(), DataType.BIGINT);
    }

    static Expression timedOut() {
        return new Call("MATCH_TIMED_OUT", List.of(), DataType.BOOLEAN);
    }

    static Expression evidence() {
        return new Call("EVIDENCE", List.of(), DataType.STRING);
    }
}
