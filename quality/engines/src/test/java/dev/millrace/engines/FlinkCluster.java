// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engines;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Flink session cluster on loopback: one job manager and two task managers, each a process of its own. */
final class FlinkCluster implements AutoCloseable {
    private static final int TASK_MANAGERS = 2;
    private static final Duration LONG = Duration.ofSeconds(120);
    /** All of what taskmanager.sh computes; without any one of these a task manager ends with a bare exception. */
    private static final List<String> MEMORY = List.of(
            "cpu.cores=1.0",
            "memory.task.heap.size=128mb",
            "memory.task.off-heap.size=0b",
            "memory.managed.size=64mb",
            "memory.network.min=64mb",
            "memory.network.max=64mb",
            "memory.framework.heap.size=128mb",
            "memory.framework.off-heap.size=64mb",
            "memory.jvm-metaspace.size=128mb",
            "memory.jvm-overhead.min=64mb",
            "memory.jvm-overhead.max=64mb");

    private final Path folder;
    private final int restPort;
    private final List<Process> taskManagers = new ArrayList<>();
    private Process jobManager;

    private FlinkCluster(Path folder, int restPort) {
        this.folder = folder;
        this.restPort = restPort;
    }

    static FlinkCluster start(Path folder) throws IOException {
        Files.createDirectories(folder);
        FlinkCluster cluster = new FlinkCluster(folder, freePort());
        String settings =
                """
                jobmanager.rpc.address: localhost
                jobmanager.rpc.port: %d
                rest.address: localhost
                rest.port: %d
                taskmanager.numberOfTaskSlots: 2
                taskmanager.host: localhost
                heartbeat.interval: 1000
                heartbeat.timeout: 5000
                web.refresh-interval: 500
                """
                        .formatted(freePort(), cluster.restPort);
        Files.writeString(folder.resolve("config.yaml"), settings);
        try {
            cluster.jobManager = cluster.process(
                    "jobmanager",
                    "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                    List.of("--configDir", folder.toString()));
            for (int i = 0; i < TASK_MANAGERS; i++) {
                cluster.taskManagers.add(cluster.taskManager(i));
            }
            cluster.awaitTaskManagers();
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String address() {
        return "localhost:" + restPort;
    }

    private Process taskManager(int number) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--configDir", folder.toString()));
        MEMORY.forEach(setting -> arguments.addAll(List.of("-D", "taskmanager." + setting)));
        return process("taskmanager-" + number, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", arguments);
    }

    private Process process(String name, String mainClass, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx320m"));
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", classPath(), mainClass));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
    }

    /** What a Flink distribution has: nothing of ours, and not the Kafka connector, which jobs bring along. */
    private static String classPath() throws IOException {
        Path libraries = Path.of(System.getProperty("millrace.home"), "engines", "flink", "target", "lib");
        try (Stream<Path> jars = Files.list(libraries)) {
            return jars.filter(jar -> isOfDistribution(jar.getFileName().toString()))
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static boolean isOfDistribution(String jar) {
        return !jar.startsWith("flink-connector")
                        && jar.matches(
                                "(flink-|frocksdbjni|forstjni|kryo|snakeyaml|RoaringBitmap|commons-|javassist|objenesis"
                                        + "|minlog|reflectasm|slf4j|logback|async-profiler).*")
                || jar.startsWith("flink-connector-datagen");
    }

    /** As an out-of-memory killer does it. */
    void killTaskManager(int number) throws InterruptedException {
        taskManagers.get(number).destroyForcibly().waitFor();
    }

    void startTaskManager(int number) throws IOException {
        taskManagers.set(number, taskManager(number));
    }

    private void awaitTaskManagers() {
        Awaitility.await().atMost(LONG).ignoreExceptions().until(() -> overview()
                .contains("\"taskmanagers\":" + TASK_MANAGERS));
    }

    private String overview() throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + address() + "/overview").toURL().openConnection();
        try (var in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        taskManagers.forEach(Process::destroyForcibly);
        if (jobManager != null) {
            jobManager.destroyForcibly();
        }
    }
}
