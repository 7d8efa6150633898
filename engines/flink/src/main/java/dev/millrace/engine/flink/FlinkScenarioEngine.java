// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engine.flink;

import dev.millrace.kernel.host.ScenarioEngine;
import dev.millrace.plan.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Runs scenarios as jobs on a cluster within this process. */
final class FlinkScenarioEngine implements ScenarioEngine {
    private static final int SLOTS = 16;
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Path folder;
    private final Place place;
    private final Map<String, String> options;

    /** @param options as {@link FlinkSettings} takes them */
    FlinkScenarioEngine(Map<String, String> options) {
        this.options = Map.copyOf(options);
        FlinkSettings.of(options);
        place = Place.here(SLOTS);
        try {
            folder = Files.createTempDirectory("millrace-flink-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "flink";
    }

    @Override
    public Run open(Pipeline pipeline, int parallelism) {
        String id = "scenario-" + RUNS.incrementAndGet();
        return new ScenarioRun(
                new ScenarioRun.Ground(place.mini(), folder.resolve(id), id), pipeline, parallelism, options);
    }

    @Override
    public void close() {
        place.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
