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
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** Runs scenarios as jobs on a cluster within this process. */
final class FlinkScenarioEngine implements ScenarioEngine {
    private static final int SLOTS = 16;
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Path folder;
    private final MiniCluster cluster;
    private final Map<String, String> options;

    /** @param options as {@link FlinkSettings} takes them */
    FlinkScenarioEngine(Map<String, String> options) {
        this.options = Map.copyOf(options);
        FlinkSettings.of(options);
        try {
            folder = Files.createTempDirectory("millrace-flink-");
            cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                    .setConfiguration(clusterSettings())
                    .setNumTaskManagers(1)
                    .setNumSlotsPerTaskManager(SLOTS)
                    .withRandomPorts()
                    .build());
            cluster.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("Flink's cluster did not start: " + e, e);
        }
    }

    private static Configuration clusterSettings() {
        Configuration settings = new Configuration();
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        // An upper bound of what RocksDB and ForSt take beside the heap, for all slots; nothing is taken before.
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1024));
        return settings;
    }

    @Override
    public String name() {
        return "flink";
    }

    @Override
    public Run open(Pipeline pipeline, int parallelism) {
        String id = "scenario-" + RUNS.incrementAndGet();
        return new ScenarioRun(new ScenarioRun.Place(cluster, folder.resolve(id), id), pipeline, parallelism, options);
    }

    @Override
    public void close() {
        try {
            cluster.close();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (Exception e) {
            throw new IllegalStateException("Flink's cluster did not stop: " + e, e);
        }
    }
}
