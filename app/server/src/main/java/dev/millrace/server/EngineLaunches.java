// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.engine.process.EngineLaunch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the engines are that run in a process of their own, and how it is started. */
public final class EngineLaunches {
    private static final String FLINK_MAIN = "dev.millrace.engine.flink.FlinkMain";
    /** One collector thread, as in our own process; Flink's share of memory is within the heap but for its network buffers. */
    private static final List<String> FLINK_FLAGS =
            List.of("-Xms64m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Dfile.encoding=UTF-8");

    private EngineLaunches() {}

    /**
     * Flink with a cluster in the process.
     *
     * @param options of the engine, by name
     */
    public static EngineLaunch flink(Map<String, String> options) {
        Path libraries = Path.of(System.getProperty("millrace.home", "."), "engines", "flink", "target", "lib");
        List<String> arguments = options.entrySet().stream()
                .map(o -> o.getKey() + "=" + o.getValue())
                .sorted()
                .toList();
        return EngineLaunch.ofFolder(ServerOptions.FLINK, libraries, FLINK_MAIN, FLINK_FLAGS)
                .withArguments(arguments);
    }
}
