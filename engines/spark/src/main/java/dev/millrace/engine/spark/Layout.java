// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the partitions of a pipeline's tasks are: each has an address, a number from 0. Addresses and levels follow from the plan and
 * the numbers of partitions, so that every process finds the same. Immutable.
 */
final class Layout {
    private final TaskGraph graph;
    /** By address. */
    private final List<Place> places = new ArrayList<>();
    /** First address of a task, by its id. */
    private final Map<String, Integer> first = new TreeMap<>();

    private final Map<String, Integer> partitions = new TreeMap<>();
    private final Map<String, Integer> levels = new TreeMap<>();

    /** A partition of a task. */
    record Place(TaskPlan task, int partition, int level) {}

    /**
     * @param tablePartitions of tasks that read a table, by the table's name; tables that are missing have as many as others
     * @param otherPartitions of every other task that may have several
     */
    Layout(TaskGraph graph, Map<String, Integer> tablePartitions, int otherPartitions) {
        this.graph = graph;
        for (TaskPlan task : graph.tasks()) {
            int level = graph.exchanges().stream()
                    .filter(exchange -> exchange.toTask().equals(task.id()))
                    .mapToInt(exchange -> levels.get(exchange.fromTask()) + 1)
                    .max()
                    .orElse(0);
            int wanted = task.inputs().get(0) instanceof TableInput table
                    ? tablePartitions.getOrDefault(table.id(), otherPartitions)
                    : otherPartitions;
            int count = task.isSinglePartition() ? 1 : wanted;
            first.put(task.id(), places.size());
            partitions.put(task.id(), count);
            levels.put(task.id(), level);
            for (int partition = 0; partition < count; partition++) {
                places.add(new Place(task, partition, level));
            }
        }
    }

    TaskGraph graph() {
        return graph;
    }

    Place place(int address) {
        return places.get(address);
    }

    /** Addresses are 0 to this, exclusive. */
    int addresses() {
        return places.size();
    }

    int levels() {
        return 1 + levels.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    int partitions(String taskId) {
        return partitions.get(taskId);
    }

    int address(String taskId, int partition) {
        return first.get(taskId) + partition;
    }

    /** Position of an exchange among the inputs of the task that receives it. */
    int inputOf(Exchange exchange) {
        return graph.task(exchange.toTask()).inputOf(exchange.id());
    }
}
