// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.plan.Pipeline;

/** Runs one pipeline in the process of an engine. One thread. */
public interface PipelineHost extends AutoCloseable {
    /** Starts it, or goes on from where it was stopped or killed; returns before it runs. */
    void start(Pipeline pipeline, PipelineOrder order);

    PipelineStatus status();

    /** Stops it at a consistent point from which {@link #start} goes on; gives where that is kept. */
    String stop();

    /** Leaves a cluster of others as it is; a pipeline within this process ends, as it would when it were killed. */
    @Override
    void close();
}
