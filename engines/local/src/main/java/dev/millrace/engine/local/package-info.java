// SPDX-License-Identifier: Apache-2.0
/**
 * Runs a pipeline in this process, without a broker: on worker threads, with state in memory and checkpoints in a file.
 *
 * <p>Start with {@link dev.millrace.engine.local.LocalEngine}, which moves rows from the sources of a pipeline's tables to their
 * sinks, and {@link dev.millrace.engine.local.LocalRuntime}, the tasks and threads below it. {@link
 * dev.millrace.engine.local.LocalScenarioEngine} runs scenarios on the same tasks.
 */
package dev.millrace.engine.local;
