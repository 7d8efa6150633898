// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.DataType;
import dev.millrace.model.Schema;
import dev.millrace.plan.Calc;
import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.JoinSide;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.ReferenceJoin;
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

/** Joins of a stream with a table that has one row a key: its newest one, or the version valid at the stream row's time. */
final class ReferenceJoins {
    private final PlanContext context;
    private final JoinSides sides;

    ReferenceJoins(PlanContext context) {
        this.context = context;
        sides = new JoinSides(context.ids());
    }

    /** Which side is the table. */
    private record Roles(boolean isTableRight, boolean isOuter) {}

    /** Whether one side has a key that the condition equates, and the kind of the join asks for its rows only as partners. */
    boolean isPossible(JoinPlanner.Inputs inputs) {
        return roles(inputs).isPresent();
    }

    private static Optional<Roles> roles(JoinPlanner.Inputs inputs) {
        boolean isRight = isReference(inputs, true);
        boolean isLeft = isReference(inputs, false);
        if (isRight && isUpsert(inputs.left().input())
                || isLeft && isUpsert(inputs.right().input())) {
            return Optional.empty();
        }
        boolean isLookUp = inputs.kind() != Kind.RIGHT && inputs.kind() != Kind.FULL;
        if (isRight && isLookUp) {
            return Optional.of(new Roles(true, inputs.kind().keepsLeft()));
        }
        if (isLeft && (inputs.kind() == Kind.INNER || inputs.kind() == Kind.RIGHT)) {
            return Optional.of(new Roles(false, inputs.kind() == Kind.RIGHT));
        }
        return Optional.empty();
    }

    /** Whether the rows are those of a table with a key, which replace each other and so are no stream. */
    private static boolean isUpsert(PlanNode node) {
        if (node instanceof Calc calc) {
            return isUpsert(calc.input());
        }
        return node instanceof Scan scan && !scan.table().table().primaryKey().isEmpty() && scan.timeColumn() < 0;
    }

    private static boolean isReference(JoinPlanner.Inputs inputs, boolean isRight) {
        Relation relation = isRight ? inputs.right() : inputs.left();
        List<Set<Integer>> parts =
                key(relation.input()).through(relation.projection()).parts();
        List<Integer> equated = inputs.terms().equalities.stream()
                .map(e -> isRight ? e.rightColumn() - inputs.leftColumns() : e.leftColumn())
                .toList();
        return relation.window() == null
                && !parts.isEmpty()
                && parts.stream().allMatch(part -> part.stream().anyMatch(equated::contains));
    }

    /** The PRIMARY KEY of a table, what tells the rows of a result. */
    private static Identity key(PlanNode node) {
        if (node instanceof Scan scan) {
            List<Set<Integer>> parts = new ArrayList<>();
            for (String column : scan.table().table().primaryKey()) {
                parts.add(Set.of(scan.schema().indexOf(column)));
            }
            return new Identity(parts);
        }
        return node instanceof Calc calc ? key(calc.input()).through(calc.projection()) : Identity.of(node);
    }

    Relation newest(JoinPlanner.Inputs inputs) {
        return join(inputs, roles(inputs).orElseThrow(), false);
    }

    /** {@code FOR SYSTEM_TIME AS OF}. */
    Relation asOf(JoinPlanner.Inputs inputs) {
        boolean isKeyed = isReference(inputs, true);
        boolean isKind = inputs.kind() == Kind.INNER || inputs.kind() == Kind.LEFT;
        if (!isKeyed || !isKind) {
            throw context.error(
                    SqlErrorCode.JOIN,
                    isKeyed
                            ? "a join with FOR SYSTEM_TIME AS OF is " + inputs.kind()
                                    + ", but the table only answers for rows of the stream"
                            : "FOR SYSTEM_TIME AS OF needs a table whose PRIMARY KEY the condition equates",
                    isKeyed
                            ? "Use JOIN or LEFT JOIN with the table at the right."
                            : "Add  PRIMARY KEY (k) NOT ENFORCED  to the table, and  ON s.k = t.k  to the join.",
                    place(inputs));
        }
        List<RexNode> time = inputs.terms().systemTime().orElseThrow().getOperands();
        boolean isNow = time.isEmpty()
                || time.get(0) instanceof RexInputRef ref && ProcessingTime.is(inputs.left(), ref.getIndex());
        if (isNow) {
            return join(inputs, new Roles(true, inputs.kind() == Kind.LEFT), false);
        }
        Set<Integer> times = TimeAttributes.through(
                inputs.left().projection(), TimeAttributes.of(inputs.left().input()));
        int column = time.get(0) instanceof RexInputRef ref ? ref.getIndex() : -1;
        if (!times.contains(column)) {
            throw context.error(
                    SqlErrorCode.TIME_ATTRIBUTE,
                    "FOR SYSTEM_TIME AS OF needs the time attribute of the stream at the left",
                    inputs.left().timeColumn() < 0
                            ? "Add a WATERMARK to the table of the stream and name its column."
                            : "Write  FOR SYSTEM_TIME AS OF s."
                                    + inputs.left().names().get(inputs.left().timeColumn()) + ".",
                    place(inputs));
        }
        if (inputs.right().timeColumn() < 0) {
            throw context.error(
                    SqlErrorCode.TIME_ATTRIBUTE,
                    "FOR SYSTEM_TIME AS OF needs to know since when a row of the table is valid, but the table has no WATERMARK",
                    "Add  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND  to CREATE TABLE, or leave FOR SYSTEM_TIME AS OF out to get the newest row.",
                    place(inputs));
        }
        Relation timed = sides.timedBy(inputs.left(), column);
        return join(
                new JoinPlanner.Inputs(timed, inputs.right(), inputs.kind(), inputs.terms(), inputs.names()),
                new Roles(true, inputs.kind() == Kind.LEFT),
                true);
    }

