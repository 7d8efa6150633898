// SPDX-License-Identifier: Apache-2.0
/**
 * Hosts the kernel in Apache Flink. This code runs in a process of its own or on a cluster, never in the process of the command: see
 * {@code engines/process}.
 *
 * <p>Start with {@link dev.millrace.engine.flink.JobGraphs}, which turns the tasks of a pipeline into a Flink job, and {@link
 * dev.millrace.engine.flink.TaskOperator}, the one operator that there is.
 */
package dev.millrace.engine.flink;
