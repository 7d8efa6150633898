// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server.pipeline;

import dev.millrace.plan.Pipeline;
import java.util.List;

/**
 * A pipeline with everything around it.
 *
 * @param engine name of the engine
 * @param sinks one worker a result topic that leads to an outside system; empty with {@code local}
 */
public record RunningPipeline(Pipeline pipeline, String engine, EngineRun run, List<SinkWorker> sinks) {
    public RunningPipeline {
        sinks = List.copyOf(sinks);
    }

    public boolean isUp() {
        return run.state().equals("RUNNING") || run.state().equals("FINISHED");
    }
}
