// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.spark;

import dev.millrace.engine.process.EngineServer;
import dev.millrace.engine.process.ScenarioService;
import dev.millrace.engine.process.SparkOptions;
import dev.millrace.model.ByteReader;
import java.io.IOException;
import java.util.Map;

/** Spark's process: answers what the house asks, see {@link EngineServer}. Spark itself starts with the first request. */
public final class SparkMain implements EngineServer.Service, AutoCloseable {
    private final BatchService batch = new BatchService();
    private final StreamService stream = new StreamService();
    private ScenarioService scenarios;

    private SparkMain() {}

    public static void main(String[] args) throws IOException {
        try (SparkMain child = new SparkMain()) {
            EngineServer.serve(child);
        }
    }

    @Override
    public byte[] answer(String command, ByteReader body) throws Exception {
        if (command.startsWith("stream.")) {
            return stream.answer(command, body);
        }
        if (!ScenarioService.isScenario(command)) {
            return batch.answer(command, body);
        }
        if (scenarios == null) {
            SparkSettings settings = SparkSettings.of(Map.of(SparkOptions.MASTER.name(), "local[2]"));
            scenarios = new ScenarioService(new SparkScenarioEngine(SparkSessions.open(settings)));
        }
        return scenarios.answer(command, body);
    }

    @Override
    public void close() {
        if (scenarios != null) {
            scenarios.close();
        }
    }
}
