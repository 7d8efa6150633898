// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** {@code millrace run} as a process of its own, as users have it: it can be killed. Ports stay the same over restarts. */
final class MillraceProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path pipeline;
    private final Path folder;
    private final int httpPort = freePort();
    private final int mqttPort = freePort();
    private final int kafkaPort = freePort();
    private Process process;

    MillraceProcess(Path pipeline, Path folder) {
        this.pipeline = pipeline;
        this.folder = folder;
    }

    /** Starts and returns when readings are accepted and the pipeline runs. */
    void start() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.millrace.cli.Main",
                "run",
                pipeline.toString(),
                "--data=" + folder.resolve("data"),
                "--http-port=" + httpPort,
                "--mqtt-port=" + mqttPort,
                "--kafka-port=" + kafkaPort));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
        Awaitility.await("up, see " + log()).atMost(Duration.ofSeconds(90)).until(() -> isUp() || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException("millrace ended with " + process.exitValue() + ": " + said());
        }
    }

    /** As kill -9 does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As kill does; gives the exit code. */
    int terminate() {
        process.destroy();
        awaitEnd();
        return process.exitValue();
    }

    int httpPort() {
        return httpPort;
    }

    int mqttPort() {
        return mqttPort;
    }

    String kafka() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** Body of GET path; empty text when nobody answers with 200. */
    String get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException notThere) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private boolean isUp() {
        return get("/api/health").contains("\"UP\"");
    }

    private Path log() {
        return folder.resolve("millrace.log");
    }

    String said() {
        try {
            return Files.readString(log());
        } catch (IOException noLog) {
            return noLog.toString();
        }
    }

    private void awaitEnd() {
        Awaitility.await("end of the process").atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
