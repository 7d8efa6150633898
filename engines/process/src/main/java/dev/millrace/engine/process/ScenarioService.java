// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.process;

import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.model.ByteReader;
import dev.millrace.model.ByteWriter;
import dev.millrace.model.Row;
import dev.millrace.model.RowCodec;
import dev.millrace.plan.Pipeline;
import dev.millrace.plan.TableDefinition;
import dev.millrace.plan.codec.PipelineCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plays scenarios on an engine of this process for {@link ProcessScenarioEngine} in another one. One thread. */
public final class ScenarioService implements EngineServer.Service, AutoCloseable {
    private static final byte[] NOTHING = {};

    private final ScenarioEngine engine;
    private final Map<Integer, Playing> runs = new HashMap<>();
    private int lastRun;

    /** One run, and what went wrong with a row that nobody waited for. */
    private static final class Playing {
        private final Pipeline pipeline;
        private final ScenarioEngine.Run run;
        private final List<RowCodec> codecs = new ArrayList<>();
        private RuntimeException failure;

        Playing(Pipeline pipeline, ScenarioEngine.Run run) {
            this.pipeline = pipeline;
            this.run = run;
            pipeline.tables().forEach(t -> codecs.add(new RowCodec(t.table().schema())));
        }

        void arrive(ByteReader in) {
            int position = in.readVarInt();
            TableDefinition table = pipeline.tables().get(position);
            Row row = codecs.get(position).readWithOrigin(in);
            if (failure != null) {
                return;
            }
            try {
                run.arrive(table.name(), row);
            } catch (RuntimeException e) {
                failure = e;
            }
        }

        void requireNoFailure() {
            if (failure != null) {
                throw failure;
            }
        }
    }

    public ScenarioService(ScenarioEngine engine) {
        this.engine = engine;
    }

    /** Whether a command is one of those that are answered here. */
    public static boolean isScenario(String command) {
        return command.startsWith("scenario.");
    }

    @Override
    public byte[] answer(String command, ByteReader body) {
        if (command.equals(ScenarioCalls.OPEN)) {
            return open(body);
        }
        int number = body.readVarInt();
        Playing playing = runs.get(number);
        switch (command) {
            case ScenarioCalls.ARRIVE -> {
                playing.arrive(body);
                return NOTHING;
            }
            case ScenarioCalls.CLOSE -> {
                runs.remove(number);
                playing.run.close();
                return NOTHING;
            }
            default -> {
                playing.requireNoFailure();
                return play(command, body, playing);
            }
        }
    }

    private static byte[] play(String command, ByteReader body, Playing playing) {
        switch (command) {
            case ScenarioCalls.IDLE -> playing.run.idle();
            case ScenarioCalls.RESTART -> playing.run.restart();
            case ScenarioCalls.RESCALE -> playing.run.rescale(body.readVarInt());
            case ScenarioCalls.FINISH -> {
                return ScenarioCalls.encode(playing.run.finish(), playing.pipeline);
            }
            default -> throw new IllegalArgumentException("unknown command " + command);
        }
        return NOTHING;
    }

    private byte[] open(ByteReader body) {
        int parallelism = body.readVarInt();
        Pipeline pipeline = PipelineCodec.decode(body.readBytes());
        runs.put(++lastRun, new Playing(pipeline, engine.open(pipeline, parallelism)));
        ByteWriter out = new ByteWriter();
        out.writeVarInt(lastRun);
        return out.toBytes();
    }

    /** Closes all runs and the engine. */
    @Override
    public void close() {
        runs.values().forEach(playing -> playing.run.close());
        runs.clear();
        engine.close();
    }
}
