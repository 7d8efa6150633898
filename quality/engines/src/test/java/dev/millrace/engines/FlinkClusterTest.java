// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.engine.process.EnginePipeline;
import dev.millrace.engine.process.EngineProcess;
import dev.millrace.engine.process.PipelineOrder;
import dev.millrace.engine.process.PipelineStatus;
import dev.millrace.server.EngineLaunches;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A session cluster of real processes, a job manager and two task managers, started from what was built. */
@EnabledIfSystemProperty(named = "millrace.slow", matches = "true")
class FlinkClusterTest {
    private static final Duration LONG = Duration.ofSeconds(180);

    @TempDir
    private Path folder;

    @Test
    void a_job_on_a_cluster_survives_killed_task_managers_and_goes_on_from_its_savepoint() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                Readings readings = new Readings(kafka.bootstrapServers());
                FlinkCluster cluster = FlinkCluster.start(folder.resolve("cluster"))) {
            try (EnginePipeline first = start(kafka, cluster, 2)) {
                readings.send(20);
                awaitRight(readings);
                for (int round = 0; round < 2; round++) {
                    readings.send(10);
                    cluster.killTaskManager(round);
                    readings.send(10);
                    cluster.startTaskManager(round);
                    awaitRight(readings);
                    awaitRunning(first);
                }
                first.stop();
            }
            readings.send(20);
            // Another process leaves the job on the cluster, and a third one finds it there.
            start(kafka, cluster, 1).close();
            awaitRight(readings);
            try (EnginePipeline third = start(kafka, cluster, 1)) {
                readings.send(10);
                awaitRight(readings);
                Awaitility.await().atMost(LONG).untilAsserted(() -> {
                    PipelineStatus.Account account = third.status().tables().get("readings");
                    assertEquals(readings.sent(), account.read());
                    assertEquals(readings.sent(), account.used());
                });
                assertTrue(third.stop().contains("savepoint-"));
            }
        }
    }

    private EnginePipeline start(EmbeddedKafka kafka, FlinkCluster cluster, int parallelism) {
        TreeMap<String, String> options = new TreeMap<>(Map.of("parallelism.default", String.valueOf(parallelism)));
        PipelineOrder order =
                new PipelineOrder(kafka.bootstrapServers(), folder.toString(), cluster.address(), options);
        EnginePipeline pipeline =
                EnginePipeline.start(EngineProcess.start(EngineLaunches.flink(Map.of())), Readings.pipeline(), order);
        awaitRunning(pipeline);
        return pipeline;
    }

    private static void awaitRunning(EnginePipeline pipeline) {
        Awaitility.await().atMost(LONG).until(() -> pipeline.status().state() == PipelineStatus.State.RUNNING);
    }

    private static void awaitRight(Readings readings) {
        Awaitility.await().atMost(LONG).until(readings::isRight);
    }
}
