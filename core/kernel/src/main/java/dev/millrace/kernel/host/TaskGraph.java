// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.plan.Pipeline;
import dev.millrace.plan.ReferenceJoin;
import java.util.List;

/**
 * A pipeline cut for an engine. Tasks are in the order of the flow: a task sends to later ones only. A node that two outputs share
 * is evaluated once; a UNION ALL is gone, its branches flow into whoever reads it.
 *
 * <p>Example: readings with {@code key.fields = sensor}, averaged per sensor and then per site, are two tasks: {@code readings}
 * with a stage by sensor, and behind an exchange by site a second one with a stage by site.
 */
public record TaskGraph(Pipeline pipeline, List<TaskPlan> tasks, List<Exchange> exchanges) {
    public TaskGraph {
        tasks = List.copyOf(tasks);
        exchanges = List.copyOf(exchanges);
    }

    /** Cuts a pipeline. */
    public static TaskGraph of(Pipeline pipeline) {
        return new Cutter(pipeline).cut();
    }

    /** The task with an id. */
    public TaskPlan task(String id) {
        return tasks.stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
    }

    /** The task that reads a table; empty when no output needs the table. */
    public java.util.Optional<TaskPlan> reader(String table) {
        return tasks.stream().filter(t -> t.inputOf(table) >= 0).findFirst();
    }

    /** Whether a result depends on the order in which rows of different tables come: a join gives the newest row of a table. */
    public boolean isOrderedAcrossTables() {
        return tasks.stream()
                .flatMap(task -> task.wiring().stream())
                .anyMatch(wire -> wire.node() instanceof ReferenceJoin join && !join.isVersioned());
    }

    /**
     * Whether a table is only looked up: all its rows go to the table's side of joins. Such a table is read to its end before the
     * streams, and its rows may be deletions.
     */
    public boolean isReference(String table) {
        TaskPlan reader = reader(table).orElse(null);
        return reader != null
                && reader.stages().isEmpty()
                && reader.outputWires().isEmpty()
                && !reader.sends().isEmpty()
                && reader.sends().stream().allMatch(this::isLookedUp);
    }

    private boolean isLookedUp(Exchange exchange) {
        TaskPlan to = task(exchange.toTask());
        int input = to.inputOf(exchange.id());
        return to.wiring().stream()
                .filter(wire -> wire.inputs().contains(input))
                .allMatch(wire -> wire.node() instanceof ReferenceJoin
                        && wire.ports().get(1).inputs().contains(input));
    }

    /** Position of a table in the pipeline, as {@link Exchange.ExchangeRow#table} counts. */
    public int tableIndex(String table) {
        for (int i = 0; i < pipeline.tables().size(); i++) {
            if (pipeline.tables().get(i).name().equals(table)) {
                return i;
            }
        }
        return -1;
    }
}
