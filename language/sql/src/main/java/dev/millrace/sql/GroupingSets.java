// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.Column;
import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.model.TypeKind;
import dev.millrace.plan.Calc;
import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Literal;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Union;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * GROUPING SETS, CUBE and ROLLUP: every row once for each set, with NULL in the columns that the set leaves out and the number of the
 * set, by which it is then grouped too. So a group whose key is NULL and a group over all keys stay two.
 */
final class GroupingSets {
    private final Aggregate aggregate;
    /** Grouping columns that are no window columns, in order. */
    private final List<Integer> keys;

    GroupingSets(Aggregate aggregate, List<Integer> keys) {
        this.aggregate = aggregate;
        this.keys = keys;
    }

    /** Whether there are several sets, or the query asks for the number of the only one. */
    boolean isSeveral() {
        return aggregate.getGroupType() != Aggregate.Group.SIMPLE;
    }

    /**
     * Repeats the rows of a node.
     *
     * @param columns positions of the keys in the node
     * @return a node that has the keys and the number of the set behind the columns of the given one
     */
    PlanNode repeated(PlanNode node, List<Integer> columns, NodeNames ids) {
        List<Column> all = new ArrayList<>(node.schema().columns());
        for (int i = 0; i < columns.size(); i++) {
            Column column = node.schema().column(columns.get(i));
            all.add(new Column(column.name() + "_group", column.type().withNullable(true)));
        }
        all.add(new Column("grouping_set", DataType.BIGINT));
        Schema schema = new Schema(all);
        List<PlanNode> branches = new ArrayList<>();
        for (ImmutableBitSet set : aggregate.getGroupSets()) {
            List<Expression> projection = new ArrayList<>(Relation.columns(node.schema()));
            for (int i = 0; i < columns.size(); i++) {
                DataType type = schema.type(node.schema().size() + i);
                projection.add(set.get(keys.get(i)) ? new InputColumn(columns.get(i), type) : new Literal(null, type));
            }
            projection.add(new Literal(number(set, keys), DataType.BIGINT));
            branches.add(new Calc(
                    ids.next("grouping"),
                    node,
                    Optional.empty(),
                    projection,
                    schema,
                    node.timeColumn(),
                    repeatedKey(node, schema)));
        }
        return new Union(ids.next("groupings"), branches, schema, node.timeColumn());
    }

    private static List<Integer> repeatedKey(PlanNode node, Schema schema) {
        List<Integer> known = Identity.of(node).columns();
        if (known.isEmpty()) {
            return List.of();
        }
        List<Integer> key = new ArrayList<>(known);
        key.add(schema.size() - 1);
        return key;
    }

    /** One bit for each column, the last the lowest: 1 when the set leaves it out. */
    private static long number(ImmutableBitSet set, List<Integer> columns) {
        long number = 0;
        for (int column : columns) {
            number = number * 2 + (set.get(column) ? 0 : 1);
        }
        return number;
    }

    /** Value of GROUPING, GROUPING_ID or GROUP_ID, given the number of the set; null when there is only one set. */
    Expression value(AggregateCall call, Expression setNumber) {
        DataType type = CalciteTypes.of(call.getType());
        if (call.getAggregation().getKind() == SqlKind.GROUP_ID || setNumber == null) {
            return literal(0, type);
        }
        List<Expression> arguments = new ArrayList<>();
        for (ImmutableBitSet set : aggregate.getGroupSets()) {
            Literal number = new Literal(number(set, keys), DataType.BIGINT);
            arguments.add(new Call("=", List.of(setNumber, number), DataType.BOOLEAN));
            arguments.add(literal(number(set, call.getArgList()), type));
        }
        arguments.add(literal(0, type));
        return new Call("CASE", arguments, type);
    }

    private static Literal literal(long value, DataType type) {
        return new Literal(type.kind() == TypeKind.INT ? (Object) (int) value : value, type);
    }
}
