// SPDX-License-Identifier: Apache-2.0
package dev.millrace.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Builds the peers in a folder of their own and runs programs one after the other, each in a process. One thread. */
final class PeerRuns {
    /** A peer that has given no rate by then is left out. */
    private static final long MINUTES_MAX = 6;

    private final Path copy;
    private final int warmS;

    private PeerRuns(Path copy, int warmS) {
        this.copy = copy;
        this.warmS = warmS;
    }

    /** Whether the sources of the peers are in a folder. */
    static boolean areAt(Path home) {
        return Files.isRegularFile(home.resolve("run.sh")) && Files.isRegularFile(home.resolve("pom.xml"));
    }

    /**
     * Copies the sources, which stay as they are, and compiles them; what was built before is used again.
     *
     * @throws IOException when they do not compile, with the log's place
     */
    static PeerRuns build(Comparison.Place place, int warmS) throws IOException {
        Path copy = place.copy();
        copySources(place.home(), copy);
        Path log = copy.resolve("build.log");
        List<String> command = List.of(
                place.maven().toString(),
                "-B",
                "-q",
                "-f",
                copy.resolve("pom.xml").toString(),
                "package");
        int code = waitFor(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
        if (code != 0) {
            throw new IOException("the peers do not build, see " + log);
        }
        return new PeerRuns(copy, warmS);
    }

    private static void copySources(Path home, Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = home.relativize(file);
                if (!relative.toString()
                        .contains("target" + FileSystems.getDefault().getSeparator())) {
                    Path to = copy.resolve(relative.toString());
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** Line with the rate, empty when the peer gave none. */
    Optional<RateLine> run(Peer peer) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("bash", copy.resolve("run.sh").toString()));
        command.addAll(peer.arguments());
        ProcessBuilder process = new ProcessBuilder(command);
        // The reference of the answers takes longer than the run and is the peers' own business.
        process.environment()
                .put("JOPTS", "-Dnoref=true -Dhalt=true -Dwarm=" + warmS + " -Ddir=" + copy.resolve("state"));
        return run(process);
    }

    /** Runs ourselves with the flags that this process has. */
    Optional<RateLine> runOurs(String workload, int keys) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.millrace.cli.Main", "bench", workload, "--keys", String.valueOf(keys)));
        command.addAll(List.of("--warm-up", String.valueOf(warmS)));
        return run(new ProcessBuilder(command));
    }

    private static Optional<RateLine> run(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Optional<RateLine> rate = Optional.empty();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            Thread limit = new Thread(() -> endAfter(process), "peer-limit");
            limit.setDaemon(true);
            limit.start();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rate = rate.isPresent() ? rate : RateLine.of(line);
            }
        }
        waitFor(process);
        return rate;
    }

    private static void endAfter(Process process) {
        try {
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                // The script's programs first: without it they would go on.
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted"));
        }
    }
}
