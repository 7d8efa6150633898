// SPDX-License-Identifier: Apache-2.0
package dev.millrace.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Far more than a start takes: where everything is built and tested at once it has a tenth of a core. */
    private static final Duration START = Duration.ofSeconds(240);

    private final Path pipeline;
    private final Path folder;
    private final List<String> flags;
    private final int httpPort = freePort();
    private final int mqttPort = freePort();
    private final int kafkaPort = freePort();
    private Process process;

    /**
     * Prepares a process.
     *
     * @param folder for its data and what it says
     * @param flags beside those for ports and data; one that names them again wins
     */
    MillraceProcess(Path pipeline, Path folder, String... flags) {
        this.pipeline = pipeline;
        this.folder = folder;
        this.flags = List.of(flags);
    }

    /** As the other constructor, with the text of the pipeline. */
    static MillraceProcess of(String sql, Path folder, String... flags) {
        try {
            Files.createDirectories(folder);
            return new MillraceProcess(Files.writeString(folder.resolve("pipeline.sql"), sql), folder, flags);
        } catch (IOException notWritten) {
            throw new UncheckedIOException(notWritten);
        }
    }

    /** Starts and returns when readings are accepted and the pipeline runs. */
    MillraceProcess start() {
        launch();
        Awaitility.await("up, see " + log()).atMost(START).until(() -> isUp() || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException("millrace ended with " + process.exitValue() + ": " + said());
        }
        return this;
    }

    /** Starts what is expected to end by itself, and gives its exit code. */
    int runToEnd() {
        launch();
        Awaitility.await("end by itself, see " + log()).atMost(START).until(() -> !process.isAlive());
        return process.exitValue();
    }

    private void launch() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.millrace.cli.Main",
                "run",
                pipeline.toString()));
        addUnlessGiven(command, "--data", folder.resolve("data").toString());
        addUnlessGiven(command, "--http-port", String.valueOf(httpPort));
        addUnlessGiven(command, "--mqtt-port", String.valueOf(mqttPort));
        addUnlessGiven(command, "--kafka-port", String.valueOf(kafkaPort));
        command.addAll(flags);
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(out().toFile()))
                    .start();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    private void addUnlessGiven(List<String> command, String flag, String value) {
        if (flags.stream().noneMatch(given -> given.startsWith(flag + "="))) {
            command.add(flag + "=" + value);
        }
    }

    /** As kill -9 does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As kill does; gives the exit code. */
    int terminate() {
        return signal("TERM");
    }

    /** As Ctrl-C does; gives the exit code. */
    int interrupt() {
        return signal("INT");
    }

    private int signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start();
        } catch (IOException noKill) {
            throw new UncheckedIOException(noKill);
        }
        awaitEnd();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Path data() {
        return folder.resolve("data");
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

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    /** Body of GET path; empty text when nobody answers with 200. */
    String get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri(path))
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

    /** What GET path answers with 200, as JSON; a missing node otherwise. */
    JsonNode json(String path) {
        try {
            return JSON.readTree(get(path));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    HttpResponse<String> post(String path, byte[] body, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                    .timeout(Duration.ofSeconds(20))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException notThere) {
            throw new UncheckedIOException(notThere);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    boolean isUp() {
        return get("/api/health").contains("\"UP\"");
    }

    private Path log() {
        return folder.resolve("millrace.log");
    }

    private Path out() {
        return folder.resolve("millrace.out");
    }

    /** Standard error of all starts. */
    String said() {
        return text(log());
    }

    /** Standard output of all starts. */
    String printed() {
        return text(out());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException noFile) {
            return noFile.toString();
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

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
