// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.engine.process.EngineServer;
import dev.millrace.engine.process.ScenarioService;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The process of the engine. Arguments are options as {@code name=value}. */
public final class FlinkMain {
    private FlinkMain() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> options = new TreeMap<>();
        for (String arg : args) {
            int at = arg.indexOf('=');
            options.put(arg.substring(0, at), arg.substring(at + 1));
        }
        try (ScenarioService scenarios = new ScenarioService(new FlinkScenarioEngine(options))) {
            EngineServer.serve(scenarios);
        }
        // Flink leaves threads behind that are no daemons.
        Runtime.getRuntime().halt(0);
    }
}
