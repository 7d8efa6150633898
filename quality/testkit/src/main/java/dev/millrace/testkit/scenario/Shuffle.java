// SPDX-License-Identifier: Apache-2.0
package dev.millrace.testkit.scenario;

import dev.millrace.kernel.host.KeyCodec;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.model.Row;
import dev.millrace.model.Schema;
import dev.millrace.plan.TableDefinition;
import dev.millrace.testkit.scenario.Scenario.Advance;
import dev.millrace.testkit.scenario.Scenario.Arrival;
import dev.millrace.testkit.scenario.Scenario.Step;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Another order of arrival in which every key's rows keep their order: all keys of the rows between two movements of the clock are
 * queued, and a random queue gives the next row. Only for tables whose clock is per key and whose operators all share key columns.
 */
final class Shuffle {
    private final TaskGraph graph;

    Shuffle(TaskGraph graph) {
        this.graph = graph;
    }

    /** Whether another order is possible at all. */
    boolean isPossible(List<Step> steps) {
        return steps.stream()
                .anyMatch(step ->
                        step instanceof Arrival a && !keyColumns(a.table()).isEmpty());
    }

    List<Step> apply(List<Step> steps, long seed) {
        Random random = new Random(seed);
        List<Step> shuffled = new ArrayList<>();
        List<Arrival> pending = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Advance) {
                shuffled.addAll(mix(pending, random));
                pending.clear();
                shuffled.add(step);
            } else {
                pending.add((Arrival) step);
            }
        }
        shuffled.addAll(mix(pending, random));
        return shuffled;
    }

    private List<Step> mix(List<Arrival> arrivals, Random random) {
        Map<String, ArrayDeque<Arrival>> queues = new LinkedHashMap<>();
        for (Arrival arrival : arrivals) {
            for (Row row : arrival.rows()) {
                queues.computeIfAbsent(queueName(arrival.table(), row), n -> new ArrayDeque<>())
                        .add(new Arrival(arrival.line(), arrival.table(), List.of(row)));
            }
        }
        List<ArrayDeque<Arrival>> open = new ArrayList<>(queues.values());
        List<Step> mixed = new ArrayList<>();
        while (!open.isEmpty()) {
            ArrayDeque<Arrival> queue = open.get(random.nextInt(open.size()));
            mixed.add(queue.poll());
            if (queue.isEmpty()) {
                open.remove(queue);
            }
        }
        return mixed;
    }

    private String queueName(String table, Row row) {
        List<Integer> columns = keyColumns(table);
        if (columns.isEmpty()) {
            return table;
        }
        Schema schema = graph.pipeline().table(table).orElseThrow().table().schema();
        byte[] key = new KeyCodec(schema, columns).bytes(row);
        // Rows of one key keep their order across tables too, as they may meet in one operator.
        return java.util.Arrays.toString(ByteBuffer.wrap(key).array());
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
