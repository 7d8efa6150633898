// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.MillraceException;
import dev.millrace.model.Schema;
import dev.millrace.plan.Expression;
import dev.millrace.plan.JoinSide;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.StreamJoin;
import dev.millrace.plan.StreamJoin.Kind;
import dev.millrace.plan.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexNode;

/** Joins of two streams: by bounds on their times, or by their windows. */
final class StreamJoins {
    private final PlanContext context;
    private final JoinSides sides;

    StreamJoins(PlanContext context) {
        this.context = context;
        sides = new JoinSides(context.ids());
    }

    /** A join in the making: both sides, and what is left of the condition. */
    private record Parts(JoinSides.Side left, JoinSides.Side right, List<RexNode> rest, StreamJoin.Range range) {
        int leftSize() {
            return left.node().schema().size();
        }
    }

    /** How the times of both sides are related. */
    JoinBounds bounds(JoinPlanner.Inputs inputs) {
        JoinBounds bounds = new JoinBounds(
                inputs.left().projection(), times(inputs.left()), inputs.right().projection(), times(inputs.right()));
        inputs.terms().ofBoth().forEach(bounds::add);
        return bounds;
    }

    private static Set<Integer> times(Relation relation) {
        if (relation.window() != null) {
            return relation.timeColumn() < 0 ? Set.of() : Set.of(relation.timeColumn());
        }
        return TimeAttributes.through(relation.projection(), TimeAttributes.of(relation.input()));
    }

    Relation within(JoinPlanner.Inputs inputs, JoinBounds bounds) {
        Relation left = sides.timedBy(inputs.left(), bounds.leftTime());
        Relation right = sides.timedBy(inputs.right(), bounds.rightTime());
        JoinPlanner.Inputs timed = new JoinPlanner.Inputs(left, right, inputs.kind(), inputs.terms(), inputs.names());
        JoinBounds taken = new JoinBounds(
                inputs.left().projection(),
                Set.of(bounds.leftTime()),
                inputs.right().projection(),
                Set.of(bounds.rightTime()));
        List<RexNode> rest = new ArrayList<>();
        for (RexNode term : inputs.terms().others) {
            if (!taken.add(term)) {
                rest.add(term);
            }
        }
        List<JoinTerms.Equality> keys = inputs.terms().equalities.stream()
                .filter(e -> !taken.add(e.condition()))
                .toList();
        return relation(timed, keys, rest, bounds.range());
    }

    /** Whether the condition equates the windows of both sides. */
    boolean isOfWindows(JoinPlanner.Inputs inputs) {
        JoinWindows left = JoinWindows.of(inputs.left());
        JoinWindows right = JoinWindows.of(inputs.right());
        if (!left.isWhole() || !right.isWhole()) {
            return false;
        }
        boolean hasStart = equality(inputs, left.starts(), right.starts()).isPresent();
        boolean hasEnd = equality(inputs, left.ends(), right.ends()).isPresent();
        if (hasStart ^ hasEnd) {
            String missing = hasStart ? "window_end" : "window_start";
            throw context.error(
                    SqlErrorCode.JOIN,
                    "the condition of a join of windows does not name \"" + missing + "\"",
                    "Add  AND l." + missing + " = r." + missing + "  with the names of both sides.",
                    place(inputs));
        }
        return hasStart;
    }

    private static Optional<JoinTerms.Equality> equality(
            JoinPlanner.Inputs inputs, Set<Integer> left, Set<Integer> right) {
        return inputs.terms().equalities.stream()
                .filter(e -> left.contains(e.leftColumn()) && right.contains(e.rightColumn() - inputs.leftColumns()))
                .findFirst();
    }

    Relation ofWindows(JoinPlanner.Inputs inputs) {
        JoinWindows left = JoinWindows.of(inputs.left());
        JoinWindows right = JoinWindows.of(inputs.right());
        JoinTerms.Equality start =
                equality(inputs, left.starts(), right.starts()).orElseThrow();
        JoinTerms.Equality end = equality(inputs, left.ends(), right.ends()).orElseThrow();
        List<JoinTerms.Equality> keys = inputs.terms().equalities.stream()
                .filter(e -> e != start && e != end)
                .toList();
        List<RexNode> rest = new ArrayList<>(inputs.terms().others);
        rest.add(start.condition());
        return relation(inputs, keys, rest, null);
    }

    /** The join; bounds are null for a join of windows. */
    private Relation relation(
            JoinPlanner.Inputs inputs, List<JoinTerms.Equality> keys, List<RexNode> rest, StreamJoin.Range range) {
        List<Expression> leftKeys = new ArrayList<>();
        List<Expression> rightKeys = new ArrayList<>();
        List<Expression> shiftedRight = new ArrayList<>(inputs.left().projection());
        shiftedRight.addAll(inputs.right().projection());
        for (JoinTerms.Equality key : keys) {
            leftKeys.add(JoinSides.key(
                    PlanContext.translate(key.left(), inputs.left().projection()), key.type()));
            rightKeys.add(JoinSides.key(PlanContext.translate(key.right(), shiftedRight), key.type()));
        }
        JoinSides.Side left = side(inputs.left(), leftKeys, range == null);
        JoinSides.Side right = side(inputs.right(), rightKeys, range == null);
        return relation(inputs, new Parts(left, right, rest, range));
    }

