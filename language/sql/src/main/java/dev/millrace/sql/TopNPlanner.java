// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.DataType;
import dev.millrace.model.TypeKind;
import dev.millrace.plan.AttachedWindow;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.Literal;
import dev.millrace.plan.Match.SortKey;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.TopN;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Util;

/** {@code SELECT ... FROM (SELECT ..., ROW_NUMBER() OVER (...) AS n ...) WHERE n <= 3}: a filter over the number of a row. */
final class TopNPlanner {
    private final PlanContext context;
    private final Function<RelNode, Relation> planner;

    TopNPlanner(PlanContext context, Function<RelNode, Relation> planner) {
        this.context = context;
        this.planner = planner;
    }

    /**
     * The filter as a top N, empty when it is something else.
     *
     * @param reader what reads the filter and uses some of its columns; null when all are used
     */
    Optional<Relation> plan(Filter filter, Project reader) {
        Project project = numbered(filter.getInput());
        int rank = project == null ? -1 : rankColumn(project);
        if (rank < 0) {
            return Optional.empty();
        }
        List<RexNode> rest = new ArrayList<>();
        int[] range = range(filter, rank, rest);
        if (range[1] == Integer.MAX_VALUE) {
            return Optional.empty();
        }
        RexOver over = (RexOver) project.getProjects().get(rank);
        boolean isShown = range[0] != range[1] && (reader == null || isUsed(reader, rest, rank));
        Relation ranked = ranked(project, over, new TopN.Ranks(range[0], requireBounded(range), isShown));
        ranked = ranked.withProjection(ranked.projection(), filter.getRowType().getFieldNames());
        for (RexNode condition : rest) {
            ranked = ranked.withCondition(PlanContext.translate(condition, ranked.projection()));
        }
        return Optional.of(ranked);
    }

    /** The projection that numbers rows, which may stand in a view. */
    private Project numbered(RelNode rel) {
        RelNode found = rel instanceof org.apache.calcite.rel.core.TableScan scan
                ? context.views()
                        .apply(Util.last(scan.getTable().getQualifiedName()))
                        .orElse(rel)
                : rel;
        return found instanceof Project project ? project : null;
    }

    private static int rankColumn(Project project) {
        int found = -1;
        for (int i = 0; i < project.getProjects().size(); i++) {
            RexNode expression = project.getProjects().get(i);
            if (expression instanceof RexOver over && over.getAggOperator().getKind() == SqlKind.ROW_NUMBER) {
                found = i;
            } else if (RexOver.containsOver(List.of(expression), null)) {
                return -1;
            }
        }
        return found;
    }

    /** Numbers that pass; conditions about other columns go to {@code rest}. */
    private int[] range(Filter filter, int rank, List<RexNode> rest) {
        int[] range = {1, Integer.MAX_VALUE};
        RexNode condition = RexUtil.expandSearch(filter.getCluster().getRexBuilder(), null, filter.getCondition());
        for (RexNode part : RelOptUtil.conjunctions(condition)) {
            if (!narrow(range, part, rank)) {
                rest.add(part);
            }
        }
        return range;
    }

