// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.functions.FunctionCatalog;
import dev.millrace.kernel.Operator;
import dev.millrace.kernel.Transform;
import dev.millrace.kernel.calc.CalcTransform;
import dev.millrace.kernel.calc.UnnestTransform;
import dev.millrace.kernel.calc.WindowAssignTransform;
import dev.millrace.kernel.deduplicate.DeduplicateOperator;
import dev.millrace.kernel.group.GroupAggregateOperator;
import dev.millrace.kernel.join.LookupJoinTransform;
import dev.millrace.kernel.join.ReferenceJoinOperator;
import dev.millrace.kernel.join.StreamJoinOperator;
import dev.millrace.kernel.match.MatchOperator;
import dev.millrace.kernel.over.OverOperator;
import dev.millrace.kernel.topn.TopNOperator;
import dev.millrace.kernel.window.WindowAggregateOperator;
import dev.millrace.model.Lookup;
import dev.millrace.model.Schema;
import dev.millrace.plan.Calc;
import dev.millrace.plan.Deduplicate;
import dev.millrace.plan.Expression;
import dev.millrace.plan.GroupAggregate;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.Match;
import dev.millrace.plan.Over;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.ReferenceJoin;
import dev.millrace.plan.Scan;
import dev.millrace.plan.StreamJoin;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.TopN;
import dev.millrace.plan.Union;
import dev.millrace.plan.Unnest;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowAssign;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The operators of the kernel, one class for each kind of node. */
public final class KernelOperators implements OperatorFactory {
    private final FunctionCatalog functions;
    private final Function<LookupJoin, Lookup> lookups;

    /** Operators for plans that look nothing up outside. */
    public KernelOperators(FunctionCatalog functions) {
        this(functions, node -> {
            throw new IllegalStateException(
                    "table \"" + node.table().name() + "\" is outside, and nobody is there to ask it");
        });
    }

    /** @param lookups who answers for the table of a node; what it gives is closed by who gives it */
    public KernelOperators(FunctionCatalog functions, Function<LookupJoin, Lookup> lookups) {
        this.functions = functions;
        this.lookups = lookups;
    }

    @Override
    public Operator<?> operator(PlanNode node) {
        return node.accept(new Stateful());
    }

    @Override
    public Transform transform(PlanNode node) {
        if (node instanceof Calc calc) {
            return new CalcTransform(calc, functions);
        }
        if (node instanceof WindowAssign assign) {
            return new WindowAssignTransform(assign);
        }
        if (node instanceof Unnest unnest) {
            return new UnnestTransform(unnest, functions);
        }
        if (node instanceof LookupJoin join) {
            return new LookupJoinTransform(join, functions, lookups.apply(join));
        }
        throw new IllegalArgumentException("node " + node.id() + " keeps state");
    }

    @Override
    public Transform projection(TableDefinition table) {
        Schema physical = table.table().schema();
        List<Expression> columns = IntStream.range(0, physical.size())
                .mapToObj(i -> (Expression) new InputColumn(i, physical.type(i)))
                .toList();
        TableDefinition bare = new TableDefinition(
                table.table(), physical, columns, Optional.empty(), table.timeRule(), List.of(), Optional.empty());
        Scan scan = new Scan("scan of " + table.name(), bare);
        int timeColumn = table.time().map(TableDefinition.TimeAttribute::column).orElse(-1);
        return new CalcTransform(
                new Calc(
                        "columns of " + table.name(),
                        scan,
                        Optional.empty(),
                        table.projection(),
                        table.schema(),
                        timeColumn,
                        List.of()),
                functions);
    }

    /** One operator for each node that keeps state. */
    private final class Stateful implements PlanNode.Visitor<Operator<?>> {
        @Override
        public Operator<?> windowAggregate(WindowAggregate node) {
            return WindowAggregateOperator.of(node, functions);
        }

        @Override
        public Operator<?> groupAggregate(GroupAggregate node) {
            return new GroupAggregateOperator(node, functions);
        }

        @Override
        public Operator<?> topN(TopN node) {
            return new TopNOperator(node);
        }

        @Override
        public Operator<?> over(Over node) {
            return new OverOperator(node, functions);
        }

        @Override
        public Operator<?> match(Match node) {
            return new MatchOperator(node, functions);
        }

        @Override
        public Operator<?> deduplicate(Deduplicate node) {
            return new DeduplicateOperator(node);
        }

        @Override
        public Operator<?> streamJoin(StreamJoin node) {
            return new StreamJoinOperator(node, functions);
        }

        @Override
        public Operator<?> referenceJoin(ReferenceJoin node) {
            return new ReferenceJoinOperator(node, functions);
        }

        @Override
        public Operator<?> lookupJoin(LookupJoin node) {
            throw none(node);
        }

        @Override
        public Operator<?> scan(Scan node) {
            throw none(node);
        }

        @Override
        public Operator<?> calc(Calc node) {
            throw none(node);
        }

        @Override
        public Operator<?> windowAssign(WindowAssign node) {
            throw none(node);
        }

        @Override
        public Operator<?> unnest(Unnest node) {
            throw none(node);
        }

        @Override
        public Operator<?> union(Union node) {
            throw none(node);
        }

        private IllegalArgumentException none(PlanNode node) {
            return new IllegalArgumentException("node " + node.id() + " has no operator");
        }
    }
}