    /** Of a windowed side, also the column with the end of the window and the one with its time, where there is one. */
    private JoinSides.Side side(Relation relation, List<Expression> keys, boolean isWindowed) {
        if (!isWindowed) {
            return sides.side(relation, keys, List.of());
        }
        JoinWindows window = JoinWindows.of(relation);
        List<Expression> more = new ArrayList<>();
        more.add(relation.projection().get(window.ends().iterator().next()));
        window.times().stream()
                .limit(1)
                .forEach(t -> more.add(relation.projection().get(t)));
        return sides.side(sides.windowed(relation), keys, more);
    }

    private Relation relation(JoinPlanner.Inputs inputs, Parts parts) {
        PlanNode leftNode = parts.left().node();
        PlanNode rightNode = parts.right().node();
        Kind kind = inputs.kind();
        Schema both = JoinSides.both(leftNode, rightNode, !kind.keepsRight(), !kind.keepsLeft());
        List<RexNode> conditions = new ArrayList<>(parts.rest());
        conditions.addAll(inputs.terms().leftOnly);
        conditions.addAll(inputs.terms().rightOnly);
        List<Expression> columns =
                new ArrayList<>(JoinSides.in(both, parts.left().columns(), 0));
        columns.addAll(JoinSides.in(both, parts.right().columns(), parts.leftSize()));
        boolean isPaired = kind.isPaired();
        StreamJoin join = new StreamJoin(
                context.ids().next("join"),
                side(parts.left(), parts.range() == null),
                side(parts.right(), parts.range() == null),
                kind,
                parts.range() == null ? new StreamJoin.Range(0, 0) : parts.range(),
                PlanContext.conjunction(conditions, columns),
                isPaired ? both : leftNode.schema(),
                timeColumn(kind, parts),
                List.of(),
                context.emit());
        StreamJoin identified = new StreamJoin(
                join.id(),
                join.left(),
                join.right(),
                join.kind(),
                join.range(),
                join.condition(),
                join.schema(),
                join.timeColumn(),
                Identity.of(join).columns(),
                join.emit());
        return Relation.of(identified, isPaired ? columns : parts.left().columns(), inputs.names());
    }

    private JoinSide side(JoinSides.Side side, boolean isWindowed) {
        return new JoinSide(
                side.node(),
                side.keys(),
                isWindowed ? side.more().get(0) : -1,
                TimeRules.ofWindows(side.node(), context.emit()));
    }

    private static int timeColumn(Kind kind, Parts parts) {
        int left = timeColumn(parts.left(), parts.range() == null);
        int right = timeColumn(parts.right(), parts.range() == null);
        return switch (kind) {
            case INNER, LEFT, SEMI, ANTI -> left;
            case RIGHT -> right < 0 ? -1 : parts.leftSize() + right;
            case FULL -> -1;
        };
    }

    /** The time attribute of a side; of windows window_time, -1 when it is not among the columns. */
    private static int timeColumn(JoinSides.Side side, boolean isWindowed) {
        if (!isWindowed) {
            return side.node().timeColumn();
        }
        return side.more().size() > 1 ? side.more().get(1) : -1;
    }

    private org.apache.calcite.sql.parser.SqlParserPos place(JoinPlanner.Inputs inputs) {
        return context.places()
                .join(Tables.below(inputs.right().input()).stream()
                        .map(TableDefinition::name)
                        .toList());
    }

    /** Why a join cannot be run, and what to add. */
    MillraceException unbounded(JoinPlanner.Inputs inputs, JoinBounds bounds) {
        // A bound would not help with a table that can only be asked.
        context.usage().requireLookedUp(inputs.left().input(), context.places());
        context.usage().requireLookedUp(inputs.right().input(), context.places());
        String fact = bounds.isOneSided()
                ? "the condition of the join bounds the time on one side only, so rows would wait for partners for ever"
                : "the join has no time bound, so it would have to keep every row of both sides for ever";
        return context.error(SqlErrorCode.JOIN, fact, cure(inputs), place(inputs));
    }

    private static String cure(JoinPlanner.Inputs inputs) {
        String left = time(inputs.left());
        String right = time(inputs.right());
        boolean areWindows = JoinWindows.of(inputs.left()).isWhole()
                && JoinWindows.of(inputs.right()).isWhole();
        if (areWindows) {
            return "Equate the windows:  l.window_start = r.window_start AND l.window_end = r.window_end.";
        }
        String bound = "Add a bound between the time attributes, for example  AND r." + right + " BETWEEN l." + left
                + " - INTERVAL '1' MINUTE AND l." + left + " + INTERVAL '1' MINUTE";
        return bound + "; or join with a table whose PRIMARY KEY the condition equates: each row gets its newest row.";
    }

    private static String time(Relation relation) {
        return relation.timeColumn() < 0 ? "ts" : relation.names().get(relation.timeColumn());
    }
}
