// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.MillraceException;
import dev.millrace.plan.Deduplicate;
import dev.millrace.plan.GroupAggregate;
import dev.millrace.plan.Match;
import dev.millrace.plan.Over;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.StreamJoin;
import dev.millrace.plan.TimeRule;
import dev.millrace.plan.TopN;
import dev.millrace.plan.WindowAggregate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** What hurts in stages: rows that all have one key, frames without a beginning. */
final class StageAdvice {
    private static final long DAY_MS = 24 * 3600 * 1000L;

    private final SourceText source;
    private final PlanOwners owners;
    private final Set<String> overFunctions;
    private final Consumer<MillraceException> warnings;
    private final Set<String> said = new HashSet<>();

    StageAdvice(SourceText source, PlanOwners owners, Set<String> overFunctions, Consumer<MillraceException> warnings) {
        this.source = source;
        this.owners = owners;
        this.overFunctions = overFunctions;
        this.warnings = warnings;
    }

    void advise() {
        for (PlanNode node : owners.nodes()) {
            SqlNode statement = owners.statement(node);
            if (statement != null) {
                adviseOnKey(node, statement);
                adviseOnFrames(node, statement);
                adviseOnResults(node, statement);
            }
        }
    }

    private void adviseOnKey(PlanNode node, SqlNode statement) {
        // Behind an aggregate there are few rows, one key or not.
        if (!hasNoKey(node) || node.inputs().stream().allMatch(StageAdvice::isCondensed)) {
            return;
        }
        SqlParserPos place = placeOfKey(node, statement).orElse(statement.getParserPosition());
        warn(
                AdviceCode.ONE_KEY,
                "stage " + node.id()
                        + " has no key column, so all rows go through one partition and one thread, however many there are",
                node instanceof WindowAggregate || node instanceof GroupAggregate
                        ? "Group by the device first and by the window alone over that result, so that few rows meet here."
                        : "Add  PARTITION BY  with the column of the device.",
                place);
    }

    private static boolean hasNoKey(PlanNode node) {
        return node instanceof WindowAggregate window && window.keys().isEmpty()
                || node instanceof GroupAggregate group && group.keys().isEmpty()
                || node instanceof Over over && over.keys().isEmpty()
                || node instanceof Match match && match.keys().isEmpty()
                || node instanceof TopN top && top.keys().isEmpty()
                || node instanceof StreamJoin join && join.left().keys().isEmpty();
    }

    private static boolean isCondensed(PlanNode node) {
        if (node instanceof WindowAggregate || node instanceof GroupAggregate || node instanceof TopN) {
            return true;
        }
        boolean isPassing = !PlanOwners.keeps(node) || node instanceof Deduplicate;
        return isPassing && !node.inputs().isEmpty() && node.inputs().stream().allMatch(StageAdvice::isCondensed);
    }

    private static Optional<SqlParserPos> placeOfKey(PlanNode node, SqlNode statement) {
        if (node instanceof Over || node instanceof TopN) {
            return first(
                            statement,
                            n -> n instanceof SqlWindow w
                                    && w.getPartitionList().isEmpty())
                    .map(SqlNode::getParserPosition);
        }
        if (node instanceof Match) {
            return first(
                            statement,
                            n -> n instanceof SqlMatchRecognize m
                                    && m.getPartitionList().isEmpty())
                    .map(n -> ((SqlMatchRecognize) n).getPattern().getParserPosition());
        }
        return first(statement, n -> n instanceof SqlSelect s && s.getGroup() != null)
                .map(n -> ((SqlSelect) n).getGroup())
                .map(SqlNodeList::getParserPosition);
    }

    /** A device that uploads its past gives old results late, so nothing says sooner that a window over them is complete. */
    private void adviseOnResults(PlanNode node, SqlNode statement) {
        TimeRule rule = windowRule(node);
        if (rule == null || rule.latenessMs() < rule.ttlMs() || rule.ttlMs() <= DAY_MS || !isOverResults(node)) {
            return;
        }
        warn(
                AdviceCode.WINDOWS_OVER_RESULTS,
                "stage " + node.id() + " puts results into windows and keeps them for " + rule.ttlMs() / DAY_MS
                        + " days (state.ttl) to correct them when a device uploads its past: that many days of windows a key are"
                        + " in memory",
                "Lower  'state.ttl'  of the table to the longest time that a device may be cut off, for example '1 d', or write"
                        + " 'emit' = 'final'  when no correction is wanted.",
                placeOfKey(node, statement).orElse(statement.getParserPosition()));
    }

    private static TimeRule windowRule(PlanNode node) {
        if (node instanceof WindowAggregate window) {
            return window.timeRule();
        }
        return node instanceof GroupAggregate group && !group.window().isNone() ? group.timeRule() : null;
    }

    private static boolean isOverResults(PlanNode node) {
        return node.inputs().stream()
                .anyMatch(input -> PlanOwners.keeps(input) && !(input instanceof Deduplicate) || isOverResults(input));
    }

    private void adviseOnFrames(PlanNode node, SqlNode statement) {
        if (!(node instanceof Over over)) {
            return;
        }
        List<String> endless = over.calls().stream()
                .filter(c -> c.frame().from() == Over.Frame.UNBOUNDED)
                .map(c -> c.aggregate().function())
                .filter(f -> !overFunctions.contains(f))
                .distinct()
                .toList();
        if (endless.isEmpty()) {
            return;
        }
        SqlParserPos place = first(statement, StageAdvice::isEndless)
                .map(SqlNode::getParserPosition)
                .orElse(statement.getParserPosition());
        warn(
                AdviceCode.UNBOUNDED_FRAME,
                endless.stream().collect(Collectors.joining(", "))
                        + " OVER a frame without a beginning is about every row since the first of its key: it reacts less and"
                        + " less, differs with the day the pipeline was started, and what counts distinct values keeps them all",
                "Begin the frame:  ROWS BETWEEN 99 PRECEDING AND CURRENT ROW  or  RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND CURRENT ROW.",
                place);
    }

    private static boolean isEndless(SqlNode node) {
        return node instanceof SqlWindow window
                && (window.getLowerBound() == null || SqlWindow.isUnboundedPreceding(window.getLowerBound()));
    }

    /** First node of a statement that fits, in the order of the tree. */
    private static Optional<SqlNode> first(SqlNode statement, Predicate<SqlNode> fits) {
        SqlNode[] found = new SqlNode[1];
        statement.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (found[0] == null && fits.test(call)) {
                    found[0] = call;
                }
                return found[0] == null ? super.visit(call) : null;
            }
        });
        return Optional.ofNullable(found[0]);
    }

    /** A view that is planned twice for two ways to emit is spoken of once. */
    private void warn(AdviceCode code, String fact, String hint, SqlParserPos place) {
        if (said.add(code + " " + place)) {
            warnings.accept(source.error(code, fact, hint, place));
        }
    }
}
