// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.plan.Calc;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.WindowAssign;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes nodes of the inputs of a join: with their columns, keys and times where the join needs them. */
final class JoinSides {
    private final NodeNames ids;

    JoinSides(NodeNames ids) {
        this.ids = ids;
    }

    /**
     * An input as a node.
     *
     * @param columns of the relation, as columns of the node
     * @param keys positions
     * @param more positions of what was wanted besides
     */
    record Side(PlanNode node, List<Expression> columns, List<Integer> keys, List<Integer> more) {}

    /**
     * Node with all columns of a relation, and further expressions over its input. Columns that a key is compared in another type as
     * are converted.
     */
    Side side(Relation relation, List<Expression> keys, List<Expression> more) {
        List<Expression> wanted = new ArrayList<>(relation.projection());
        wanted.addAll(keys);
        wanted.addAll(more);
        Relation.Placed placed = relation.placed(ids, wanted);
        int size = relation.projection().size();
        return new Side(
                placed.node(),
                placed.columns().subList(0, size),
                placed.positions().subList(size, size + keys.size()),
                placed.positions().subList(size + keys.size(), wanted.size()));
    }

    /** A key in the type that it is compared in; whole numbers are the same in all widths. */
    static Expression key(Expression expression, DataType type) {
        boolean isWhole = type.kind() == dev.millrace.model.TypeKind.BIGINT
                || type.kind().isTimestamp()
                || type.kind() == dev.millrace.model.TypeKind.DOUBLE
                        && expression.type().kind().isFloating();
        return isWhole ? expression : Casts.to(type, expression);
    }

    /** The relation with another of its time attributes. */
    Relation timedBy(Relation relation, int column) {
        if (relation.timeColumn() == column) {
            return relation;
        }
        PlanNode node = relation.node(ids);
        return Relation.of(
                new Calc(
                        ids.next("calc"),
                        node,
                        java.util.Optional.empty(),
                        Relation.columns(node.schema()),
                        node.schema(),
                        column,
                        node.resultKey()),
                Relation.columns(node.schema()),
                relation.names());
    }

    /**
     * Rows put into windows that keep their own time, which says more of what may still come than the window's end does. The window is
     * taken off the relation.
     */
    Relation windowed(Relation relation) {
        if (relation.window() == null) {
            PlanNode node = rowTimed(relation.input());
            return new Relation(node, relation.condition(), relation.projection(), relation.names(), null);
        }
        PlanNode input = relation.input();
        WindowAssign assign =
                new WindowAssign(ids.next("window"), input, relation.window().spec(), input.timeColumn());
        return new Relation(assign, relation.condition(), relation.projection(), relation.names(), null);
    }

    private PlanNode rowTimed(PlanNode node) {
        if (node instanceof WindowAssign assign) {
            return new WindowAssign(
                    ids.next("window"),
                    assign.input(),
                    assign.window(),
                    assign.input().timeColumn());
        }
        if (node instanceof Calc calc) {
            PlanNode input = rowTimed(calc.input());
            if (input == calc.input()) {
                return calc;
            }
            Set<Integer> times = TimeAttributes.through(calc.projection(), Set.of(input.timeColumn()));
            return new Calc(
                    ids.next("calc"),
                    input,
                    calc.condition(),
                    calc.projection(),
                    calc.schema(),
                    times.isEmpty() ? -1 : times.iterator().next(),
                    calc.resultKey());
        }
        return node;
    }

    /** Columns of two nodes side by side; those of a side that may have no row there may be NULL. */
    static Schema both(PlanNode left, PlanNode right, boolean isLeftThere, boolean isRightThere) {
        List<Column> columns = new ArrayList<>();
        left.schema().columns().forEach(c -> columns.add(isLeftThere ? c : nullable(c)));
        right.schema().columns().forEach(c -> columns.add(isRightThere ? c : nullable(c)));
        return new Schema(columns);
    }

    private static Column nullable(Column column) {
        return new Column(column.name(), column.type().withNullable(true));
    }

    /** The expressions, which are columns of a node, as columns of a join where they stand behind others. */
    static List<Expression> in(Schema join, List<Expression> columns, int by) {
        return columns.stream()
                .map(c -> ((InputColumn) c).column() + by)
                .<Expression>map(column -> new InputColumn(column, join.type(column)))
                .toList();
    }
}
