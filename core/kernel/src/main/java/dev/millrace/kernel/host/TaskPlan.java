// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

import dev.millrace.plan.Output;
import dev.millrace.plan.PlanNode;
import java.util.List;

/**
 * Everything that is connected without a change of key. Has one table as its input, or the exchanges that meet in one operator.
 * Partition i of a task reads partition i of each input.
 *
 * @param id unique in the pipeline, stable under edits of other statements; letters, digits, {@code - _ .} only
 * @param stages operators with state, by key
 * @param outputWires outputs whose rows, or some of them, come from this task, and from which nodes
 * @param sends exchanges that this task feeds
 * @param isSinglePartition whether the task may have one partition only
 * @param wiring nodes and who feeds them, for {@link Task}
 */
public record TaskPlan(
        String id,
        List<TaskInput> inputs,
        List<StagePlan> stages,
        List<OutputWire> outputWires,
        List<Exchange> sends,
        boolean isSinglePartition,
        List<Wire> wiring) {
    public TaskPlan {
        inputs = List.copyOf(inputs);
        stages = List.copyOf(stages);
        outputWires = List.copyOf(outputWires);
        sends = List.copyOf(sends);
        wiring = List.copyOf(wiring);
    }

    /**
     * A node and what flows into it. Wires are in the order in which rows pass.
     *
     * @param node never a Union: its branches are wired to whoever reads it
     * @param ports what flows into each input of the node
     * @param stage position in {@link TaskPlan#stages}, -1 for a node without state
     */
    public record Wire(PlanNode node, List<Port> ports, int stage) {
        public Wire {
            ports = List.copyOf(ports);
        }

        /** Ids of nodes of this task that feed any port. */
        public List<String> producers() {
            return ports.stream().flatMap(port -> port.producers().stream()).toList();
        }

        /** Positions of exchanges that feed any port. */
        public List<Integer> inputs() {
            return ports.stream().flatMap(port -> port.inputs().stream()).toList();
        }
    }

    /**
     * What flows into one input of a node.
     *
     * @param producers ids of nodes of this task
     * @param inputs positions of exchanges in {@link TaskPlan#inputs}; of the table for a scan
     */
    public record Port(List<String> producers, List<Integer> inputs) {
        public Port {
            producers = List.copyOf(producers);
            inputs = List.copyOf(inputs);
        }
    }

    /** An output and the nodes of this task that feed it. */
    public record OutputWire(Output output, List<String> producers) {
        public OutputWire {
            producers = List.copyOf(producers);
        }
    }

    /** Outputs whose rows, or some of them, come from this task. */
    public List<Output> outputs() {
        return outputWires.stream().map(OutputWire::output).toList();
    }

    /** Position of an input by table name or exchange id, -1 when the task does not read it. */
    public int inputOf(String inputId) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).id().equals(inputId)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether any operator keeps state. */
    public boolean isStateful() {
        return !stages.isEmpty();
    }
}
