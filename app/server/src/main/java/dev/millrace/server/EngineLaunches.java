// SPDX-License-Identifier: Apache-2.0
package dev.millrace.server;

import dev.millrace.engine.process.EngineLaunch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the engines are that run in a process of their own, and how it is started. */
public final class EngineLaunches {
    private static final String FLINK_MAIN = "dev.millrace.engine.flink.FlinkMain";
    /** One collector thread, as in our own process; Flink's share of memory is within the heap but for its network buffers. */
    private static final List<String> FLINK_FLAGS =
            List.of("-Xms64m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Dfile.encoding=UTF-8");

    private static final String SPARK_MAIN = "dev.millrace.engine.spark.SparkMain";
    private static final List<String> SPARK_FLAGS =
            List.of("-Xmx2g", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Dfile.encoding=UTF-8");
    /** What Spark's own scripts open (JavaModuleOptions of 4.2). */
    private static final List<String> OPENED_FOR_SPARK = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private static final int NATIVE_ACCESS_SINCE = 22;
    private static final int UNSAFE_WARNED_SINCE = 23;

    private EngineLaunches() {}

    /** Spark; where it computes, here or on a cluster, is said with each request. */
    public static EngineLaunch spark() {
        Path libraries = Path.of(System.getProperty("millrace.home", "."), "engines", "spark", "target", "lib");
        List<String> flags = new ArrayList<>(SPARK_FLAGS);
        OPENED_FOR_SPARK.forEach(name -> flags.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        int java = Runtime.version().feature();
        if (java >= NATIVE_ACCESS_SINCE) {
            flags.add("--enable-native-access=ALL-UNNAMED");
        }
        if (java >= UNSAFE_WARNED_SINCE) {
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        return EngineLaunch.ofFolder(ServerOptions.SPARK, libraries, SPARK_MAIN, flags);
    }

    /**
     * Flink with a cluster in the process.
     *
     * @param options of the engine for scenarios, by name
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
