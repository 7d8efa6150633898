// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.Column;
import dev.millrace.model.Schema;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Match;
import dev.millrace.plan.Match.Measure;
import dev.millrace.plan.Match.Skip;
import dev.millrace.plan.Match.SkipMode;
import dev.millrace.plan.Match.SortKey;
import dev.millrace.plan.Pattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlMatchRecognize;

/** MATCH_RECOGNIZE. */
final class MatchPlanner {
    private final PlanContext context;

    MatchPlanner(PlanContext context) {
        this.context = context;
    }

    Relation plan(org.apache.calcite.rel.core.Match match, Relation relation) {
        Relation input = relation.window() == null ? relation : Relation.of(relation.node(context.ids()));
        requireTimeOrder(match, input);
        Relation.Placed placed = input.placed(context.ids(), input.projection());
        Pattern pattern = PatternTranslator.pattern(match);
        warnOfWaiting(match, pattern);
        List<Measure> measures = new ArrayList<>();
        MatchTranslator.Scope scope =
                new MatchTranslator.Scope(placed.columns(), input.timeColumn(), symbols(match, pattern));
        match.getMeasures().forEach((name, rex) -> {
            MatchTranslator translator = MatchTranslator.measure(scope, match.isAllRows());
            measures.add(new Measure(name, translator.translate(rex)));
        });
        Shape shape = new Shape(match, placed, measures);
        Match node = new Match(
                context.ids().next("match"),
                placed.node(),
                shape.keys(),
                shape.order().subList(1, shape.order().size()),
                pattern,
                definitions(match, scope),
                subsets(match),
                measures,
                match.isAllRows(),
                skip(match.getAfter()),
                withinMs(match.getInterval()),
                shape.schema(),
                shape.timeColumn(),
                TimeRules.of(placed.node()),
                context.emit());
        List<String> names = match.getRowType().getFieldNames();
        List<Expression> output = new ArrayList<>();
        names.forEach(n -> output.add(new InputColumn(
                node.schema().indexOf(n), node.schema().type(node.schema().indexOf(n)))));
        return Relation.of(node, output, names);
    }

    /** Columns of the output: see {@link Match}. */
    private record Shape(org.apache.calcite.rel.core.Match match, Relation.Placed placed, List<Measure> measures) {
        List<Integer> keys() {
            return match.getPartitionKeys().asList().stream()
                    .map(placed.positions()::get)
                    .toList();
        }

        List<SortKey> order() {
            return match.getOrderKeys().getFieldCollations().stream()
                    .map(k -> new SortKey(
                            placed.positions().get(k.getFieldIndex()),
                            k.getDirection() == RelFieldCollation.Direction.ASCENDING,
                            k.nullDirection == RelFieldCollation.NullDirection.FIRST))
                    .toList();
        }

        Schema schema() {
            List<Column> columns = new ArrayList<>();
            Schema input = placed.node().schema();
            for (int key : match.getPartitionKeys()) {
                columns.add(column(key));
            }
            if (match.isAllRows()) {
                match.getOrderKeys().getFieldCollations().forEach(k -> addMissing(columns, column(k.getFieldIndex())));
            }
            measures.forEach(
                    m -> columns.add(new Column(m.name(), m.expression().type())));
            if (match.isAllRows()) {
                for (int i = 0; i < placed.positions().size(); i++) {
                    addMissing(columns, column(i));
                }
            }
            return input.size() == 0 ? input : new Schema(columns);
        }

        private Column column(int index) {
            String name = match.getInput().getRowType().getFieldNames().get(index);
            return new Column(
                    name, placed.node().schema().type(placed.positions().get(index)));
        }

        private static void addMissing(List<Column> columns, Column column) {
            if (columns.stream().noneMatch(c -> c.name().equals(column.name()))) {
                columns.add(column);
            }
        }

        int timeColumn() {
            if (match.isAllRows()) {
                return match.getPartitionKeys().cardinality();
            }
            for (Map.Entry<String, RexNode> measure : match.getMeasures().entrySet()) {
                if (MatchTranslator.isRowTime(measure.getValue())) {
                    return schema().indexOf(measure.getKey());
                }
            }
            return -1;
        }
    }

    private void requireTimeOrder(org.apache.calcite.rel.core.Match match, Relation input) {
        RelFieldCollation first = match.getOrderKeys().getFieldCollations().get(0);
        if (first.getFieldIndex() != input.timeColumn()) {
            throw context.noTime(
                    "ORDER BY of MATCH_RECOGNIZE",
                    input,
                    input.names().get(first.getFieldIndex()),
                    context.places().matchOrder());
        }
        if (first.getDirection() != RelFieldCollation.Direction.ASCENDING) {
            throw context.error(
                    SqlErrorCode.TIME_ATTRIBUTE,
                    "MATCH_RECOGNIZE orders the time attribute downwards",
                    "Leave DESC out: a pattern is read in the order of time.",
                    context.places().matchOrder());
        }
    }

    private void warnOfWaiting(org.apache.calcite.rel.core.Match match, Pattern pattern) {
        if (match.getInterval() != null || !PatternTranslator.isUnbounded(pattern)) {
            return;
        }
        context.warnings()
                .accept(context.error(
                        SqlErrorCode.NO_WITHIN,
                        "pattern \"" + context.places().pattern(context.source())
                                + "\" has no WITHIN, so a partial match may be kept for ever",
                        "Add  WITHIN INTERVAL '10' MINUTE  after PATTERN.",
                        context.places().matchPattern()));
    }

    private static Map<String, Expression> definitions(
            org.apache.calcite.rel.core.Match match, MatchTranslator.Scope scope) {
        Map<String, Expression> definitions = new LinkedHashMap<>();
        match.getPatternDefinitions()
                .forEach((symbol, rex) -> definitions.put(
                        symbol, MatchTranslator.definition(scope, symbol).translate(rex)));
        return definitions;
    }

    private static Set<String> symbols(org.apache.calcite.rel.core.Match match, Pattern pattern) {
        Set<String> symbols = PatternTranslator.symbols(pattern);
        symbols.addAll(match.getSubsets().keySet());
        return symbols;
    }

    private static Map<String, List<String>> subsets(org.apache.calcite.rel.core.Match match) {
        Map<String, List<String>> subsets = new LinkedHashMap<>();
        match.getSubsets().forEach((name, symbols) -> subsets.put(name, List.copyOf(symbols)));
        return subsets;
    }

    private static Skip skip(RexNode after) {
        if (after instanceof RexCall call) {
            String symbol = ((RexLiteral) call.getOperands().get(0)).getValueAs(String.class);
            boolean isFirst = call.getKind() == SqlKind.SKIP_TO_FIRST;
            return new Skip(isFirst ? SkipMode.TO_FIRST : SkipMode.TO_LAST, symbol);
        }
        boolean isNext = ((RexLiteral) after).getValue() == SqlMatchRecognize.AfterOption.SKIP_TO_NEXT_ROW;
        return new Skip(isNext ? SkipMode.TO_NEXT_ROW : SkipMode.PAST_LAST_ROW, "");
    }

    private static long withinMs(RexNode interval) {
        return interval == null
                ? -1
                : ((RexLiteral) interval).getValueAs(BigDecimal.class).longValueExact();
    }
}
