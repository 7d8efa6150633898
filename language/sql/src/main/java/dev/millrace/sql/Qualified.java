// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;

/**
 * {@code QUALIFY ROW_NUMBER() OVER (...) <= 3}: Calcite computes the whole condition as a column and filters by that. Brought into the
 * form of a filter over the number of a row, which is a top N.
 */
final class Qualified {
    private Qualified() {}

    /** Empty when the filter is no such condition. */
    static Optional<RelNode> asNumbered(Filter filter) {
        boolean isColumn = filter.getCondition() instanceof RexInputRef && filter.getInput() instanceof Project;
        if (!isColumn) {
            return Optional.empty();
        }
        Project project = (Project) filter.getInput();
        int column = ((RexInputRef) filter.getCondition()).getIndex();
        RexNode condition = project.getProjects().get(column);
        Set<RexOver> overs = overs(condition);
        RexOver over = overs.size() == 1 ? overs.iterator().next() : null;
        if (over == null || over.equals(condition) || over.getAggOperator().getKind() != SqlKind.ROW_NUMBER) {
            return Optional.empty();
        }
        return Optional.of(numbered(project, column, over));
    }

    private static Set<RexOver> overs(RexNode condition) {
        Set<RexOver> found = new LinkedHashSet<>();
        condition.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitOver(RexOver over) {
                found.add(over);
                return null;
            }
        });
        return found;
    }

    private static RelNode numbered(Project project, int column, RexOver over) {
        RelNode input = project.getInput();
        RexBuilder builder = input.getCluster().getRexBuilder();
        int number = input.getRowType().getFieldCount();
        List<RexNode> columns = new ArrayList<>(builder.identityProjects(input.getRowType()));
        columns.add(over);
        List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
        names.add("row_number_of_qualify");
        RelNode numbered = LogicalProject.create(input, List.of(), columns, names, Set.of());
        RexNode condition = project.getProjects().get(column).accept(new RexShuttle() {
            @Override
            public RexNode visitOver(RexOver found) {
                return builder.makeInputRef(found.getType(), number);
            }
        });
        List<RexNode> wanted = new ArrayList<>(project.getProjects());
        wanted.set(column, builder.makeLiteral(true));
        return LogicalProject.create(
                LogicalFilter.create(numbered, condition),
                List.of(),
                wanted,
                project.getRowType().getFieldNames(),
                Set.of());
    }
}