    private Relation join(JoinPlanner.Inputs inputs, Roles roles, boolean isVersioned) {
        boolean isRight = roles.isTableRight();
        Unfiltered table = Unfiltered.of(isRight ? inputs.right() : inputs.left());
        Relation streamRelation = whole(isRight ? inputs.left() : inputs.right());
        List<Expression> both = new ArrayList<>((isRight ? streamRelation : table.relation()).projection());
        both.addAll((isRight ? table.relation() : streamRelation).projection());
        List<Expression> leftKeys = new ArrayList<>();
        List<Expression> rightKeys = new ArrayList<>();
        for (JoinTerms.Equality equality : inputs.terms().equalities) {
            leftKeys.add(JoinSides.key(PlanContext.translate(equality.left(), both), equality.type()));
            rightKeys.add(JoinSides.key(PlanContext.translate(equality.right(), both), equality.type()));
        }
        JoinSides.Side stream = sides.side(streamRelation, isRight ? leftKeys : rightKeys, List.of());
        JoinSides.Side other = sides.side(table.relation(), isRight ? rightKeys : leftKeys, table.conditions());
        int size = stream.node().schema().size();
        boolean isOuter = roles.isOuter();
        Schema schema = JoinSides.both(stream.node(), other.node(), true, !isOuter);
        List<Expression> tableColumns = JoinSides.in(schema, other.columns(), size);
        List<Expression> columns = new ArrayList<>(isRight ? stream.columns() : tableColumns);
        columns.addAll(isRight ? tableColumns : stream.columns());
        List<RexNode> rest = new ArrayList<>(inputs.terms().others);
        rest.addAll(inputs.terms().leftOnly);
        rest.addAll(inputs.terms().rightOnly);
        Optional<Expression> condition = PlanContext.conjunction(rest, columns);
        for (int position : other.more()) {
            condition = PlanContext.and(condition, new InputColumn(size + position, DataType.BOOLEAN));
        }
        ReferenceJoin join = new ReferenceJoin(
                context.ids().next("join"),
                new JoinSide(stream.node(), stream.keys(), -1, TimeRules.of(stream.node())),
                new JoinSide(other.node(), other.keys(), -1, TimeRules.of(other.node())),
                isVersioned,
                isOuter,
                condition,
                schema,
                context.emit(),
                Identity.of(stream.node()).columns());
        if (inputs.kind().isPaired()) {
            return Relation.of(join, columns, inputs.names());
        }
        Relation found = Relation.of(join, stream.columns(), inputs.names());
        int key = size + other.keys().get(0);
        return inputs.kind() == Kind.SEMI
                ? found
                : found.withCondition(
                        new Call("IS_NULL", List.of(new InputColumn(key, schema.type(key))), DataType.BOOLEAN));
    }

    /** Rows in windows keep the window's time: a node is made of them. */
    private Relation whole(Relation relation) {
        return relation.window() == null ? relation : Relation.of(relation.node(context.ids()));
    }

    private SqlParserPos place(JoinPlanner.Inputs inputs) {
        return context.places()
                .join(Tables.below(inputs.right().input()).stream()
                        .map(TableDefinition::name)
                        .toList());
    }
}
