// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.plan.JoinSide;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.PlanNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the saved state of a pipeline's operators, and the rows between its tasks, are made of: everything that must be the same for
 * the bytes to be understood. Two layouts are compared by the texts of their parts.
 *
 * @param operators parts by name, by id of an operator with state
 * @param exchanges parts by name, by id of an exchange
 * @param ends ids of the nodes that send to an exchange or receive from it, by id of the exchange
 */
record StateLayout(
        SortedMap<String, SortedMap<String, String>> operators,
        SortedMap<String, SortedMap<String, String>> exchanges,
        SortedMap<String, List<String>> ends) {

    static StateLayout of(Pipeline pipeline) {
        Cutter cutter = new Cutter(pipeline);
        TaskGraph graph = cutter.cut();
        StateLayout layout = new StateLayout(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (TaskPlan task : graph.tasks()) {
            for (StagePlan stage : task.stages()) {
                for (PlanNode node : stage.operators()) {
                    layout.operators.put(node.id(), parts(node, stage, cutter));
                }
            }
        }
        for (Exchange exchange : graph.exchanges()) {
            SortedMap<String, String> parts = new TreeMap<>();
            parts.put("key", exchange.keyColumns().toString());
            parts.put("columns", exchange.schema().toString());
            parts.put("columns that travel", exchange.isNeeded().toString());
            layout.exchanges.put(exchange.id(), parts);
            layout.ends.put(exchange.id(), ends(exchange, graph.task(exchange.toTask())));
        }
        return layout;
    }

    private static List<String> ends(Exchange exchange, TaskPlan receiver) {
        int input = receiver.inputOf(exchange.id());
        List<String> ends = new ArrayList<>(List.of(exchange.producer()));
        receiver.wiring().stream()
                .filter(wire -> wire.inputs().contains(input))
                .forEach(wire -> ends.add(wire.node().id()));
        return List.copyOf(ends);
    }

    private static SortedMap<String, String> parts(PlanNode node, StagePlan stage, Cutter cutter) {
        SortedMap<String, String> parts = new TreeMap<>();
        parts.put("kind", node.getClass().getSimpleName());
        parts.put("key of the state", stage.id());
        addComponents("", (Record) node, parts);
        for (int port = 0; port < node.inputs().size(); port++) {
            BitSet needed = NeededColumns.of(node, cutter.wantedColumns(node), port);
            parts.put("input " + (port + 1), node.inputs().get(port).schema().toString());
            parts.put("columns of input " + (port + 1) + " that are used", needed.toString());
        }
        return parts;
    }

    private static void addComponents(String prefix, Record record, SortedMap<String, String> parts) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(component, record);
            String name = prefix + component.getName();
            if (value instanceof JoinSide side) {
                addComponents(name + ".", side, parts);
            } else if (!isInput(value) && !name.equals("id")) {
                parts.put(name, text(value));
            }
        }
    }

    private static boolean isInput(Object value) {
        return value instanceof PlanNode
                || value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof PlanNode;
    }

    private static Object value(RecordComponent component, Record of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException never) {
            throw new IllegalStateException("cannot read " + component, never);
        }
    }

    /** As {@code toString}, but the same for equal arrays. */
    static String text(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(StateLayout::text).orElse("none");
        }
        if (value instanceof List<?> list) {
            return list.stream().map(StateLayout::text).toList().toString();
        }
        if (value instanceof Map<?, ?> map) {
            SortedMap<String, String> sorted = new TreeMap<>();
            map.forEach((k, v) -> sorted.put(text(k), text(v)));
            return sorted.toString();
        }
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        return value instanceof Record record ? recordText(record) : String.valueOf(value);
    }

    private static String recordText(Record record) {
        SortedMap<String, String> parts = new TreeMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            parts.put(component.getName(), text(value(component, record)));
        }
        return record.getClass().getSimpleName() + parts;
    }
}
