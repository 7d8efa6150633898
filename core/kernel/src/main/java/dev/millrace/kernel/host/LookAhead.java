// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.Collector;
import dev.millrace.kernel.Transform;
import dev.millrace.kernel.host.TaskPlan.Wire;
import dev.millrace.kernel.join.LookupJoinTransform;
import dev.millrace.model.LedgerReason;
import dev.millrace.model.Row;
import dev.millrace.plan.LookupJoin;
import dev.millrace.plan.Scan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds out which keys the rows of a batch will be looked up by, before they are processed, so that a table outside is asked once for
 * all of them. Rows take the steps from their table to the lookup twice, here without effect; so only lookups that no operator with state
 * stands before are foreseen. One thread.
 */
final class LookAhead {
    private final List<Route> routes = new ArrayList<>();

    /** The steps from the table to a lookup. */
    private record Route(List<Transform> steps, LookupJoinTransform lookup) {
        void expect(Row row) {
            take(row, 0);
        }

        private void take(Row row, int step) {
            if (step == steps.size()) {
                lookup.expect(row);
            } else {
                steps.get(step).process(row, new Probe(next -> take(next, step + 1)));
            }
        }
    }

    /** Hands rows on and takes nothing else. */
    private record Probe(Step next) implements Collector {
        @Override
        public void emit(Row row) {
            next.accept(row);
        }

        @Override
        public void reject(Row row, LedgerReason reason, String detail) {
            // It is rejected again when it is processed.
        }

        @Override
        public void used(Row row) {
            // Nothing is used yet.
        }
    }

    /**
     * Routes of a task.
     *
     * @param lookups those that the task processes rows with, by node
     */
    LookAhead(TaskPlan plan, OperatorFactory operators, Map<String, LookupJoinTransform> lookups) {
        Map<String, Wire> wires = new TreeMap<>();
        plan.wiring().forEach(wire -> wires.put(wire.node().id(), wire));
        for (Wire wire : plan.wiring()) {
            if (wire.node() instanceof LookupJoin join) {
                steps(wire, wires, operators, lookups)
                        .ifPresent(steps -> routes.add(new Route(steps, lookups.get(join.id()))));
            }
        }
    }

    /** Empty when an operator with state is on the way. */
    private static Optional<List<Transform>> steps(
            Wire lookup, Map<String, Wire> wires, OperatorFactory operators, Map<String, LookupJoinTransform> known) {
        List<Transform> steps = new ArrayList<>();
        Wire wire = lookup;
        while (!wire.producers().isEmpty()) {
            wire = wires.get(wire.producers().get(0));
            if (wire.node() instanceof Scan) {
                Collections.reverse(steps);
                return Optional.of(steps);
            }
            if (wire.stage() >= 0) {
                return Optional.empty();
            }
            // A step may have scratch space; a lookup has the answers that the rows on the way need.
            LookupJoinTransform before = known.get(wire.node().id());
            steps.add(before == null ? operators.transform(wire.node()) : before);
        }
        return Optional.empty();
    }

    boolean isNeeded() {
        return !routes.isEmpty();
    }

    /** Asks for the keys of rows that are about to be processed; in the order of the flow, as one lookup may follow another. */
    void begin(List<Row> rows, TableReader reader) {
        for (Route route : routes) {
            for (Row row : rows) {
                Row full = reader.full(row, (rejected, reason, detail) -> {});
                if (full != null) {
                    route.expect(full);
                }
            }
            route.lookup().fetch();
        }
    }

    void end() {
        routes.forEach(route -> route.lookup().forget());
    }
}
