// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.model.DataType;
import dev.millrace.model.MillraceException;
import dev.millrace.model.Schema;
import dev.millrace.plan.Call;
import dev.millrace.plan.Expression;
import dev.millrace.plan.InputColumn;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Union;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.util.ImmutableBitSet;

/** Relational algebra to plan nodes, one query at a time. */
final class AlgebraPlanner {
    private final PlanContext context;
    private final WindowPlanner windows;
    private final OverPlanner overs;
    private final MatchPlanner matches;
    private final TopNPlanner tops;
    private final UnnestPlanner unnests;
    private final JoinPlanner joins;

    AlgebraPlanner(PlanContext context) {
        this.context = context;
        this.windows = new WindowPlanner(context);
        this.overs = new OverPlanner(context);
        this.matches = new MatchPlanner(context);
        this.tops = new TopNPlanner(context, this::plan);
        this.unnests = new UnnestPlanner(context, this::plan);
        this.joins = new JoinPlanner(context, this::plan);
    }

    Relation plan(RelNode rel) {
        if (rel instanceof TableScan scan) {
            List<String> name = scan.getTable().getQualifiedName();
            return Relation.of(context.reader().apply(name.get(name.size() - 1)));
        }
        if (rel instanceof Project project) {
            return project(project);
        }
        if (UnnestPlanner.isUnnest(rel)) {
            return unnests.plan(rel);
        }
        if (rel instanceof Join join) {
            return joins.plan(join);
        }
        if (rel instanceof Filter filter && JoinPlanner.isPartOfJoin(filter)) {
            return joins.filter(filter);
        }
        if (rel instanceof Filter filter) {
            Optional<RelNode> numbered = Qualified.asNumbered(filter);
            if (numbered.isPresent()) {
                return plan(numbered.get());
            }
            Optional<Relation> top = tops.plan(filter, null);
            if (top.isPresent()) {
                return top.get();
            }
            Relation input = plan(filter.getInput());
            return input.withCondition(PlanContext.translate(filter.getCondition(), input.projection()));
        }
        if (rel instanceof Aggregate aggregate) {
            return windows.aggregate(aggregate, plan(aggregate.getInput()));
        }
        if (rel instanceof TableFunctionScan function) {
            return windows.assign(function, plan(function.getInput(0)));
        }
        if (rel instanceof MatchRel match) {
            return matches.plan(match, plan(match.getInput()));
        }
        if (rel instanceof org.apache.calcite.rel.core.Union union) {
            return union.all ? union(union) : distinctUnion(union);
        }
        if (rel instanceof Sort sort) {
            return tops.sorted(sort);
        }
        throw context.error(
                SqlErrorCode.NOT_VALID,
                "the query needs " + rel.getRelTypeName().replace("Logical", "").toUpperCase(java.util.Locale.ROOT)
                        + ", which a stream does not have",
                "Write it with filters, windows, OVER, MATCH_RECOGNIZE and UNION ALL over tables and views.",
                context.places().query());
    }

    private Relation project(Project project) {
        Relation input = input(project);
        List<String> names = project.getRowType().getFieldNames();
        List<RexNode> expressions = project.getProjects();
        if (RexOver.containsOver(expressions, null)) {
            return overs.plan(expressions, names, input);
        }
        Relation base = isRepeating(expressions, input) ? Relation.of(input.node(context.ids())) : input;
        for (RexNode expression : expressions) {
            if (expression instanceof RexCall call
                    && call.getOperator() instanceof GroupWindowFunction
                    && call.getOperands().get(0) instanceof RexInputRef time) {
                base = context.timedBy(base, time.getIndex());
            }
        }
        List<Expression> projection = new ArrayList<>();
        Windowing windowing = base.window();
        for (RexNode expression : expressions) {
            if (expression instanceof RexCall call && call.getOperator() instanceof GroupWindowFunction window) {
                windowing = windows.group(window, call, base);
                projection.add(new InputColumn(base.input().schema().size() + Relation.START, DataType.TIMESTAMP));
            } else {
                projection.add(PlanContext.translate(expression, base.projection()));
            }
        }
        return new Relation(base.input(), base.condition(), projection, names, windowing);
    }

    /** What a projection reads; of a top N without the numbers of the rows when it does not want them. */
    private Relation input(Project project) {
        if (project.getInput() instanceof Filter filter) {
            return tops.plan(filter, project).orElseGet(() -> plan(filter));
        }
        return plan(project.getInput());
    }

    /** Whether merging would evaluate an expression of the input more than once. */
    private static boolean isRepeating(List<RexNode> expressions, Relation input) {
        int[] uses = new int[input.projection().size()];
        for (RexNode expression : expressions) {
            expression.accept(new RexVisitorImpl<Void>(true) {
                @Override
                public Void visitInputRef(RexInputRef ref) {
                    uses[ref.getIndex()]++;
                    return null;
                }
            });
        }
        for (int i = 0; i < uses.length; i++) {
            if (uses[i] > 1 && input.projection().get(i) instanceof Call) {
                return true;
            }
        }
        return false;
    }

    private Relation union(org.apache.calcite.rel.core.Union union) {
        List<RelNode> parts = new ArrayList<>();
        flatten(union, parts);
        Schema schema = CalciteTypes.schema(union.getRowType());
        List<PlanNode> nodes = new ArrayList<>();
        for (RelNode part : parts) {
            nodes.add(Casts.to(schema, plan(part)).node(context.ids()));
        }
        List<Integer> times =
                nodes.stream().map(PlanNode::timeColumn).distinct().toList();
        int time = times.size() == 1 ? times.get(0) : -1;
        return Relation.of(new Union(context.ids().next("union"), nodes, schema, time));
    }

    /** UNION is UNION ALL without repetitions. */
    private Relation distinctUnion(org.apache.calcite.rel.core.Union union) {
        RelNode all = LogicalUnion.create(union.getInputs(), true);
        ImmutableBitSet columns = ImmutableBitSet.range(union.getRowType().getFieldCount());
        try {
            return plan(LogicalAggregate.create(all, List.of(), columns, null, List.of()));
        } catch (MillraceException e) {
            if (e.code() != SqlErrorCode.DISTINCT) {
                throw e;
            }
            MillraceException refused = MillraceException.of(
                    SqlErrorCode.SET_OPERATION,
                    "UNION would have to remember every row of both streams for ever",
                    "Use UNION ALL, or set 'state.ttl' = '1 d' in each CREATE TABLE below to keep a row until it was"
                            + " not repeated for that long.",
                    e);
            throw context.placed(refused, context.places().union());
        }
    }

    private static void flatten(RelNode rel, List<RelNode> parts) {
        if (rel instanceof org.apache.calcite.rel.core.Union union && union.all) {
            union.getInputs().forEach(i -> flatten(i, parts));
        } else {
            Collections.addAll(parts, rel);
        }
    }
}