    private static boolean narrow(int[] range, RexNode part, int rank) {
        if (!(part instanceof RexCall call) || call.getOperands().size() != 2) {
            return false;
        }
        boolean isReversed = isRank(call.getOperands().get(1), rank);
        RexNode bound = call.getOperands().get(isReversed ? 0 : 1);
        boolean isBound = (isReversed || isRank(call.getOperands().get(0), rank))
                && bound instanceof RexLiteral literal
                && literal.getValueAs(BigDecimal.class) != null;
        if (!isBound) {
            return false;
        }
        BigDecimal value = ((RexLiteral) bound).getValueAs(BigDecimal.class);
        int least = value.setScale(0, java.math.RoundingMode.CEILING).intValue();
        int greatest = value.setScale(0, java.math.RoundingMode.FLOOR).intValue();
        SqlKind kind = isReversed ? call.getKind().reverse() : call.getKind();
        switch (kind) {
            case LESS_THAN -> range[1] = Math.min(range[1], least - 1);
            case LESS_THAN_OR_EQUAL -> range[1] = Math.min(range[1], greatest);
            case GREATER_THAN -> range[0] = Math.max(range[0], greatest + 1);
            case GREATER_THAN_OR_EQUAL -> range[0] = Math.max(range[0], least);
            case EQUALS -> {
                range[0] = Math.max(range[0], least);
                range[1] = Math.min(range[1], greatest);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean isRank(RexNode node, int rank) {
        return node instanceof RexInputRef ref && ref.getIndex() == rank;
    }

    private static boolean isUsed(Project reader, List<RexNode> rest, int rank) {
        boolean[] found = {false};
        RexVisitorImpl<Void> visitor = new RexVisitorImpl<>(true) {
            @Override
            public Void visitInputRef(RexInputRef ref) {
                found[0] |= ref.getIndex() == rank;
                return null;
            }
        };
        reader.getProjects().forEach(e -> e.accept(visitor));
        rest.forEach(e -> e.accept(visitor));
        return found[0];
    }

    private int requireBounded(int[] range) {
        if (range[0] > range[1] || range[1] > TopN.ROWS_MAX) {
            throw context.error(
                    SqlErrorCode.TOP_N,
                    "the condition asks for rows number " + range[0] + " to " + range[1] + " of each group",
                    "Ask for numbers from 1 to " + TopN.ROWS_MAX + ", the least first.",
                    context.places().query());
        }
        return range[1];
    }

    private Relation ranked(Project project, RexOver over, TopN.Ranks ranks) {
        Relation input = planner.apply(project.getInput()).reassigned();
        NodeNames ids = context.ids();
        Relation base = input.window() == null ? input : Relation.of(input.nodeOfRowTime(ids));
        List<Expression> wanted = new ArrayList<>();
        List<RexNode> others =
                project.getProjects().stream().filter(e -> e != over).toList();
        others.forEach(e -> wanted.add(PlanContext.translate(e, base.projection())));
        over.getWindow().partitionKeys.forEach(e -> wanted.add(PlanContext.translate(e, base.projection())));
        over.getWindow().orderKeys.forEach(e -> wanted.add(PlanContext.translate(e.left, base.projection())));
        Relation.Placed placed = base.placed(ids, wanted);
        int partitions = over.getWindow().partitionKeys.size();
        List<Integer> groups = placed.positions().subList(others.size(), others.size() + partitions);
        List<Integer> order = placed.positions().subList(others.size() + partitions, wanted.size());
        TopN node = node(placed.node(), groups, sortKeys(over, order, placed.node()), ranks);
        return relation(project, over, node, placed);
    }

    /**
     * {@code ORDER BY x LIMIT n} of a whole query: a top N of one group. Without ORDER BY the first rows by time, without LIMIT the
     * order of time, in which rows come anyway.
     */
    Relation sorted(Sort sort) {
        Relation read = planner.apply(sort.getInput());
        List<RelFieldCollation> collations = sort.getCollation().getFieldCollations();
        if (sort.fetch == null) {
            requireTimeOrder(read, collations);
            return read;
        }
        Relation input = read.reassigned();
        NodeNames ids = context.ids();
        Relation base = input.window() == null ? input : Relation.of(input.nodeOfRowTime(ids));
        Relation.Placed placed = base.placed(ids, base.projection());
        PlanNode node = placed.node();
        List<SortKey> order = new ArrayList<>();
        for (RelFieldCollation collation : collations) {
            int column = placed.positions().get(collation.getFieldIndex());
            order.add(sortKey(column, collation.getDirection(), collation.nullDirection, node));
        }
        if (order.isEmpty() && node.timeColumn() >= 0) {
            order.add(new SortKey(node.timeColumn(), true, true));
        }
        int[] range = {1 + constant(sort.offset, 0), constant(sort.offset, 0) + constant(sort.fetch, 0)};
        if (order.isEmpty()) {
            throw context.error(
                    SqlErrorCode.TOP_N,
                    "LIMIT takes the first rows by time, but the rows have no time attribute",
                    "Add  ORDER BY  and what makes a row the first.",
                    context.places().query());
        }
        TopN top = node(node, List.of(), order, new TopN.Ranks(range[0], requireBounded(range), false));
        List<Expression> columns = placed.positions().stream()
                .<Expression>map(p -> new InputColumn(p, top.schema().type(p)))
                .toList();
        return Relation.of(top, columns, sort.getRowType().getFieldNames());
    }

    private void requireTimeOrder(Relation read, List<RelFieldCollation> collations) {
        boolean isByTime = collations.size() == 1
                && collations.get(0).getDirection() == RelFieldCollation.Direction.ASCENDING
                && (read.timeColumn() == collations.get(0).getFieldIndex()
                        || TimeAttributes.through(read.projection(), TimeAttributes.of(read.input()))
                                .contains(collations.get(0).getFieldIndex()));
        if (!isByTime) {
            throw context.error(
                    SqlErrorCode.ORDER_BY,
                    QueryRewriter.ORDER_FACT,
                    QueryRewriter.ORDER_HINT,
                    context.places().order());
        }
    }

    private int constant(RexNode node, int otherwise) {
        if (node == null) {
            return otherwise;
        }
        BigDecimal value = node instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
        return value == null
                ? TopN.ROWS_MAX + 1
                : value.min(BigDecimal.valueOf(TopN.ROWS_MAX + 1L)).intValue();
    }

    private SortKey sortKey(
            int column, RelFieldCollation.Direction direction, RelFieldCollation.NullDirection nulls, PlanNode node) {
        TypeKind kind = node.schema().type(column).kind();
        if (kind == TypeKind.ROW || kind == TypeKind.ARRAY || kind == TypeKind.MAP) {
            throw context.error(
                    SqlErrorCode.TOP_N,
                    "rows are numbered by \"" + node.schema().name(column) + "\" of type "
                            + node.schema().type(column) + ", which has no order",
                    "Order by a number, a text or a time.",
                    context.places().overOrder());
        }
        boolean isAscending = direction != RelFieldCollation.Direction.DESCENDING;
        // As in Flink: NULL is the least value.
        boolean isNullsFirst = nulls == RelFieldCollation.NullDirection.UNSPECIFIED
                ? isAscending
                : nulls == RelFieldCollation.NullDirection.FIRST;
        return new SortKey(column, isAscending, isNullsFirst);
    }

    private List<SortKey> sortKeys(RexOver over, List<Integer> columns, PlanNode node) {
        List<SortKey> keys = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            RexFieldCollation collation = over.getWindow().orderKeys.get(i);
            keys.add(sortKey(columns.get(i), collation.getDirection(), collation.getNullDirection(), node));
        }
        if (keys.isEmpty()) {
            throw context.error(
                    SqlErrorCode.TOP_N,
                    "ROW_NUMBER numbers rows in no order",
                    "Add  ORDER BY  and what makes a row the first.",
                    context.places().overOrder());
        }
        return keys;
    }

    private TopN node(PlanNode input, List<Integer> groups, List<SortKey> order, TopN.Ranks ranks) {
        AttachedWindow window = AttachedWindows.among(input, groups);
        if (window.isNone() && input.timeColumn() < 0) {
            throw context.noTime(
                    "LIMIT or ROW_NUMBER",
                    Relation.of(input),
                    input.schema().name(order.get(0).column()),
                    context.places().overOrder());
        }
        List<Integer> keys = groups.stream()
                .filter(g -> !window.columns().contains(g))
                .distinct()
                .toList();
        WindowColumns known = WindowColumns.of(input);
        int time = known.properties().entrySet().stream()
                .filter(e -> e.getValue() == dev.millrace.plan.WindowAggregate.WindowProperty.TIME)
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElse(-1);
        List<Integer> identity = new ArrayList<>();
        if (ranks.isPlace()) {
            groups.stream().distinct().forEach(identity::add);
        } else {
            identity.addAll(Identity.of(input).columns());
        }
        if (ranks.isShown()) {
            identity.add(input.schema().size());
        }
        return new TopN(
                context.ids().next("topn"),
                input,
                keys,
                order,
                window,
                ranks,
                window.isNone() ? input.timeColumn() : time,
                TimeRules.ofWindows(input, context.emit()),
                context.emit(),
                identity);
    }

    private static Relation relation(Project project, RexOver over, TopN node, Relation.Placed placed) {
        List<Expression> columns = new ArrayList<>();
        int next = 0;
        for (RexNode expression : project.getProjects()) {
            if (expression != over) {
                int position = placed.positions().get(next++);
                columns.add(new InputColumn(position, node.schema().type(position)));
            } else if (node.ranks().isShown()) {
                columns.add(new InputColumn(node.schema().size() - 1, DataType.BIGINT));
            } else {
                // Without the number as a column either all rows have the same or nobody reads it.
                columns.add(new Literal((long) node.ranks().from(), DataType.BIGINT));
            }
        }
        return Relation.of(node, columns, project.getRowType().getFieldNames());
    }
}
