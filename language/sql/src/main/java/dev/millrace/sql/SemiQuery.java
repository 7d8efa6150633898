// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * EXISTS or IN as a join.
 *
 * @param rows what is looked through
 * @param conditions over the columns of the row in question, then those of {@code rows}
 * @param present columns of the row in question that must not be NULL
 */
record SemiQuery(RelNode rows, List<RexNode> conditions, List<RexNode> present) {
    SemiQuery {
        conditions = List.copyOf(conditions);
        present = List.copyOf(present);
    }

    /**
     * Of [NOT] EXISTS or [NOT] IN; empty when the query is more than a selection.
     *
     * @param isNeverNull whether a value over some rows cannot be NULL, whatever its type says
     */
    static Optional<SemiQuery> of(RexNode condition, int leftColumns, BiPredicate<RelNode, RexNode> isNeverNull) {
        boolean isNegated = condition.getKind() == SqlKind.NOT;
        RexNode inner = isNegated ? ((RexCall) condition).getOperands().get(0) : condition;
        boolean isKnown = inner.getKind() == SqlKind.EXISTS || inner.getKind() == SqlKind.IN;
        if (!isKnown || !(inner instanceof RexSubQuery query)) {
            return Optional.empty();
        }
        RelNode rows = query.rel;
        RexBuilder builder = rows.getCluster().getRexBuilder();
        List<RexNode> values = new ArrayList<>(builder.identityProjects(rows.getRowType()));
        while (rows instanceof Project project) {
            values = RelOptUtil.pushPastProject(values, project);
            rows = project.getInput();
        }
        Shift shift = new Shift(leftColumns, builder);
        List<RexNode> conditions = new ArrayList<>();
        if (rows instanceof Filter filter) {
            List<RexNode> own = new ArrayList<>();
            for (RexNode term : RelOptUtil.conjunctions(filter.getCondition())) {
                (RexUtil.containsCorrelation(term) ? conditions : own).add(term);
            }
            conditions.replaceAll(c -> c.accept(shift));
            rows = own.isEmpty()
                    ? filter.getInput()
                    : LogicalFilter.create(filter.getInput(), RexUtil.composeConjunction(builder, own));
        }
        List<RexNode> present = new ArrayList<>();
        for (int i = 0; query.getKind() == SqlKind.IN && i < values.size(); i++) {
            RexNode wanted = query.getOperands().get(i);
            boolean canBeNull = values.get(i).getType().isNullable() && !isNeverNull.test(rows, values.get(i));
            conditions.add(isIn(builder, wanted, values.get(i).accept(shift), isNegated && canBeNull));
            if (isNegated && wanted.getType().isNullable()) {
                present.add(wanted);
            }
        }
        return RelOptUtil.getVariablesUsed(rows).isEmpty()
                ? Optional.of(new SemiQuery(rows, conditions, present))
                : Optional.empty();
    }

    /** {@code x NOT IN (...)} is not TRUE when any of the values is NULL: then the row is as good as found. */
    private static RexNode isIn(RexBuilder builder, RexNode wanted, RexNode value, boolean orNull) {
        RexNode equal = builder.makeCall(SqlStdOperatorTable.EQUALS, wanted, value);
        return orNull
                ? builder.makeCall(SqlStdOperatorTable.OR, equal, builder.makeCall(SqlStdOperatorTable.IS_NULL, value))
                : equal;
    }

    /** Puts the columns of the inner rows behind those of the outer row, which were correlated. */
    private static final class Shift extends RexShuttle {
        private final int by;
        private final RexBuilder builder;

        Shift(int by, RexBuilder builder) {
            this.by = by;
            this.builder = builder;
        }

        @Override
        public RexNode visitInputRef(RexInputRef ref) {
            return builder.makeInputRef(ref.getType(), ref.getIndex() + by);
        }

        @Override
        public RexNode visitFieldAccess(RexFieldAccess access) {
            return access.getReferenceExpr() instanceof RexCorrelVariable
                    ? builder.makeInputRef(access.getType(), access.getField().getIndex())
                    : super.visitFieldAccess(access);
        }
    }
}
