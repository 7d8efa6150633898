// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.codec.PipelineCodec;
import java.util.HashMap;
import java.util.Map;

/**
 * An engine in a process of its own, as scenarios drive it. Which engine it is depends on the process alone. Closing it ends the
 * process.
 */
public final class ProcessScenarioEngine implements ScenarioEngine {
    private static final byte[] NOTHING = {};

    private final String name;
    private final EngineProcess process;

    /** @param process whose {@link EngineServer} passes scenarios to a {@link ScenarioService} */
    public ProcessScenarioEngine(String name, EngineProcess process) {
        this.name = name;
        this.process = process;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Run open(Pipeline pipeline, int parallelism) {
        ByteWriter body = new ByteWriter();
        body.writeVarInt(parallelism);
        body.writeBytes(PipelineCodec.encode(pipeline));
        int number = new ByteReader(process.ask(ScenarioCalls.OPEN, body.toBytes())).readVarInt();
        return new RemoteRun(pipeline, number);
    }

    @Override
    public void close() {
        process.close();
    }

    /** A run over there. */
    private final class RemoteRun implements Run {
        private record Target(int position, RowCodec codec) {}

        private final Pipeline pipeline;
        private final int number;
        private final Map<String, Target> targets = new HashMap<>();
        private final ByteWriter buffer = new ByteWriter();

        RemoteRun(Pipeline pipeline, int number) {
            this.pipeline = pipeline;
            this.number = number;
            for (int i = 0; i < pipeline.tables().size(); i++) {
                RowCodec codec = new RowCodec(pipeline.tables().get(i).table().schema());
                targets.put(pipeline.tables().get(i).name(), new Target(i, codec));
            }
        }

        @Override
        public void arrive(String table, Row row) {
            Target target = targets.get(table);
            buffer.reset().writeVarInt(number);
            buffer.writeVarInt(target.position());
            target.codec().writeWithOrigin(row, buffer);
            process.tell(ScenarioCalls.ARRIVE, buffer.toBytes());
        }

        @Override
        public void idle() {
            ask(ScenarioCalls.IDLE, NOTHING);
        }

        @Override
        public void restart() {
            ask(ScenarioCalls.RESTART, NOTHING);
        }

        @Override
        public void rescale(int threads) {
            ByteWriter body = new ByteWriter();
            body.writeVarInt(threads);
            ask(ScenarioCalls.RESCALE, body.toBytes());
        }

        @Override
        public Result finish() {
            return ScenarioCalls.decode(new ByteReader(ask(ScenarioCalls.FINISH, NOTHING)), pipeline);
        }

        @Override
        public void close() {
            if (process.isAlive()) {
                ask(ScenarioCalls.CLOSE, NOTHING);
            }
        }

        private byte[] ask(String command, byte[] more) {
            buffer.reset().writeVarInt(number);
            buffer.writeRaw(more, 0, more.length);
            return process.ask(command, buffer.toBytes());
        }
    }
}
