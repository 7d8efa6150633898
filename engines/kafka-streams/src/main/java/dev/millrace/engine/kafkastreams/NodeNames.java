// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.kafkastreams;

import dev.millrace.kernel.host.Exchange;
import dev.millrace.kernel.host.TaskInput;
import dev.millrace.kernel.host.TaskPlan;
import dev.millrace.plan.Output;

/** Names of topology nodes and stores. Stable under edits of other statements: the store's name is part of its changelog's. */
final class NodeNames {
    private NodeNames() {}

    static String source(TaskPlan task, TaskInput input) {
        return "read." + task.id() + "." + input.id();
    }

    static String processor(TaskPlan task) {
        return "task." + task.id();
    }

    static String store(TaskPlan task) {
        return "state." + task.id();
    }

    static String result(TaskPlan task, Output output) {
        return "result." + task.id() + "." + output.id();
    }

    static String send(TaskPlan task, Exchange exchange) {
        return "send." + task.id() + "." + exchange.id();
    }

    static String ledger(TaskPlan task) {
        return "ledger." + task.id();
    }
}
