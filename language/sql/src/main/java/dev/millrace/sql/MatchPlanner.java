// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.Schema;
import dev.millrace.parser.MatchRecognize;
import dev.millrace.plan.Expression;
import dev.millrace.plan.Match;
import dev.millrace.plan.Match.Measure;
import dev.millrace.plan.Match.SortKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.parser.SqlParserPos;

/** MATCH_RECOGNIZE. */
final class MatchPlanner {
    private final PlanContext context;

    MatchPlanner(PlanContext context) {
        this.context = context;
    }

    Relation plan(MatchRel rel, Relation relation) {
        MatchAnalysis match = rel.analysis();
        Relation whole = relation.window() == null ? relation : Relation.of(relation.node(context.ids()));
        Relation input = context.timedBy(whole, match.order().get(0).column());
        boolean isByTime = isByTime(match, input);
        warnOfWaiting(match);
        Relation.Placed placed = input.placed(context.ids(), input.projection());
        MatchTranslator translator = new MatchTranslator(placed.columns(), isByTime ? input.timeColumn() : -1);
        List<Measure> measures = new ArrayList<>();
        match.measures().forEach((name, value) -> measures.add(new Measure(name, translator.translate(value))));
        Map<String, Expression> definitions = new LinkedHashMap<>();
        match.definitions().forEach((symbol, value) -> definitions.put(symbol, translator.translate(value)));
        List<SortKey> order = match.order().stream()
                .map(k -> new SortKey(placed.positions().get(k.column()), k.isAscending(), k.isNullsFirst()))
                .toList();
        MatchRecognize written = match.match();
        Schema schema = CalciteTypes.schema(match.rowType());
        return Relation.of(new Match(
                context.ids().next("match"),
                placed.node(),
                match.keys().stream().map(placed.positions()::get).toList(),
                isByTime,
                isByTime ? order.subList(1, order.size()) : order,
                match.pattern(),
                definitions,
                match.subsets(),
                measures,
                new Match.Rows(
                        written.isAllRows(), written.isEmptyOmitted(), written.isWithUnmatched(), timeouts(written)),
                match.skip(),
                match.withinMs(),
                context.limits(),
                schema,
                isByTime ? timeColumn(match, schema) : -1,
                TimeRules.of(placed.node()),
                context.emit()));
    }

    private static Match.Timeouts timeouts(MatchRecognize written) {
        if (written.isExpectation()) {
            return Match.Timeouts.ONLY;
        }
        return written.isWithTimeouts() ? Match.Timeouts.ALSO : Match.Timeouts.NONE;
    }

    private static int timeColumn(MatchAnalysis match, Schema schema) {
        if (match.match().isAllRows()) {
            String time = match.rowType()
                    .getFieldNames()
                    .get(
                            match.keys().contains(match.order().get(0).column())
                                    ? match.keys().indexOf(match.order().get(0).column())
                                    : match.keys().size());
            return schema.indexOf(time);
        }
        for (Map.Entry<String, MatchExpression> measure : match.measures().entrySet()) {
            if (MatchTranslator.isRowTime(measure.getValue())) {
                return schema.indexOf(measure.getKey());
            }
        }
        return -1;
    }

    /** Whether rows come in the order of time. Rows of a table that has none are put in order as they come. */
    private boolean isByTime(MatchAnalysis match, Relation input) {
        SortKey first = match.order().get(0);
        SqlParserPos place = match.match().getOrderList().getParserPosition();
        if (first.column() == input.timeColumn()) {
            if (!first.isAscending()) {
                throw context.error(
                        SqlErrorCode.TIME_ATTRIBUTE,
                        "MATCH_RECOGNIZE orders the time attribute downwards",
                        "Leave DESC out: a pattern is read in the order of time.",
                        place);
            }
            return true;
        }
        if (input.timeColumn() >= 0) {
            throw context.noTime(ordering(match), input, input.names().get(first.column()), place);
        }
        refuseTimes(match, input, place);
        return false;
    }

    private static String ordering(MatchAnalysis match) {
        return match.match().isExpectation() ? "BY of EXPECT EVERY" : "ORDER BY of MATCH_RECOGNIZE";
    }

    private void refuseTimes(MatchAnalysis match, Relation input, SqlParserPos place) {
        boolean isTimed = match.withinMs() >= 0
                || match.measures().values().stream()
                        .anyMatch(m -> MatchTranslator.uses(m, SqlFunctions.MATCH_ROWTIME));
        if (isTimed) {
            throw context.noTime(
                    match.match().isExpectation()
                            ? ordering(match)
                            : (match.withinMs() >= 0 ? "WITHIN" : "MATCH_ROWTIME()") + " of MATCH_RECOGNIZE",
                    input,
                    input.names().get(match.order().get(0).column()),
                    place);
        }
        context.warnings()
                .accept(context.error(
                        SqlErrorCode.NO_WITHIN,
                        "MATCH_RECOGNIZE orders by \""
                                + input.names().get(match.order().get(0).column())
                                + "\", which is not a time attribute, so a row may always come before others and all rows of"
                                + " a key are kept up to its limit",
                        "Add a WATERMARK to the table and order by that column.",
                        place));
    }

    private void warnOfWaiting(MatchAnalysis match) {
        if (match.withinMs() >= 0 || !PatternReader.isUnbounded(match.pattern())) {
            return;
        }
        SqlParserPos place = match.match().getPattern().getParserPosition();
        context.warnings()
                .accept(context.error(
                        SqlErrorCode.NO_WITHIN,
                        "pattern \"" + context.source().slice(place).replaceAll("\\s+", " ")
                                + "\" has no WITHIN, so a partial match may be kept for ever",
                        "Add  WITHIN INTERVAL '10' MINUTE  after PATTERN.",
                        place));
    }
}
