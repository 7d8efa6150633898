// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.plan.AggregateCall;
import dev.millrace.plan.Calc;
import dev.millrace.plan.Call;
import dev.millrace.plan.Deduplicate;
import dev.millrace.plan.Expression;
import dev.millrace.plan.GroupAggregate;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.JoinSide;
import dev.millrace.plan.Literal;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.Match;
import dev.millrace.plan.Over;
import dev.millrace.plan.PatternAggregate;
import dev.millrace.plan.PatternNavigation;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.ReferenceJoin;
import dev.millrace.plan.Scan;
import dev.millrace.plan.StreamJoin;
import dev.millrace.plan.TopN;
import dev.millrace.plan.Union;
import dev.millrace.plan.Unnest;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowAssign;
import java.util.BitSet;
import java.util.List;

/** Which columns of its input a node reads when some of its own columns are wanted. */
final class NeededColumns implements PlanNode.Visitor<BitSet>, Expression.Visitor<Void> {
    private final BitSet wanted;
    private final BitSet needed = new BitSet();
    private boolean needsAll;

    private final int port;

    private NeededColumns(BitSet wanted, int port) {
        this.wanted = wanted;
        this.port = port;
    }

    /** Columns of one of the node's inputs. */
    static BitSet of(PlanNode node, BitSet wanted, int port) {
        return node.accept(new NeededColumns(wanted, port));
    }

    /** Columns that some expressions read. */
    static BitSet of(List<Expression> expressions) {
        NeededColumns visitor = new NeededColumns(new BitSet(), 0);
        expressions.forEach(e -> e.accept(visitor));
        return visitor.needed;
    }

    @Override
    public BitSet scan(Scan node) {
        return wanted;
    }

    @Override
    public BitSet calc(Calc node) {
        node.condition().ifPresent(c -> c.accept(this));
        wanted.stream().forEach(i -> node.projection().get(i).accept(this));
        if (node.timeColumn() >= 0) {
            // It may be another time attribute than the one that the rows carry.
            node.projection().get(node.timeColumn()).accept(this);
        }
        return needed;
    }

    @Override
    public BitSet windowAssign(WindowAssign node) {
        needed.or(wanted.get(0, node.input().schema().size()));
        if (node.input().timeColumn() >= 0) {
            needed.set(node.input().timeColumn());
        }
        return needed;
    }

    @Override
    public BitSet unnest(Unnest node) {
        needed.or(wanted.get(0, node.input().schema().size()));
        node.collection().accept(this);
        return needed;
    }

    @Override
    public BitSet windowAggregate(WindowAggregate node) {
        node.keys().forEach(needed::set);
        // A result that is revised is found again by its key.
        node.input().resultKey().forEach(needed::set);
        node.aggregates().forEach(this::add);
        return needed;
    }

    @Override
    public BitSet groupAggregate(GroupAggregate node) {
        node.groups().forEach(needed::set);
        node.input().resultKey().forEach(needed::set);
        node.aggregates().forEach(this::add);
        return needed;
    }

    @Override
    public BitSet topN(TopN node) {
        // Rows that are equal in the order are told apart by all their values.
        needed.set(0, node.input().schema().size());
        return needed;
    }

    @Override
    public BitSet over(Over node) {
        needed.or(wanted.get(0, node.input().schema().size()));
        node.keys().forEach(needed::set);
        node.resultKey().forEach(i -> addIfColumn(node, i));
        node.calls().forEach(call -> add(call.aggregate()));
        return needed;
    }

    @Override
    public BitSet match(Match node) {
        node.keys().forEach(needed::set);
        node.order().forEach(key -> needed.set(key.column()));
        node.definitions().values().forEach(e -> e.accept(this));
        node.measures().forEach(m -> m.expression().accept(this));
        if (needsAll || node.isAllRows()) {
            needed.set(0, node.input().schema().size());
        }
        return needed;
    }

    @Override
    public BitSet deduplicate(Deduplicate node) {
        needed.or(wanted);
        node.keys().forEach(needed::set);
        needed.set(node.sequence());
        return needed;
    }

    @Override
    public BitSet streamJoin(StreamJoin node) {
        node.condition().ifPresent(c -> c.accept(this));
        if (node.timeColumn() >= 0) {
            needed.set(node.timeColumn());
        }
        return ofSide(node.side(port), node.left().input().schema().size());
    }

    @Override
    public BitSet referenceJoin(ReferenceJoin node) {
        node.condition().ifPresent(c -> c.accept(this));
        return ofSide(node.side(port), node.left().input().schema().size());
    }

    @Override
    public BitSet lookupJoin(LookupJoin node) {
        node.condition().ifPresent(c -> c.accept(this));
        needed.or(wanted);
        BitSet columns = needed.get(0, node.input().schema().size());
        node.keys().forEach(key -> columns.set(key.column()));
        // Several rows for one are told apart by what tells the stream's rows apart.
        node.input().resultKey().forEach(columns::set);
        return columns;
    }

    /** What a join reads of one side: of both inputs' columns, left ones first, those of the side. */
    private BitSet ofSide(JoinSide side, int leftSize) {
        needed.or(wanted);
        int first = port == 0 ? 0 : leftSize;
        BitSet columns = needed.get(first, first + side.input().schema().size());
        side.keys().forEach(columns::set);
        side.input().resultKey().forEach(columns::set);
        if (side.windowEnd() >= 0) {
            columns.set(side.windowEnd());
        }
        return columns;
    }

    @Override
    public BitSet union(Union node) {
        return wanted;
    }

    @Override
    public Void inputColumn(InputColumn expression) {
        needed.set(expression.column());
        return null;
    }

    @Override
    public Void literal(Literal expression) {
        return null;
    }

    @Override
    public Void call(Call expression) {
        needsAll |= expression.function().equals("EVIDENCE");
        expression.arguments().forEach(a -> a.accept(this));
        return null;
    }

    @Override
    public Void patternNavigation(PatternNavigation expression) {
        expression.operand().accept(this);
        return null;
    }

    @Override
    public Void patternAggregate(PatternAggregate expression) {
        expression.arguments().forEach(a -> a.accept(this));
        return null;
    }

    private void add(AggregateCall call) {
        call.arguments().forEach(needed::set);
        if (call.filterColumn() >= 0) {
            needed.set(call.filterColumn());
        }
    }

    private void addIfColumn(Over node, int column) {
        if (column < node.input().schema().size()) {
            needed.set(column);
        }
    }
}
