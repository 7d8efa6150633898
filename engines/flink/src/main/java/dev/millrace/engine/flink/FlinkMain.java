// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.engine.process.EngineServer;
import dev.millrace.engine.process.PipelineService;
import dev.millrace.engine.process.ScenarioService;
import dev.millrace.model.ByteReader;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The process of the engine. Arguments are options for scenarios as {@code name=value}. */
public final class FlinkMain {
    private FlinkMain() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> options = new TreeMap<>();
        for (String arg : args) {
            int at = arg.indexOf('=');
            options.put(arg.substring(0, at), arg.substring(at + 1));
        }
        try (Services services = new Services(options)) {
            EngineServer.serve(services);
        }
        // Flink leaves threads behind that are no daemons.
        Runtime.getRuntime().halt(0);
    }

    /** Scenarios or one pipeline; what is not asked for is not started. */
    private static final class Services implements EngineServer.Service, AutoCloseable {
        private final Map<String, String> options;
        private final FlinkPipeline pipeline = new FlinkPipeline();
        private final PipelineService pipelines = new PipelineService(pipeline);
        private ScenarioService scenarios;

        Services(Map<String, String> options) {
            this.options = options;
        }

        @Override
        public byte[] answer(String command, ByteReader body) {
            if (!ScenarioService.isScenario(command)) {
                return pipelines.answer(command, body);
            }
            if (scenarios == null) {
                scenarios = new ScenarioService(new FlinkScenarioEngine(options));
            }
            return scenarios.answer(command, body);
        }

        @Override
        public void close() {
            if (scenarios != null) {
                scenarios.close();
            }
            pipeline.close();
        }
    }
}
