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
import dev.millrace.plan.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a piece of algebra means while it is planned: a node, and the filter and projection over it that are not a node yet, so
 * that neighbours become one {@link Calc}.
 *
 * @param input node below
 * @param condition null for none
 * @param projection over the input's columns; behind a window function, positions from the input's size on are window_start,
 *     window_end and window_time
 * @param names of the columns
 * @param window null unless the rows are still to be put into windows
 */
record Relation(
        PlanNode input, Expression condition, List<Expression> projection, List<String> names, Windowing window) {
    static final int START = 0;
    static final int END = 1;
    static final int TIME = 2;

    Relation {
        projection = List.copyOf(projection);
        names = List.copyOf(names);
    }

    static Relation of(PlanNode node) {
        return of(node, columns(node.schema()), node.schema().names());
    }

    static Relation of(PlanNode node, List<Expression> projection, List<String> names) {
        return new Relation(node, null, projection, names, null);
    }

    static List<Expression> columns(Schema schema) {
        List<Expression> columns = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            columns.add(new InputColumn(i, schema.type(i)));
        }
        return columns;
    }

    Relation withCondition(Expression added) {
        Expression both = condition == null
                ? added
                : new dev.millrace.plan.Call("AND", List.of(condition, added), DataType.BOOLEAN);
        return new Relation(input, both, projection, names, window);
    }

    Relation withProjection(List<Expression> expressions, List<String> columnNames) {
        return new Relation(input, condition, expressions, columnNames, window);
    }

    /** Puts the rows into windows: appends window_start, window_end and window_time. */
    Relation withWindow(Windowing windowing) {
        List<Expression> columns = new ArrayList<>(projection);
        List<String> columnNames = new ArrayList<>(names);
        for (String name : List.of("window_start", "window_end", "window_time")) {
            columns.add(
                    new InputColumn(input.schema().size() + columns.size() - projection.size(), DataType.TIMESTAMP));
            columnNames.add(name);
        }
        return new Relation(input, condition, columns, columnNames, windowing);
    }

    /** Position of the time attribute, -1 when it is not among the columns. */
    int timeColumn() {
        int source = window == null ? input.timeColumn() : input.schema().size() + TIME;
        int found = source < 0 ? -1 : position(source);
        if (found >= 0 || window != null) {
            return found;
        }
        // Of a join the time of the other side will do.
        return TimeAttributes.through(projection, TimeAttributes.of(input)).stream()
                .findFirst()
                .orElse(-1);
    }

    private int position(int source) {
        for (int i = 0; i < projection.size(); i++) {
            if (projection.get(i) instanceof InputColumn column && column.column() == source) {
                return i;
            }
        }
        return -1;
    }

    /** START, END or TIME when the column is a window property, else -1. */
    int windowProperty(int column) {
        boolean isProperty = window != null
                && projection.get(column) instanceof InputColumn c
                && c.column() >= input.schema().size();
        return isProperty
                ? ((InputColumn) projection.get(column)).column()
                        - input.schema().size()
                : -1;
    }

    /** Node whose rows are exactly the columns of this relation, with these names. */
    PlanNode node(NodeNames ids) {
        PlanNode base = window == null ? input : assigned(ids);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < projection.size(); i++) {
            columns.add(new Column(names.get(i), projection.get(i).type()));
        }
        Schema schema = new Schema(columns);
        boolean isWhole = condition == null && projection.equals(columns(base.schema()));
        return isWhole && schema.names().equals(base.schema().names()) ? base : calc(ids, base, schema);
    }

    /**
     * As {@link #node}, but behind a window function rows keep their own event time: they are about to be put together by the window
     * in their columns, and the last moment of a window that a row belongs to tells nothing of how far time is.
     */
    PlanNode nodeOfRowTime(NodeNames ids) {
        WindowAssign assign = new WindowAssign(ids.next("window"), input, window.spec(), input.timeColumn());
        return new Relation(assign, condition, projection, names, null).node(ids);
    }

    /** Takes a window function that has become a node back into the relation, so that what reads it can tell what to do with it. */
    Relation reassigned() {
        if (window != null) {
            return this;
        }
        if (input instanceof WindowAssign assign && isKnown(assign)) {
            return new Relation(assign.input(), condition, projection, names, windowing(assign));
        }
        boolean isOver = input instanceof Calc calc && calc.input() instanceof WindowAssign;
        if (!isOver || condition != null) {
            return this;
        }
        Calc calc = (Calc) input;
        WindowAssign assign = (WindowAssign) calc.input();
        boolean isPlain = isKnown(assign) && projection.stream().allMatch(InputColumn.class::isInstance);
        if (!isPlain) {
            return this;
        }
        List<Expression> moved = projection.stream()
                .map(e -> calc.projection().get(((InputColumn) e).column()))
                .toList();
        return new Relation(assign.input(), calc.condition().orElse(null), moved, names, windowing(assign));
    }

    /** Of SESSION the node does not say whose sessions they are. */
    private static boolean isKnown(WindowAssign assign) {
        return assign.window().kind() != WindowSpec.Kind.SESSION;
    }

    private static Windowing windowing(WindowAssign assign) {
        return new Windowing(assign.window().kind().name(), assign.window(), false, List.of());
    }

    private PlanNode assigned(NodeNames ids) {
        return new WindowAssign(
                ids.next("window"), input, window.spec(), input.schema().size() + TIME);
    }

    private Calc calc(NodeNames ids, PlanNode base, Schema schema) {
        return new Calc(
                ids.next("calc"),
                base,
                Optional.ofNullable(condition),
                projection,
                schema,
                timeColumn(),
                Identity.of(base).through(projection).columns());
    }

    /**
     * Node that has the given expressions among its columns, and where. No Calc is made when they are columns of the input
     * already. The time attribute is kept.
     */
    Placed placed(NodeNames ids, List<Expression> wanted) {
        boolean isThere = condition == null && wanted.stream().allMatch(InputColumn.class::isInstance);
        if (isThere) {
            return new Placed(
                    input, wanted.stream().map(e -> ((InputColumn) e).column()).toList());
        }
        List<Expression> all = new ArrayList<>();
        wanted.stream().filter(e -> !all.contains(e)).forEach(all::add);
        int time = input.timeColumn();
        if (time >= 0) {
            Expression column = new InputColumn(time, input.schema().type(time));
            if (!all.contains(column)) {
                all.add(column);
            }
        }
        PlanNode node = new Relation(input, condition, all, placedNames(all), null).node(ids);
        return new Placed(node, wanted.stream().map(all::indexOf).toList());
    }

    private List<String> placedNames(List<Expression> all) {
        List<String> found = new ArrayList<>();
        for (Expression expression : all) {
            int known = projection.indexOf(expression);
            boolean isInput = expression instanceof InputColumn c
                    && c.column() < input.schema().size();
            String name = known >= 0
                    ? names.get(known)
                    : isInput ? input.schema().name(((InputColumn) expression).column()) : "argument";
            found.add(found.contains(name) ? name + "_" + found.size() : name);
        }
        return found;
    }

    /** A node and the positions of wanted expressions among its columns. */
    record Placed(PlanNode node, List<Integer> positions) {
        Placed {
            positions = List.copyOf(positions);
        }

        /** The wanted expressions as columns of the node. */
        List<Expression> columns() {
            return positions.stream()
                    .<Expression>map(p -> new InputColumn(p, node.schema().type(p)))
                    .toList();
        }
    }
}
