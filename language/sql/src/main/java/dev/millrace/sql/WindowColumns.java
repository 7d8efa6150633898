// SPDX-License-Identifier: Apache-2.0
package dev.millrace.sql;

import dev.millrace.plan.Calc;
import dev.millrace.plan.Deduplicate;
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
import java.util.Map;
import java.util.TreeMap;

/**
 * Which columns of a node's rows are start, end and time of a window that an operator below gave them.
 *
 * @param properties by position; empty when there is no window
 * @param kind null when there is no window
 */
record WindowColumns(Map<Integer, WindowProperty> properties, WindowSpec.Kind kind) {
    private static final WindowColumns NONE = new WindowColumns(Map.of(), null);

    WindowColumns {
        properties = new TreeMap<>(properties);
    }

    static WindowColumns of(PlanNode node) {
        return node.accept(new OfNode());
    }

    /** Whether start and end say the same, so that one of them names the window. */
    boolean isOneSize() {
        return kind == WindowSpec.Kind.TUMBLE || kind == WindowSpec.Kind.HOP;
    }

    private static final class OfNode implements PlanNode.Visitor<WindowColumns> {
        @Override
        public WindowColumns scan(Scan node) {
            return NONE;
        }

        @Override
        public WindowColumns calc(Calc node) {
            WindowColumns below = of(node.input());
            Map<Integer, WindowProperty> moved = new TreeMap<>();
            for (int i = 0; i < node.projection().size(); i++) {
                if (node.projection().get(i) instanceof InputColumn column
                        && below.properties().containsKey(column.column())) {
                    moved.put(i, below.properties().get(column.column()));
                }
            }
            return new WindowColumns(moved, below.kind());
        }

        @Override
        public WindowColumns windowAssign(WindowAssign node) {
            int first = node.input().schema().size();
            Map<Integer, WindowProperty> found = new TreeMap<>();
            for (WindowProperty property : WindowProperty.values()) {
                found.put(first + property.ordinal(), property);
            }
            return new WindowColumns(found, node.window().kind());
        }

        @Override
        public WindowColumns windowAggregate(WindowAggregate node) {
            int first = node.keys().size() + node.aggregates().size();
            Map<Integer, WindowProperty> found = new TreeMap<>();
            for (int i = 0; i < node.properties().size(); i++) {
                found.put(first + i, node.properties().get(i));
            }
            return new WindowColumns(found, node.window().kind());
        }

        @Override
        public WindowColumns groupAggregate(GroupAggregate node) {
            WindowColumns below = of(node.input());
            Map<Integer, WindowProperty> moved = new TreeMap<>();
            for (int i = 0; i < node.groups().size(); i++) {
                if (below.properties().containsKey(node.groups().get(i))) {
                    moved.put(i, below.properties().get(node.groups().get(i)));
                }
            }
            return new WindowColumns(moved, below.kind());
        }

        @Override
        public WindowColumns unnest(Unnest node) {
            return of(node.input());
        }

        @Override
        public WindowColumns over(Over node) {
            return of(node.input());
        }

        @Override
        public WindowColumns topN(TopN node) {
            return of(node.input());
        }

        /** Both sides are in the same window. */
        @Override
        public WindowColumns streamJoin(StreamJoin node) {
            return node.kind().keepsRight() ? NONE : of(node.left().input());
        }

        @Override
        public WindowColumns referenceJoin(ReferenceJoin node) {
            return of(node.left().input());
        }

        @Override
        public WindowColumns lookupJoin(LookupJoin node) {
            return of(node.input());
        }

        @Override
        public WindowColumns match(Match node) {
            return NONE;
        }

        @Override
        public WindowColumns deduplicate(Deduplicate node) {
            return of(node.input());
        }

        /** Only when all inputs say the same: else a column is a window of one row and a time of another. */
        @Override
        public WindowColumns union(Union node) {
            WindowColumns first = of(node.inputs().get(0));
            return node.inputs().stream().allMatch(i -> of(i).equals(first)) ? first : NONE;
        }
    }
}
