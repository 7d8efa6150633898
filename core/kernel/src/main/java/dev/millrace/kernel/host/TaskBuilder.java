// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.kernel.Transform;
import dev.millrace.kernel.host.TaskInput.ExchangeInput;
import dev.millrace.kernel.host.TaskInput.TableInput;
import dev.millrace.kernel.host.TaskPlan.OutputWire;
import dev.millrace.kernel.host.TaskPlan.Port;
import dev.millrace.kernel.host.TaskPlan.Wire;
import dev.millrace.kernel.join.LookupJoinTransform;
import dev.millrace.plan.Deduplicate;
import dev.millrace.plan.PlanNode;
import dev.millrace.plan.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes the steps of a task and connects them, from the end to the beginning. */
final class TaskBuilder {
    final List<Stage> stages = new ArrayList<>();
    /** In the order in which rows pass. */
    final List<OperatorStep> operators = new ArrayList<>();
    /** First steps, by input. */
    final List<Step> inputs = new ArrayList<>();
    /** By node. */
    final Map<String, LookupJoinTransform> lookups = new TreeMap<>();

    private final TaskSetup setup;
    private final StepContext context;
    private final Map<String, List<Step>> readers = new TreeMap<>();
    private final TreeSet<String> readingNodes = new TreeSet<>();

    TaskBuilder(TaskSetup setup, StepContext context, TaskState state) {
        this.setup = setup;
        this.context = context;
        setup.plan().stages().forEach(stage -> stages.add(new Stage(stage, setup.options(), state)));
    }

    void build() {
        List<Wire> wires = setup.plan().wiring();
        wires.forEach(this::findReadings);
        Map<String, Step> steps = new TreeMap<>();
        wires.forEach(wire -> steps.put(wire.node().id(), step(wire)));
        List<List<Step>> first = new ArrayList<>();
        setup.plan().inputs().forEach(input -> first.add(new ArrayList<>()));
        for (Wire wire : wires) {
            for (int port = 0; port < wire.ports().size(); port++) {
                Step step = port(steps.get(wire.node().id()), port);
                wire.ports().get(port).inputs().forEach(input -> first.get(input)
                        .add(step));
                wire.ports().get(port).producers().forEach(producer -> readers(producer)
                        .add(step));
            }
        }
        for (OutputWire wire : setup.plan().outputWires()) {
            wire.producers().forEach(producer -> readers(producer).add(outputStep(wire, producer)));
        }
        for (Exchange exchange : setup.plan().sends()) {
            readers(exchange.producer()).add(exchangeStep(exchange));
        }
        steps.forEach((id, step) -> connect(step, Step.all(readers(id))));
        first.forEach(list -> inputs.add(Step.all(list)));
    }

    private static Step port(Step step, int port) {
        return step instanceof OperatorStep operator && port > 0 ? row -> operator.accept(port, row) : step;
    }

    private void findReadings(Wire wire) {
        PlanNode node = wire.node();
        boolean isReadingIn = areReadings(wire);
        boolean isKept = KeyColumns.of(node).isEmpty() || node instanceof Deduplicate;
        if (isReadingIn && isKept) {
            readingNodes.add(node.id());
        }
    }

    private boolean areReadings(Wire wire) {
        return wire.node() instanceof Scan || wire.ports().stream().allMatch(this::areReadings);
    }

    private boolean areReadings(Port port) {
        boolean fromReadings = port.producers().stream().allMatch(readingNodes::contains);
        return fromReadings
                && port.inputs().stream()
                        .allMatch(i -> setup.plan().inputs().get(i) instanceof ExchangeInput in
                                && isReadingProducer(
                                        setup.graph(), in.exchange().producer()));
    }

    /** Whether a node of any task gives readings, not results. */
    private static boolean isReadingProducer(TaskGraph graph, String node) {
        for (TaskPlan task : graph.tasks()) {
            for (Wire wire : task.wiring()) {
                if (wire.node().id().equals(node)) {
                    return isReadingWire(graph, wire);
                }
            }
        }
        throw new IllegalStateException("plan has no node " + node);
    }

    private static boolean isReadingWire(TaskGraph graph, Wire wire) {
        if (wire.node() instanceof Scan) {
            return true;
        }
        boolean isKept = KeyColumns.of(wire.node()).isEmpty() || wire.node() instanceof Deduplicate;
        if (!isKept) {
            return false;
        }
        boolean areInputs = wire.inputs().isEmpty()
                || graph.exchanges().stream()
                        .filter(e -> readsExchange(graph, wire, e))
                        .allMatch(e -> isReadingProducer(graph, e.producer()));
        return areInputs && wire.producers().stream().allMatch(p -> isReadingProducer(graph, p));
    }

    private static boolean readsExchange(TaskGraph graph, Wire wire, Exchange exchange) {
        TaskPlan to = graph.task(exchange.toTask());
        return to.wiring().contains(wire) && wire.inputs().contains(to.inputOf(exchange.id()));
    }

    private Step step(Wire wire) {
        StepContext here = context.withReading(areReadings(wire));
        PlanNode node = wire.node();
        if (node instanceof Scan) {
            return new ScanStep();
        }
        if (wire.stage() < 0) {
            Transform transform = setup.operators().transform(node);
            if (transform instanceof LookupJoinTransform lookup) {
                lookups.put(node.id(), lookup);
            }
            return new TransformStep(transform, node.inputs().get(0).schema(), here);
        }
        Stage stage = stages.get(wire.stage());
        List<Boolean> readingPorts =
                wire.ports().stream().map(this::areReadings).toList();
        OperatorStep step = new OperatorStep(
                new OperatorStep.Code(node, setup.operators().operator(node)), stage, readingPorts, here);
        stage.operators.add(step);
        operators.add(step);
        return step;
    }

    private static void connect(Step step, Step next) {
        if (step instanceof OperatorStep operator) {
            operator.setNext(next);
        } else if (step instanceof TransformStep transform) {
            transform.setNext(next);
        } else {
            ((ScanStep) step).next = next;
        }
    }

    private Step outputStep(OutputWire wire, String producer) {
        boolean isReading = readingNodes.contains(producer);
        return row -> {
            if (isReading) {
                context.account().used();
            }
            context.output().result(wire.output(), row);
        };
    }

    private Step exchangeStep(Exchange exchange) {
        KeyCodec codec = exchange.keyCodec();
        if (readingNodes.contains(exchange.producer())) {
            return row -> context.account().send(exchange, codec.bytes(row), row);
        }
        return row -> context.output().exchange(exchange, codec.bytes(row), new Exchange.ExchangeRow(row, -1));
    }

    private List<Step> readers(String node) {
        return readers.computeIfAbsent(node, id -> new ArrayList<>());
    }

    /** Table whose name is on rejections of a task that reads exchanges: the first one upstream. */
    static String tableName(TaskGraph graph, TaskPlan plan) {
        TaskInput input = plan.inputs().get(0);
        if (input instanceof TableInput table) {
            return table.table().name();
        }
        return tableName(graph, graph.task(((ExchangeInput) input).exchange().fromTask()));
    }

    /** Hands rows of a table on. */
    private static final class ScanStep implements Step {
        private Step next;

        @Override
        public void accept(dev.millrace.model.Row row) {
            next.accept(row);
        }
    }
}
