// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

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
import dev.millrace.plan.TopN;
import dev.millrace.plan.Union;
import dev.millrace.plan.Unnest;
import dev.millrace.plan.WindowAggregate;
import dev.millrace.plan.WindowAggregate.WindowProperty;
import dev.millrace.plan.WindowAssign;
import dev.millrace.plan.WindowSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Columns that tell one result row from another. Each set has columns that say the same, such as start and end of a window of
 * fixed size: one of each set is needed.
 *
 * @param parts empty when the rows are append-only or nothing identifies them
 */
record Identity(List<Set<Integer>> parts) {
    private static final Identity NONE = new Identity(List.of());

    Identity {
        parts = List.copyOf(parts);
    }

    static Identity of(PlanNode node) {
        return node.accept(new OfNode());
    }

    /** First column of each set. */
    List<Integer> columns() {
        return parts.stream().map(Collections::min).toList();
    }

    /** Identity after a projection; none when a part is lost. */
    Identity through(List<Expression> projection) {
        List<Set<Integer>> moved = new ArrayList<>();
        for (Set<Integer> part : parts) {
            Set<Integer> positions = new TreeSet<>();
            for (int i = 0; i < projection.size(); i++) {
                if (projection.get(i) instanceof InputColumn column && part.contains(column.column())) {
                    positions.add(i);
                }
            }
            if (positions.isEmpty()) {
                return NONE;
            }
            moved.add(positions);
        }
        return new Identity(moved);
    }

    private static final class OfNode implements PlanNode.Visitor<Identity> {
        @Override
        public Identity scan(Scan node) {
            return NONE;
        }

        @Override
        public Identity calc(Calc node) {
            return of(node.input()).through(node.projection());
        }

        @Override
        public Identity windowAssign(WindowAssign node) {
            return NONE;
        }

        /** An element is told by its row and its number; where there is no number, by its position. */
        @Override
        public Identity unnest(Unnest node) {
            Identity row = of(node.input());
            if (row.parts().isEmpty() || !node.hasOrdinality()) {
                return NONE;
            }
            List<Set<Integer>> parts = new ArrayList<>(row.parts());
            parts.add(Set.of(node.schema().size() - 1));
            return new Identity(parts);
        }

        @Override
        public Identity windowAggregate(WindowAggregate node) {
            List<Set<Integer>> parts = new ArrayList<>();
            for (int i = 0; i < node.keys().size(); i++) {
                parts.add(Set.of(i));
            }
            Set<Integer> window = new TreeSet<>();
            int first = node.keys().size() + node.aggregates().size();
            for (int i = 0; i < node.properties().size(); i++) {
                // Many windows of CUMULATE have the same start.
                boolean isNaming = node.window().kind() != WindowSpec.Kind.CUMULATE
                        || node.properties().get(i) != WindowProperty.START;
                if (isNaming) {
                    window.add(first + i);
                }
            }
            parts.add(window);
            return window.isEmpty() ? NONE : new Identity(parts);
        }

        @Override
        public Identity groupAggregate(GroupAggregate node) {
            List<Set<Integer>> parts = new ArrayList<>();
            for (Set<Integer> part : AttachedWindows.identity(node.input(), node.groups())) {
                Set<Integer> positions = new TreeSet<>();
                for (int i = 0; i < node.groups().size(); i++) {
                    if (part.contains(node.groups().get(i))) {
                        positions.add(i);
                    }
                }
                parts.add(positions);
            }
            return new Identity(parts);
        }

        @Override
        public Identity topN(TopN node) {
            if (!node.ranks().isPlace()) {
                return of(node.input());
            }
            List<Integer> groups = new ArrayList<>(node.keys());
            groups.addAll(node.window().columns());
            List<Set<Integer>> parts = new ArrayList<>(AttachedWindows.identity(node.input(), groups));
            if (node.ranks().isShown()) {
                parts.add(Set.of(node.input().schema().size()));
            }
            return new Identity(parts);
        }

        @Override
        public Identity over(Over node) {
            return of(node.input());
        }

        @Override
        public Identity match(Match node) {
            return NONE;
        }

        @Override
        public Identity deduplicate(Deduplicate node) {
            return of(node.input());
        }

        /** A pair is told by both of its rows. */
        @Override
        public Identity streamJoin(StreamJoin node) {
            Identity left = of(node.left().input());
            if (!node.kind().isPaired() || left.parts().isEmpty()) {
                return left;
            }
            Identity right = of(node.right().input());
            return right.parts().isEmpty() ? NONE : new PairIdentity(node, left, right).identity();
        }

        @Override
        public Identity referenceJoin(ReferenceJoin node) {
            return of(node.left().input());
        }

        @Override
        public Identity lookupJoin(LookupJoin node) {
            List<String> key = node.table().table().primaryKey();
            Schema schema = node.table().table().schema();
            boolean isOne = !key.isEmpty()
                    && key.stream().allMatch(column -> node.tableKeys().contains(schema.indexOf(column)));
            return isOne ? of(node.input()) : NONE;
        }

        @Override
        public Identity union(Union node) {
            return NONE;
        }
    }
}
