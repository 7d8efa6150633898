// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Schema;
import dev.millrace.model.TypeKind;
import dev.millrace.plan.Expression;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Unnest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * {@code t CROSS JOIN UNNEST(t.items)} and {@code t, LATERAL TABLE(f(t.x))}, which is an UNNEST of what f gives: for Calcite a join
 * of each row with a little table of its own.
 */
final class UnnestPlanner {
    private final PlanContext context;
    private final Function<RelNode, Relation> planner;

    UnnestPlanner(PlanContext context, Function<RelNode, Relation> planner) {
        this.context = context;
        this.planner = planner;
    }

    /**
     * The right side.
     *
     * @param collection over the left row
     * @param above projections and filters over the elements, lowest first
     */
    private record Elements(RexNode collection, boolean hasOrdinality, List<RelNode> above) {
        static Optional<Elements> of(RelNode right) {
            List<RelNode> above = new ArrayList<>();
            RelNode rel = right;
            while (rel instanceof Project || rel instanceof Filter) {
                above.add(0, rel);
                rel = rel.getInput(0);
            }
            boolean isOne = rel instanceof Uncollect uncollect
                    && uncollect.getInput() instanceof Project made
                    && made.getProjects().size() == 1
                    && made.getInput() instanceof Values;
            return isOne
                    ? Optional.of(new Elements(
                            ((Project) rel.getInput(0)).getProjects().get(0), ((Uncollect) rel).withOrdinality, above))
                    : Optional.empty();
        }

        boolean isFiltered() {
            return above.stream().anyMatch(Filter.class::isInstance);
        }
    }

    static boolean isUnnest(RelNode rel) {
        return rel instanceof Correlate
                || rel instanceof Uncollect
                || (rel instanceof Join join
                        && join.getCondition().isAlwaysTrue()
                        && Elements.of(join.getRight()).isPresent());
    }

    Relation plan(RelNode rel) {
        JoinRelType kind = rel instanceof Correlate correlate
                ? correlate.getJoinType()
                : rel instanceof Join join ? join.getJoinType() : null;
        Optional<Elements> found = kind == null ? Optional.empty() : Elements.of(rel.getInput(1));
        boolean isOuter = kind == JoinRelType.LEFT;
        if (found.isEmpty() || !(isOuter || kind == JoinRelType.INNER)) {
            throw error(
                    "UNNEST and LATERAL TABLE take each row of a table apart, and this one is not joined so",
                    "Write  FROM t CROSS JOIN UNNEST(t.items) AS i(item)  or  FROM t LEFT JOIN LATERAL TABLE(f(t.x))"
                            + " AS f(a) ON TRUE.");
        }
        Elements elements = found.get();
        if (isOuter && elements.isFiltered()) {
            throw error(
                    "a LEFT JOIN with UNNEST or LATERAL TABLE has another condition than TRUE",
                    "Write  ON TRUE  and put the condition into WHERE, or choose the elements in the function.");
        }
        PlanNode input = planner.apply(rel.getInput(0)).node(context.ids());
        Unnest unnest = unnest(input, elements, isOuter);
        return joined(unnest, elements, rel.getRowType().getFieldNames());
    }

    private Unnest unnest(PlanNode input, Elements elements, boolean isOuter) {
        RexNode uncorrelated = elements.collection().accept(new RowOfLeft());
        Expression collection = PlanContext.translate(uncorrelated, Relation.columns(input.schema()));
        List<Column> columns = new ArrayList<>(input.schema().columns());
        for (Column element : Unnest.elements(collection.type(), elements.hasOrdinality())) {
            boolean mayMiss = isOuter || collection.type().kind() == TypeKind.ARRAY && isNullableRow(collection.type());
            columns.add(new Column(
                    element.name() + "_" + columns.size(),
                    element.type().withNullable(mayMiss || element.type().nullable())));
        }
        Schema schema = new Schema(columns);
        Unnest draft = new Unnest(
                context.ids().next("unnest"),
                input,
                collection,
                isOuter,
                elements.hasOrdinality(),
                schema,
                input.timeColumn(),
                List.of());
        return new Unnest(
                draft.id(),
                input,
                collection,
                isOuter,
                elements.hasOrdinality(),
                schema,
                input.timeColumn(),
                Identity.of(draft).columns());
    }

    private static boolean isNullableRow(DataType array) {
        return array.element().kind() == TypeKind.ROW && array.element().nullable();
    }

    /** Columns of the left row, then those that the right side makes of the element. */
    private static Relation joined(Unnest unnest, Elements elements, List<String> names) {
        List<Expression> all = Relation.columns(unnest.schema());
        int left = unnest.input().schema().size();
        List<Expression> right = new ArrayList<>(all.subList(left, all.size()));
        Relation relation = Relation.of(unnest);
        for (RelNode above : elements.above()) {
            if (above instanceof Filter filter) {
                relation = relation.withCondition(PlanContext.translate(filter.getCondition(), right));
            } else {
                List<Expression> below = right;
                right = ((Project) above)
                        .getProjects().stream()
                                .map(p -> PlanContext.translate(p, below))
                                .toList();
            }
        }
        List<Expression> both = new ArrayList<>(all.subList(0, left));
        both.addAll(right);
        return relation.withProjection(both, names);
    }

    private MillraceException error(String fact, String hint) {
        return context.error(SqlErrorCode.JOIN, fact, hint, context.places().query());
    }

    /** Puts a column of the left row where the collection's expression has one of the correlated row. */
    private static final class RowOfLeft extends RexShuttle {
        private final RexBuilder builder = PlanContext.builder();

        @Override
        public RexNode visitFieldAccess(RexFieldAccess access) {
            return access.getReferenceExpr() instanceof RexCorrelVariable
                    ? builder.makeInputRef(access.getType(), access.getField().getIndex())
                    : super.visitFieldAccess(access);
        }
    }
}
