// SPDX-License-Identifier: Apache-2.0
package dev.millrace.scenarios;

import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.codec.PipelineCodec;
import java.util.Arrays;

/** An engine that gets its plans as those in other processes do: written to bytes and read again. */
record EncodedPlanEngine(ScenarioEngine engine) implements ScenarioEngine {
    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public Run open(Pipeline pipeline, int parallelism) {
        byte[] bytes = PipelineCodec.encode(pipeline);
        Pipeline decoded = PipelineCodec.decode(bytes);
        if (!Arrays.equals(bytes, PipelineCodec.encode(decoded))) {
            throw new AssertionError("plan of " + pipeline.name() + " has other bytes after it was read");
        }
        return engine.open(decoded, parallelism);
    }

    @Override
    public void close() {
        engine.close();
    }
}
