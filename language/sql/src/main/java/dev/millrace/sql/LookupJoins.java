// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.Column;
import dev.millrace.model.Schema;
import dev.millrace.model.TypeKind;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.Scan;
import dev.millrace.plan.StreamJoin.Kind;
import dev.millrace.plan.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Joins of a stream with a table outside, which is asked for the rows of each key when a row of the stream is processed. */
final class LookupJoins {
    private static final Set<TypeKind> NESTED = Set.of(TypeKind.ROW, TypeKind.ARRAY, TypeKind.MAP);

    private final PlanContext context;
    private final JoinSides sides;

    LookupJoins(PlanContext context) {
        this.context = context;
        sides = new JoinSides(context.ids());
    }

    /** Whether the right side is a table that is asked and not read. */
    boolean isPossible(JoinPlanner.Inputs inputs) {
        return inputs.right().input() instanceof Scan scan && context.usage().isLookedUp(scan.table());
    }

    /** {@code FOR SYSTEM_TIME AS OF} a time of processing. */
    Relation join(JoinPlanner.Inputs inputs) {
        TableDefinition table = ((Scan) inputs.right().input()).table();
        if (inputs.kind() != Kind.INNER && inputs.kind() != Kind.LEFT) {
            throw error(
                    inputs,
                    "a join with \"" + table.name() + "\" is " + inputs.kind()
                            + ", but a table outside only answers for rows of the stream",
                    "Use JOIN or LEFT JOIN with the table at the right.");
        }
        requireProcessingTime(inputs, table);
        Relation stream = inputs.left().window() == null
                ? inputs.left()
                : Relation.of(inputs.left().node(context.ids()));
        List<Expression> left = new ArrayList<>();
        inputs.terms()
                .equalities
                .forEach(e -> left.add(JoinSides.key(PlanContext.translate(e.left(), stream.projection()), e.type())));
        JoinSides.Side side = sides.side(stream, left, List.of());
        return new Planned(inputs, table, side).relation();
    }

    private void requireProcessingTime(JoinPlanner.Inputs inputs, TableDefinition table) {
        List<RexNode> time = inputs.terms().systemTime().orElseThrow().getOperands();
        boolean isNow = time.isEmpty()
                || time.get(0) instanceof RexInputRef ref && ProcessingTime.is(inputs.left(), ref.getIndex());
        if (!isNow) {
            throw error(
                    inputs,
                    "table \"" + table.name() + "\" of connector \""
                            + table.table().connector()
                            + "\" knows its rows of now only, not those of the time in FOR SYSTEM_TIME AS OF",
                    "Write  FOR SYSTEM_TIME AS OF PROCTIME(),  or name a column  proc_time AS PROCTIME()  of the stream's table.");
        }
    }

    private RuntimeException error(JoinPlanner.Inputs inputs, String fact, String hint) {
        return context.error(SqlErrorCode.JOIN, fact, hint, place(inputs));
    }

    private SqlParserPos place(JoinPlanner.Inputs inputs) {
        return context.places()
                .join(Tables.below(inputs.right().input()).stream()
                        .map(TableDefinition::name)
                        .toList());
    }

    /** The columns of both sides and what is said of them. */
    private final class Planned {
        private final JoinPlanner.Inputs inputs;
        private final TableDefinition table;
        private final JoinSides.Side stream;
        private final int size;
        private final Schema schema;
        /** Columns of both relations over the join's. */
        private final List<Expression> columns;

        private final Unfiltered.Replacing inTable;
        private Optional<Expression> condition = Optional.empty();
        private final List<LookupJoin.Key> keys = new ArrayList<>();

        Planned(JoinPlanner.Inputs inputs, TableDefinition table, JoinSides.Side stream) {
            this.inputs = inputs;
            this.table = table;
            this.stream = stream;
            size = stream.node().schema().size();
            schema = schema();
            List<Expression> physical = new ArrayList<>();
            for (int i = size; i < schema.size(); i++) {
                physical.add(new InputColumn(i, schema.type(i)));
            }
            Unfiltered.Replacing ofPhysical = new Unfiltered.Replacing(physical);
            inTable = new Unfiltered.Replacing(
                    table.projection().stream().map(e -> e.accept(ofPhysical)).toList());
            columns = new ArrayList<>(stream.columns());
            inputs.right().projection().forEach(e -> columns.add(e.accept(inTable)));
        }

        private Schema schema() {
            List<Column> both = new ArrayList<>(stream.node().schema().columns());
            for (Column column : table.table().schema().columns()) {
                both.add(new Column(column.name(), column.type().withNullable(true)));
            }
            return new Schema(both);
        }

        Relation relation() {
            findKeys();
            List<RexNode> rest = new ArrayList<>(inputs.terms().others);
            rest.addAll(inputs.terms().leftOnly);
            rest.addAll(inputs.terms().rightOnly);
            for (RexNode term : rest) {
                condition = PlanContext.and(condition, PlanContext.translate(term, columns));
            }
            if (inputs.right().condition() != null) {
                condition =
                        PlanContext.and(condition, inputs.right().condition().accept(inTable));
            }
            String id = context.ids().next("lookup");
            Identity identity = Identity.of(node(id, List.of()));
            return Relation.of(node(id, identity.columns()), columns, inputs.names());
        }

        private LookupJoin node(String id, List<Integer> resultKey) {
            return new LookupJoin(
                    id, stream.node(), table, keys, inputs.kind() == Kind.LEFT, condition, schema, resultKey);
        }

        private void findKeys() {
            for (int i = 0; i < inputs.terms().equalities.size(); i++) {
                JoinTerms.Equality equality = inputs.terms().equalities.get(i);
                Expression right = PlanContext.translate(equality.right(), columns);
                boolean isKey = right instanceof InputColumn column
                        && column.column() >= size
                        && !NESTED.contains(column.type().kind());
                if (isKey) {
                    keys.add(new LookupJoin.Key(stream.keys().get(i), ((InputColumn) right).column() - size));
                } else {
                    condition = PlanContext.and(condition, PlanContext.translate(equality.condition(), columns));
                }
            }
            if (keys.isEmpty()) {
                throw error(
                        inputs,
                        "table \"" + table.name() + "\" is asked by key, but the condition equates none of its columns",
                        "Add  ON s.k = " + table.name() + ".k  with a column of each side.");
            }
        }
    }
}
