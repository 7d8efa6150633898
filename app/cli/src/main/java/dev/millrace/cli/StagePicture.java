// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.StagePlan;
import dev.millrace.kernel.host.TaskGraph;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.PlanNode;
import java.util.List;
import java.util.stream.Collectors;

/** How engines cut a pipeline: tasks, their stages with the state of one key, and the exchanges between tasks. */
final class StagePicture {
    private final StringBuilder out = new StringBuilder();
    private final StateEstimate estimate = new StateEstimate();

    private StagePicture() {}

    static String of(Pipeline pipeline) {
        StagePicture picture = new StagePicture();
        picture.out.append("\ntasks, stages and state of one key\n");
        TaskGraph.of(pipeline).tasks().forEach(picture::draw);
        picture.out.append('\n').append(StateEstimate.basis());
        return picture.out.toString();
    }

    private void draw(TaskPlan task) {
        out.append("\ntask ").append(task.id());
        out.append(task.isSinglePartition() ? "  (one partition)\n" : "  (a thread for each partition)\n");
        task.stages().forEach(this::draw);
        for (TaskPlan.OutputWire wire : task.outputWires()) {
            out.append("├─ output ").append(wire.output().id()).append('\n');
        }
        for (Exchange exchange : task.sends()) {
            List<String> keys =
                    exchange.keyColumns().stream().map(exchange.schema()::name).collect(Collectors.toList());
            out.append("├─ exchange to ")
                    .append(exchange.toTask())
                    .append(keys.isEmpty() ? ", all rows to one partition" : " by " + String.join(", ", keys))
                    .append('\n');
        }
    }

    private void draw(StagePlan stage) {
        out.append("├─ stage ").append(stage.id()).append('\n');
        for (PlanNode operator : stage.operators()) {
            out.append("│  └─ ")
                    .append(operator.id())
                    .append(": ")
                    .append(operator.accept(estimate))
                    .append('\n');
        }
    }
}
