// SPDX-License-Identifier: Apache-2.0
/**
 * What every engine needs to run a pipeline: where it is cut, and what runs between the cuts.
 *
 * <p>Start with {@link dev.millrace.kernel.host.TaskGraph}: tasks with their inputs, stages and outputs, and the exchanges between
 * them. An engine makes one {@link dev.millrace.kernel.host.Task} for each task and partition, hands it rows and progress, takes
 * what comes out through {@link dev.millrace.kernel.host.TaskOutput}, and saves and loads its state. No thread, no socket and no
 * system clock may appear here.
 */
package dev.millrace.kernel.host;
