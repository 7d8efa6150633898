// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.codec.PipelineCodec;

/** A pipeline that an engine runs in a process of its own. Thread-safe. */
public final class EnginePipeline implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final EngineProcess process;

    private EnginePipeline(EngineProcess process) {
        this.process = process;
    }

    /** Starts a pipeline, or goes on with it; returns before it runs. The process belongs to the pipeline from here on. */
    public static EnginePipeline start(EngineProcess process, Pipeline pipeline, PipelineOrder order) {
        ByteWriter body = new ByteWriter();
        body.writeBytes(PipelineCodec.encode(pipeline));
        PipelineService.write(order, body);
        try {
            process.ask(PipelineService.START, body.toBytes());
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
        return new EnginePipeline(process);
    }

    /** Asks the process: some milliseconds. */
    public PipelineStatus status() {
        return PipelineService.decode(new ByteReader(process.ask(PipelineService.STATUS, NOTHING)));
    }

    /** Stops it at a consistent point; gives where that is kept. */
    public String stop() {
        return new ByteReader(process.ask(PipelineService.STOP, NOTHING)).readString();
    }

    /** Whether the process is there to be asked. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process; what it ran in itself ends with it. */
    @Override
    public void close() {
        process.close();
    }
}
