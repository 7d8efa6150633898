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
import java.util.List;
import java.util.Optional;

/** Key columns of nodes with state; empty for nodes without. */
final class KeyColumns implements PlanNode.Visitor<Optional<List<Integer>>> {
    private final int port;

    private KeyColumns(int port) {
        this.port = port;
    }

    /** Positions in the schema of the first input. An empty list: one state for all rows. */
    static Optional<List<Integer>> of(PlanNode node) {
        return of(node, 0);
    }

    /** Positions in the schema of one of the inputs. */
    static Optional<List<Integer>> of(PlanNode node, int port) {
        return node.accept(new KeyColumns(port));
    }

    @Override
    public Optional<List<Integer>> scan(Scan node) {
        return Optional.empty();
    }

    @Override
    public Optional<List<Integer>> calc(Calc node) {
        return Optional.empty();
    }

    @Override
    public Optional<List<Integer>> windowAssign(WindowAssign node) {
        return Optional.empty();
    }

    @Override
    public Optional<List<Integer>> unnest(Unnest node) {
        return Optional.empty();
    }

    @Override
    public Optional<List<Integer>> windowAggregate(WindowAggregate node) {
        return Optional.of(node.keys());
    }

    @Override
    public Optional<List<Integer>> groupAggregate(GroupAggregate node) {
        return Optional.of(node.keys());
    }

    @Override
    public Optional<List<Integer>> topN(TopN node) {
        return Optional.of(node.keys());
    }

    @Override
    public Optional<List<Integer>> over(Over node) {
        return Optional.of(node.keys());
    }

    @Override
    public Optional<List<Integer>> match(Match node) {
        return Optional.of(node.keys());
    }

    @Override
    public Optional<List<Integer>> deduplicate(Deduplicate node) {
        return Optional.of(node.keys());
    }

    @Override
    public Optional<List<Integer>> streamJoin(StreamJoin node) {
        return Optional.of(node.side(port).keys());
    }

    @Override
    public Optional<List<Integer>> referenceJoin(ReferenceJoin node) {
        return Optional.of(node.side(port).keys());
    }

    @Override
    public Optional<List<Integer>> lookupJoin(LookupJoin node) {
        return Optional.empty();
    }

    @Override
    public Optional<List<Integer>> union(Union node) {
        return Optional.empty();
    }
}
