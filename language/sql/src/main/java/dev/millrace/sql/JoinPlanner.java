// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.Expression;
import dev.millrace.plan.Scan;
import dev.millrace.plan.StreamJoin.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Joins, and the filters above them that say what is joined. Decides what a join is: of two streams near in time, of windows, or of a
 * stream with a reference table. Anything else would keep every row for ever and is refused with what to add.
 */
final class JoinPlanner {
    private final PlanContext context;
    private final Function<RelNode, Relation> planner;
    private final StreamJoins streams;
    private final ReferenceJoins references;
    private final LookupJoins lookups;

    /** A planner of joins; inputs are planned by the given one. */
    JoinPlanner(PlanContext context, Function<RelNode, Relation> planner) {
        this.context = context;
        this.planner = planner;
        streams = new StreamJoins(context);
        references = new ReferenceJoins(context);
        lookups = new LookupJoins(context);
    }

    /**
     * Two relations to be joined.
     *
     * @param names of the result's columns
     */
    record Inputs(Relation left, Relation right, Kind kind, JoinTerms terms, List<String> names) {
        int leftColumns() {
            return left.projection().size();
        }

        /** Columns of both, for the translation of conditions: right columns as such behind the left ones. */
        List<Expression> columns(List<Expression> leftColumns, List<Expression> rightColumns) {
            List<Expression> columns = new ArrayList<>(leftColumns);
            columns.addAll(rightColumns);
            return columns;
        }
    }

    Relation plan(Join join) {
        return plan(join, List.of());
    }

    /** A join; of an inner one the conditions above it are part. */
    private Relation plan(Join join, List<RexNode> above) {
        int leftColumns = join.getLeft().getRowType().getFieldCount();
        List<RexNode> conjuncts = new ArrayList<>(RelOptUtil.conjunctions(join.getCondition()));
        conjuncts.addAll(above);
        Kind kind = Kind.valueOf(join.getJoinType().name());
        JoinTerms terms = new JoinTerms(leftColumns, conjuncts);
        RelNode left = join.getLeft();
        if (kind == Kind.INNER && !terms.leftOnly.isEmpty()) {
            left = filtered(left, terms.leftOnly);
            terms.leftOnly.clear();
        }
        return joined(new Inputs(
                planner.apply(left),
                planner.apply(join.getRight()),
                kind,
                terms,
                join.getRowType().getFieldNames()));
    }

    private static RelNode filtered(RelNode input, List<RexNode> conditions) {
        RexBuilder builder = input.getCluster().getRexBuilder();
        return LogicalFilter.create(input, RexUtil.composeConjunction(builder, conditions));
    }

    private Relation joined(Inputs inputs) {
        if (inputs.terms().systemTime().isPresent()) {
            return lookups.isPossible(inputs) ? lookups.join(inputs) : references.asOf(inputs);
        }
        if (streams.isOfWindows(inputs)) {
            return streams.ofWindows(inputs);
        }
        JoinBounds bounds = streams.bounds(inputs);
        if (bounds.isComplete()) {
            return streams.within(inputs, bounds);
        }
        if (references.isPossible(inputs)) {
            return references.newest(inputs);
        }
        throw streams.unbounded(inputs, bounds);
    }

    /** Whether the filter is more than one over rows that are there already. */
    static boolean isPartOfJoin(Filter filter) {
        return (filter.getInput() instanceof Join join && !UnnestPlanner.isUnnest(join))
                || RexUtil.SubQueryFinder.find(filter.getCondition()) != null;
    }

    Relation filter(Filter filter) {
        List<RexNode> plain = new ArrayList<>();
        List<RexNode> queries = new ArrayList<>();
        for (RexNode term : RelOptUtil.conjunctions(filter.getCondition())) {
            (RexUtil.SubQueryFinder.find(term) == null ? plain : queries).add(term);
        }
        if (!queries.isEmpty()) {
            RelNode input = plain.isEmpty() ? filter.getInput() : filtered(filter.getInput(), plain);
            Relation relation = planner.apply(input);
            for (RexNode query : queries) {
                relation = semi(relation, query);
            }
            return relation;
        }
        Join join = (Join) filter.getInput();
        return switch (join.getJoinType()) {
            case INNER -> plan(join, plain);
            case LEFT -> leftFiltered(join, plain);
            default -> above(planner.apply(join), plain);
        };
    }

    /** Conditions on the kept side hold before the join as well as after it, and there they may bound a join below. */
    private Relation leftFiltered(Join join, List<RexNode> conditions) {
        JoinTerms terms = new JoinTerms(join.getLeft().getRowType().getFieldCount(), conditions);
        if (terms.leftOnly.isEmpty()) {
            return above(plan(join), conditions);
        }
        RelNode left = filtered(join.getLeft(), terms.leftOnly);
        Join over =
                join.copy(join.getTraitSet(), join.getCondition(), left, join.getRight(), join.getJoinType(), false);
        List<RexNode> rest = new ArrayList<>(conditions);
        rest.removeAll(terms.leftOnly);
        return above(plan(over), rest);
    }

    private static Relation above(Relation relation, List<RexNode> conditions) {
        Relation result = relation;
        for (RexNode condition : conditions) {
            result = result.withCondition(PlanContext.translate(condition, result.projection()));
        }
        return result;
    }

    private Relation semi(Relation left, RexNode condition) {
        boolean isNegated = !(condition instanceof RexSubQuery);
        SemiQuery query = SemiQuery.of(condition, left.projection().size(), this::isKey)
                .orElseThrow(() -> context.error(
                        SqlErrorCode.SUBQUERY,
                        "the query in WHERE is too complex to be a join",
                        "Write  WHERE [NOT] EXISTS (SELECT 1 FROM t WHERE t.k = s.k AND ...)  or  s.k [NOT] IN (SELECT"
                                + " k FROM t WHERE ...).",
                        context.places().query()));
        JoinTerms terms = new JoinTerms(left.projection().size(), query.conditions());
        RexBuilder builder = query.rows().getCluster().getRexBuilder();
        Relation row = above(
                left,
                query.present().stream()
                        .map(p -> builder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, p))
                        .toList());
        return joined(
                new Inputs(row, planner.apply(query.rows()), isNegated ? Kind.ANTI : Kind.SEMI, terms, left.names()));
    }

    /** Whether a value is a column of a table's primary key, which is never NULL. */
    private boolean isKey(RelNode rows, RexNode value) {
        RelNode rel = rows;
        while (rel instanceof Filter filter) {
            rel = filter.getInput();
        }
        if (!(rel instanceof TableScan scan) || !(value instanceof RexInputRef column)) {
            return false;
        }
        List<String> name = scan.getTable().getQualifiedName();
        return context.reader().apply(name.get(name.size() - 1)) instanceof Scan read
                && read.table().table().primaryKey().contains(read.schema().name(column.getIndex()));
    }
}
