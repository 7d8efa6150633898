// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.kernel.host.KeyCodec;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.plan.TableDefinition;
import dev.millrace.testkit.scenario.Scenario.Arrival;
import dev.millrace.testkit.scenario.Scenario.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rows must keep their order among each other: those of one key, for tables whose clock is per key and whose operators all
 * share key columns. All rows of another table are one queue.
 */
final class KeyQueues {
    private final TaskGraph graph;

    KeyQueues(TaskGraph graph) {
        this.graph = graph;
    }

    /** Whether rows of any step have a key, so that another order is possible at all. */
    boolean isPossible(List<Step> steps) {
        return steps.stream().anyMatch(step -> step instanceof Arrival a && hasKey(a.table()));
    }

    /** Whether rows of a table are queued by key. */
    boolean hasKey(String table) {
        return !keyColumns(table).isEmpty();
    }

    /** Arrivals of one row each, by queue, in the order of the first row. */
    List<List<Arrival>> of(List<Arrival> arrivals) {
        Map<String, List<Arrival>> queues = new LinkedHashMap<>();
        for (Arrival arrival : arrivals) {
            for (Row row : arrival.rows()) {
                queues.computeIfAbsent(queueName(arrival.table(), row), n -> new ArrayList<>())
                        .add(new Arrival(arrival.line(), arrival.table(), List.of(row)));
            }
        }
        return new ArrayList<>(queues.values());
    }

    private String queueName(String table, Row row) {
        List<Integer> columns = keyColumns(table);
        if (columns.isEmpty()) {
            return table;
        }
        Schema schema = graph.pipeline().table(table).orElseThrow().table().schema();
        // Rows of one key keep their order across tables too, as they may meet in one operator.
        return Arrays.toString(new KeyCodec(schema, columns).bytes(row));
    }

    /** Columns of the physical schema; empty when the order of all rows matters. */
    private List<Integer> keyColumns(String table) {
        TableDefinition definition = graph.pipeline().table(table).orElseThrow();
        if (!definition.timeRule().isPerKey()) {
            return List.of();
        }
        List<Integer> columns = graph.reader(table)
                .map(task -> ((TableInput) task.inputs().get(0)).orderColumns())
                .orElse(List.of());
        List<Integer> physical = new ArrayList<>();
        for (int column : columns) {
            int found = definition.table().schema().indexOf(definition.schema().name(column));
            if (found < 0) {
                return List.of();
            }
            physical.add(found);
        }
        return physical;
    }
}
