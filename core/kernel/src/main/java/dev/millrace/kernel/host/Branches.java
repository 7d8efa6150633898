// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.plan.Calc;
import dev.millrace.plan.Deduplicate;
import dev.millrace.plan.GroupAggregate;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.Match;
import dev.millrace.plan.Over;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.ReferenceJoin;
import dev.millrace.plan.Scan;
import dev.millrace.plan.StreamJoin;
import dev.millrace.plan.TopN;
import dev.millrace.plan.Union;
import dev.millrace.plan.Unnest;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowAssign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes UNION ALL out of a plan: what reads a union reads its branches. A step without state above a union is repeated for each
 * branch, so that each runs where its rows already are. Without this a union of a result with the table that it was made from
 * would need a task that sends to itself.
 */
final class Branches implements PlanNode.Visitor<List<PlanNode>> {
    private final Map<String, List<PlanNode>> memo = new TreeMap<>();

    /** Nodes whose rows together are the rows of a node; none of them is a Union or stands on one without an operator between. */
    List<PlanNode> of(PlanNode node) {
        List<PlanNode> known = memo.get(node.id());
        if (known == null) {
            known = node.accept(this);
            memo.put(node.id(), known);
        }
        return known;
    }

    @Override
    public List<PlanNode> scan(Scan node) {
        return List.of(node);
    }

    @Override
    public List<PlanNode> calc(Calc node) {
        List<PlanNode> inputs = of(node.input());
        if (inputs.size() == 1 && inputs.get(0) == node.input()) {
            return List.of(node);
        }
        List<PlanNode> copies = new ArrayList<>();
        for (PlanNode input : inputs) {
            copies.add(new Calc(
                    copyId(node, copies.size()),
                    input,
                    node.condition(),
                    node.projection(),
                    node.schema(),
                    node.timeColumn(),
                    node.resultKey()));
        }
        return copies;
    }

    @Override
    public List<PlanNode> windowAssign(WindowAssign node) {
        List<PlanNode> inputs = of(node.input());
        if (inputs.size() == 1 && inputs.get(0) == node.input()) {
            return List.of(node);
        }
        List<PlanNode> copies = new ArrayList<>();
        for (PlanNode input : inputs) {
            copies.add(new WindowAssign(copyId(node, copies.size()), input, node.window(), node.timeColumn()));
        }
        return copies;
    }

    @Override
    public List<PlanNode> unnest(Unnest node) {
        List<PlanNode> inputs = of(node.input());
        if (inputs.size() == 1 && inputs.get(0) == node.input()) {
            return List.of(node);
        }
        List<PlanNode> copies = new ArrayList<>();
        for (PlanNode input : inputs) {
            copies.add(new Unnest(
                    copyId(node, copies.size()),
                    input,
                    node.collection(),
                    node.isOuter(),
                    node.hasOrdinality(),
                    node.schema(),
                    node.timeColumn(),
                    node.resultKey()));
        }
        return copies;
    }

    @Override
    public List<PlanNode> windowAggregate(WindowAggregate node) {
        return List.of(node);
    }

    @Override
    public List<PlanNode> groupAggregate(GroupAggregate node) {
        return List.of(node);
    }

    @Override
    public List<PlanNode> topN(TopN node) {
        return List.of(node);
    }

    @Override
    public List<PlanNode> over(Over node) {
        return List.of(node);
    }

    @Override
    public List<PlanNode> match(Match node) {
        return List.of(node);
    }

    @Override
    public List<PlanNode> deduplicate(Deduplicate node) {
        return List.of(node);
    }

    @Override
    public List<PlanNode> streamJoin(StreamJoin node) {
        return List.of(node);
    }

    @Override
    public List<PlanNode> referenceJoin(ReferenceJoin node) {
        return List.of(node);
    }

    @Override
    public List<PlanNode> lookupJoin(LookupJoin node) {
        List<PlanNode> inputs = of(node.input());
        if (inputs.size() == 1 && inputs.get(0) == node.input()) {
            return List.of(node);
        }
        List<PlanNode> copies = new ArrayList<>();
        for (PlanNode input : inputs) {
            copies.add(new LookupJoin(
                    copyId(node, copies.size()),
                    input,
                    node.table(),
                    node.keys(),
                    node.isOuter(),
                    node.condition(),
                    node.schema(),
                    node.resultKey()));
        }
        return copies;
    }

    @Override
    public List<PlanNode> union(Union node) {
        List<PlanNode> all = new ArrayList<>();
        node.inputs().forEach(input -> all.addAll(of(input)));
        return all;
    }

    private static String copyId(PlanNode node, int branch) {
        return node.id() + "." + (branch + 1);
    }
}
