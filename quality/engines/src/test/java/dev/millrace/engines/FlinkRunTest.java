// SPDX-License-Identifier: Apache-2.0
package dev.millrace.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.millrace.embedded.EmbeddedKafka;
import dev.millrace.engine.process.EngineLaunch;
import dev.millrace.engine.process.EnginePipeline;
import dev.millrace.engine.process.EngineProcess;
import dev.millrace.engine.process.PipelineOrder;
import dev.millrace.engine.process.PipelineStatus;
import dev.millrace.server.EngineLaunches;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines between topics in Flink, in a process of their own. */
class FlinkRunTest {
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @BeforeEach
    void requireBuilt() {
        Path libraries = Path.of(System.getProperty("millrace.home"), "engines", "flink", "target", "lib");
        Assumptions.assumeTrue(
                Files.isDirectory(libraries),
                () -> "engine flink is not packaged in " + libraries + ": use ./mvnw verify");
    }

    @Test
    void a_pipeline_goes_on_from_a_savepoint_with_more_threads_and_after_a_kill() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                Readings readings = new Readings(kafka.bootstrapServers())) {
            try (EnginePipeline first = start(kafka, 1).pipeline()) {
                readings.send(20);
                awaitRight(readings);
                awaitUsed(first, 120);
                readings.send(10);
                first.stop();
            }
            Started second = start(kafka, 3);
            readings.send(20);
            awaitRight(readings);
            readings.send(20);
            kill(second);
            readings.send(10);
            try (EnginePipeline third = start(kafka, 2).pipeline()) {
                awaitRight(readings);
                awaitUsed(third, 480);
                third.stop();
            }
        }
    }

    private record Started(EngineProcess process, EnginePipeline pipeline) {}

    private Started start(EmbeddedKafka kafka, int parallelism) {
        EngineLaunch launch = EngineLaunches.flink(Map.of());
        EngineProcess process = EngineProcess.start(launch);
        TreeMap<String, String> options = new TreeMap<>(Map.of("parallelism.default", String.valueOf(parallelism)));
        PipelineOrder order = new PipelineOrder(kafka.bootstrapServers(), folder.toString(), "", options);
        EnginePipeline pipeline = EnginePipeline.start(process, Readings.pipeline(), order);
        Awaitility.await().atMost(LONG).until(() -> {
            PipelineStatus status = pipeline.status();
            assertEquals("", status.failure());
            return status.state() == PipelineStatus.State.RUNNING;
        });
        return new Started(process, pipeline);
    }

    private static void kill(Started started) throws ExecutionException, InterruptedException {
        ProcessHandle handle = ProcessHandle.of(started.process().pid()).orElseThrow();
        assertTrue(handle.destroyForcibly());
        handle.onExit().get();
        started.pipeline().close();
    }

    private static void awaitRight(Readings readings) {
        Awaitility.await().atMost(LONG).until(readings::isRight);
    }

    private static void awaitUsed(EnginePipeline pipeline, long rows) {
        Awaitility.await().atMost(LONG).untilAsserted(() -> {
            PipelineStatus.Account account = pipeline.status().tables().get("readings");
            assertEquals(rows, account.read());
            assertEquals(rows, account.used());
        });
    }
}
