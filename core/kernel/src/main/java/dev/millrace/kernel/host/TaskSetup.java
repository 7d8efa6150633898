// SPDX-License-Identifier: Apache-2.0
package dev.millrace.kernel.host;

/**
 * What a {@link Task} is made from.
 *
 * @param plan one of the graph's tasks
 * @param partition from 0
 */
public record TaskSetup(
        TaskGraph graph, TaskPlan plan, int partition, OperatorFactory operators, TaskOptions options) {}
